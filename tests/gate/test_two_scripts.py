"""A story in another script: its readers write in its own words, and what they write is its home's."""

import pytest

from serai.gate import entries
from serai.gate.entries import NewComment, NewRating, NewReport
from serai.gate.protocol import ReceiptUpdate
from serai.press.threads import Comment
from tests.gate.gates import NOW, STORY, House, hidden, secret

TWIN = "/uz-cyrl/2026/11/23/bridge/"
SAID = Comment(key="c1", number=51, text="Koʻprik tor.", name="Dana", written_at=NOW)


@pytest.fixture
def house(house: House) -> House:
    house.site.has_edition("uz-cyrl", language="uz-Cyrl")
    house.site.has_story(TWIN, headline="Кўприк очилди", comments="closed", discussed_at=STORY)
    house.site.has_said(SAID)
    return house


def test_a_comment_is_written_in_the_pages_words_and_is_the_homes(house: House) -> None:
    reader = house.reader()
    form = reader.opens(f"/gate/comment?story={TWIN}&reply_to=c1")
    assert form.status_code == 200
    assert ('<html lang="uz-Cyrl"' in form.text, "Кўприк очилди" in form.text) == (True, True)
    looked_at = reader.posts(
        "/gate/comment", {"story": TWIN, "reply_to": "c1", "name": "Али", "text": "Тўғри."}
    )
    sent = reader.posts("/gate/comment", {**hidden(looked_at), "act": "send"})
    [entry] = house.entries()
    assert isinstance(entry, NewComment)
    assert (entry.edition, entry.story, entry.reply_to, entry.text) == ("en", "s1", "c1", "Тўғри.")
    receipt = sent.headers["location"].partition("?")[0]
    page = reader.opens(receipt)
    assert ('<html lang="uz-Cyrl"' in page.text, f'href="{TWIN}"' in page.text) == (True, True)
    house.collects()
    place = f"{STORY}comments/2/#comment-c2"
    told = ReceiptUpdate(receipt=entries.receipt_of(secret(receipt)), state="approved", address=place, at=NOW)
    house.collects(answers=(told,))
    assert f'href="{TWIN}comments/2/#comment-c2"' in reader.opens(receipt).text


def test_an_answer_to_the_rating_is_the_homes(house: House) -> None:
    reader = house.reader()
    asked = reader.posts("/gate/rate", {"story": TWIN, "answer": "yes"})
    assert '<html lang="uz-Cyrl"' in asked.text
    reader.posts("/gate/rate", {**hidden(asked), "answer": "yes"})
    [entry] = house.entries()
    assert isinstance(entry, NewRating)
    assert (entry.edition, entry.story) == ("en", "s1")


def test_a_report_finds_the_homes_comment(house: House) -> None:
    reader = house.reader()
    form = reader.opens(f"/gate/report?story={TWIN}&comment=c1")
    assert ("Koʻprik tor." in form.text, '<html lang="uz-Cyrl"' in form.text) == (True, True)
    reader.posts("/gate/report", {**hidden(form), "reason": "spam"})
    [entry] = house.entries()
    assert isinstance(entry, NewReport)
    assert (entry.edition, entry.story, entry.comment) == ("en", "s1", "c1")


def test_it_takes_comments_as_long_as_the_home_does(house: House) -> None:
    house.site.has_story(comments="closed")
    assert house.reader().opens(f"/gate/comment?story={TWIN}").status_code == 403


def test_a_home_that_has_moved_is_found(house: House) -> None:
    house.site.has_story(TWIN, comments="closed", discussed_at="/en/2026/11/22/old/")
    house.site.has_moved("/en/2026/11/22/old/", STORY)
    assert house.reader().opens(f"/gate/comment?story={TWIN}").status_code == 200


@pytest.mark.parametrize("away", ["/en/2026/11/23/none/", TWIN.replace("uz-cyrl", "ru"), "/en/", "/en/../x/"])
def test_a_story_whose_home_is_not_there_takes_nothing(house: House, away: str) -> None:
    house.site.has_story(TWIN, comments="open", discussed_at=away)
    assert house.reader().opens(f"/gate/comment?story={TWIN}").status_code == 404


def test_another_story_at_the_homes_address_is_not_the_home(house: House) -> None:
    house.site.has_story(key="s2")
    assert house.reader().opens(f"/gate/comment?story={TWIN}").status_code == 404


def test_twins_that_name_each_other_end(house: House) -> None:
    house.site.has_story(discussed_at=TWIN)
    assert house.reader().opens(f"/gate/comment?story={TWIN}").status_code == 404
