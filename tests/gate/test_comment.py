"""The comment door: what is written comes back until it is sent, and what is sent is kept once."""

from datetime import timedelta

import pytest

from serai.gate import entries
from serai.gate.entries import NewComment
from serai.press.threads import Comment
from tests.gate.gates import NOW, STORY, House, hidden, kept, link, secret

PARENT = Comment(key="p1", number=1, text="It is too narrow.", name="Arman", written_at=NOW)


def only_comment(house: House) -> NewComment:
    [entry] = house.entries()
    assert isinstance(entry, NewComment)
    return entry


def test_a_comment_is_written_looked_at_sent_and_collected(house: House) -> None:
    receipt = entries.receipt_of(secret(house.reader().sends("I cross it daily.\r\nTwice.", "  Dana ")))
    said = only_comment(house)
    assert said == NewComment(
        id=receipt,
        receipt=receipt,
        at=NOW,
        source=said.source,
        marks=("no_proof",),
        edition="en",
        story="s1",
        name="Dana",
        text="I cross it daily.\nTwice.",
    )
    assert len(said.source) == 16


def test_the_form_names_the_story_and_its_limit(house: House) -> None:
    page = house.reader().opens(f"/gate/comment?story={STORY}")
    assert page.status_code == 200
    assert "The bridge opens" in page.text
    assert "1500" in page.text


def test_nothing_is_sent_without_a_look(house: House) -> None:
    reader = house.reader()
    assert reader.previews(act="send").status_code == 409
    assert house.entries() == []


def test_change_it_brings_back_what_was_written(house: House) -> None:
    reader = house.reader()
    fields = hidden(reader.previews("One\ntwo <b>three</b> & four"))
    page = reader.posts("/gate/comment", {**fields, "act": "change"})
    assert (page.status_code, kept(page)) == (200, ["One\ntwo <b>three</b> & four"])


def test_the_same_form_sent_twice_is_one_entry_with_one_receipt(house: House) -> None:
    reader = house.reader()
    fields = {**hidden(reader.previews()), "act": "send"}
    assert link(reader.posts("/gate/comment", fields)) == link(reader.posts("/gate/comment", fields))
    assert len(house.entries()) == 1


def test_a_stale_token_loses_nothing_and_keeps_the_key(house: House) -> None:
    reader = house.reader()
    fields = {**hidden(reader.previews("Long thought over.")), "act": "send"}
    house.clock.passes(hours=13)
    again = reader.posts("/gate/comment", fields)
    assert again.status_code == 409
    assert "Long thought over." in again.text
    assert hidden(again)["key"] == fields["key"]
    assert secret(link(reader.posts("/gate/comment", {**hidden(again), "act": "send"}))) == fields["key"]


def test_a_post_whose_answer_was_lost_finds_its_receipt_with_a_stale_token(house: House) -> None:
    reader = house.reader()
    fields = {**hidden(reader.previews()), "act": "send"}
    first = link(reader.posts("/gate/comment", fields))
    house.clock.passes(hours=13)
    assert link(reader.posts("/gate/comment", fields)) == first
    assert len(house.entries()) == 1


def test_a_token_is_good_for_its_own_story_alone(house: House) -> None:
    other = "/en/2026/11/23/river/"
    house.site.has_story(other, "s2")
    reader = house.reader()
    fields = {**hidden(reader.previews()), "act": "send", "story": other}
    assert reader.posts("/gate/comment", fields).status_code == 409


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "name"),
        ({"name": " \u200b\u2066 "}, "name"),
        ({"name": "\u3164"}, "name"),
        ({"name": "n" * 41}, "name"),
        ({"name": "e\u0301\u0301\u0301\u0301\u0301" * 17}, "name"),
        ({"text": ""}, "text"),
        ({"text": " \n\t "}, "text"),
        ({"text": "x" * 1501}, "text"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    house: House, fields: dict[str, str], words: str
) -> None:
    page = house.reader().previews(**{"name": "Dana", "text": "Kept all the same.", **fields})
    assert page.status_code == 422
    assert f'id="{words}-problem"' in page.text
    if words == "name":
        assert kept(page) == ["Kept all the same."]


def test_the_limit_counts_what_a_reader_counts_and_is_the_editions(house: House) -> None:
    house.site.has_edition("ru", comment_limit=10)
    story = "/ru/2026/11/23/most/"
    house.site.has_story(story, "s1")
    reader = house.reader()
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert reader.previews(family * 10, story=story).status_code == 200
    assert reader.previews(family * 11, story=story).status_code == 422


def test_a_broken_encoding_is_said_and_what_can_be_shown_is_shown(house: House) -> None:
    body = b"story=" + STORY.encode() + b"&name=Dana&text=One%FF%FEtwo"
    page = house.reader().posts("/gate/comment", body)
    assert (page.status_code, kept(page)) == (422, ["One\ufffd\ufffdtwo"])


def test_a_reply_shows_whom_it_answers_and_names_it(house: House) -> None:
    house.site.has_said(PARENT)
    reader = house.reader()
    assert "It is too narrow." in reader.opens(f"/gate/comment?story={STORY}&reply_to=p1").text
    assert "It is too narrow." in reader.previews(reply_to="p1").text
    reader.sends("It is not.", reply_to="p1")
    assert only_comment(house).reply_to == "p1"


def test_a_reply_to_a_comment_of_a_later_part_is_taken(house: House) -> None:
    house.site.has_said(*(Comment(key=f"c{n}", number=n, text=f"Said {n}.") for n in range(1, 120)))
    assert "Said 119." in house.reader().previews(reply_to="c119").text


def test_a_comment_that_was_baked_a_moment_ago_can_be_answered(house: House) -> None:
    house.site.has_said(PARENT)
    assert house.reader().previews(reply_to="p1").status_code == 200
    house.site.has_said(PARENT, Comment(key="p2", number=2, text="Just now."))
    assert "Just now." in house.reader().previews(reply_to="p2").text


def test_a_reply_to_what_is_gone_keeps_the_words(house: House) -> None:
    page = house.reader().previews("To whom?", reply_to="gone")
    assert (page.status_code, kept(page)) == (404, ["To whom?"])


@pytest.mark.parametrize(
    "story",
    [
        "",
        "/",
        "/en/2026/11/23/nothing/",
        "/en/2026/11/23/bridge",
        "/../en/2026/11/23/bridge/",
        "/en/2026/11/23/../",
        "/en/2026/11/23/..%2f..%2f/",
        "/en/2026/11/23/bri\x00dge/",
        "//evil.example/2026/11/23/",
        "/en/",
        "https://bridge.example/en/2026/11/23/bridge/",
        "/en/2026/11/23/" + "a" * 5000 + "/",
    ],
)
def test_a_story_that_is_not_there_is_said_and_the_words_come_back(house: House, story: str) -> None:
    page = house.reader().previews("Where is it?", story=story)
    assert (page.status_code, kept(page)) == (404, ["Where is it?"])


def test_a_story_that_moved_is_found_where_it_is(house: House) -> None:
    house.site.has_moved("/en/2026/11/22/old/", STORY)
    house.reader().sends(story="/en/2026/11/22/old/")
    assert only_comment(house).story == "s1"


def test_a_redirect_in_a_ring_ends(house: House) -> None:
    house.site.has_moved("/en/2026/11/22/a/", "/en/2026/11/22/b/")
    house.site.has_moved("/en/2026/11/22/b/", "/en/2026/11/22/a/")
    assert house.reader().previews(story="/en/2026/11/22/a/").status_code == 404


@pytest.mark.parametrize("how", ["plate", "thread", "time"])
def test_a_closed_story_takes_nothing_and_gives_the_words_back(house: House, how: str) -> None:
    if how == "plate":
        house.site.has_story(comments="closed")
    else:
        house.site.has_said(PARENT, open=how != "thread", closes_at=NOW - timedelta(seconds=1))
    page = house.reader().previews("Too late?")
    assert (page.status_code, kept(page)) == (403, ["Too late?"])
    assert house.reader().opens(f"/gate/comment?story={STORY}").status_code == 403


def test_a_known_writer_is_named_by_receipt(house: House) -> None:
    reader = house.reader()
    first = secret(reader.sends())
    reader.sends("Once more.", known=first)
    known = [entry.known for entry in house.entries() if isinstance(entry, NewComment)]
    assert known == ["", entries.receipt_of(first)]


def test_what_is_no_key_is_no_known_writer(house: House) -> None:
    house.reader().sends(known="<script>")
    assert only_comment(house).known == ""
