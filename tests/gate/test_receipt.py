"""The receipt door: the private link shows, changes, withdraws, erases and exports what was written."""

from datetime import timedelta

import pytest

from serai.gate import entries
from serai.gate.entries import Edit, Erasure, NewComment, Withdrawal
from serai.gate.protocol import ReceiptUpdate
from tests.gate.gates import NOW, House, hidden, kept, secret
from tests.gate.inboxes import bytes_on_disk

WORDS = "A lamp hangs over the ford."


def told(house: House, link: str, state: str, **more: str) -> None:
    house.collects()
    receipt = entries.receipt_of(secret(link))
    house.collects(answers=(ReceiptUpdate(receipt=receipt, state=state, at=NOW, **more),))  # type: ignore[arg-type]


def test_the_link_shows_what_was_written_and_that_it_waits(house: House) -> None:
    page = house.reader().opens(house.reader().sends(WORDS) + "?done=sent")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert kept(page) == [WORDS]
    assert "Thank you." in page.text


@pytest.mark.parametrize("state", ["pending", "held"])
def test_held_and_pending_are_one_to_the_writer(house: House, state: str) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    before = house.reader().opens(f"{address}export").json()["state"]
    told(house, address, state)
    assert (before, reader.opens(f"{address}export").json()["state"]) == ("waiting", "waiting")


def test_what_the_newsroom_says_is_shown(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    told(house, address, "rejected", note="Please be <kind>.")
    page = reader.opens(address)
    assert "Please be &lt;kind&gt;." in page.text
    told(house, address, "approved", address="/en/2026/11/23/bridge/#comment-x")
    assert 'href="/en/2026/11/23/bridge/#comment-x"' in reader.opens(address).text


def test_an_edit_is_an_entry_of_its_own_once(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    fields = {**hidden(reader.opens(address)), "text": "A lamp hangs\r\nno more."}
    for _ in range(2):
        assert reader.posts(f"{address}edit", fields).headers["location"] == f"{address}?done=edited"
    said = house.entries()
    assert [type(entry) for entry in said] == [NewComment, Edit]
    assert [entry.receipt for entry in said] == [entries.receipt_of(secret(address))] * 2
    assert kept(reader.opens(address)) == ["A lamp hangs\nno more."]


@pytest.mark.parametrize(
    ("text", "problem"),
    [(WORDS, "unchanged"), ("", "missing"), ("x" * 1501, "too_long"), ("\u200b", "missing")],
)
def test_an_edit_that_cannot_be_comes_back(house: House, text: str, problem: str) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    page = reader.posts(f"{address}edit", {"text": text})
    assert (page.status_code, len(house.entries())) == (422, 1)
    said = reader.posts(f"{address}edit", {"text": text}, accept="application/json")
    assert said.json() == {"problems": {"text": problem}}


def test_going_back_and_editing_again_loses_nothing(house: House) -> None:
    """The browser's back button brings an old page, with an old key."""
    reader = house.reader()
    address = reader.sends(WORDS)
    fields = hidden(reader.opens(address))
    for text in ("One.", "Two.", "One."):
        reader.posts(f"{address}edit", {**fields, "text": text})
    assert [entry.text for entry in house.entries() if isinstance(entry, Edit)] == ["One.", "Two.", "One."]
    assert kept(reader.opens(address)) == ["One."]


def test_an_edit_ends_with_its_window(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    house.clock.passes(minutes=14, seconds=59)
    assert reader.posts(f"{address}edit", {"text": "In time."}).status_code == 303
    house.clock.passes(seconds=1)
    assert reader.posts(f"{address}edit", {"text": "Too late."}).status_code == 422


@pytest.mark.parametrize("state", ["rejected", "removed", "withdrawn", "erased"])
def test_what_was_decided_against_is_not_edited(house: House, state: str) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    told(house, address, state)
    assert reader.posts(f"{address}edit", {"text": "Again!"}).status_code == 422


def test_what_is_approved_may_be_edited_in_time(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    told(house, address, "approved")
    assert reader.posts(f"{address}edit", {"text": "Better."}).status_code == 303


def test_a_comment_is_withdrawn_once(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    for _ in range(2):
        assert reader.posts(f"{address}withdraw", {}).headers["location"] == f"{address}?done=withdrawn"
    assert [type(entry) for entry in house.entries()] == [NewComment, Withdrawal]
    assert reader.opens(f"{address}export").json()["state"] == "withdrawn"
    assert reader.posts(f"{address}edit", {"text": "Back again."}).status_code == 422


def test_what_is_erased_is_gone_here_and_told_to_the_newsroom(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    reader.posts(f"{address}edit", {"text": WORDS + " Once."})
    assert WORDS.encode() in bytes_on_disk(house.options.inbox)
    for _ in range(2):
        assert reader.posts(f"{address}erase", {}).headers["location"] == f"{address}?done=erased"
    assert [type(entry) for entry in house.entries()] == [Erasure]
    assert WORDS.encode() not in bytes_on_disk(house.options.inbox)
    page = reader.opens(address)
    assert (page.status_code, WORDS in page.text) == (200, False)
    assert reader.opens(f"{address}export").json()["written"] == {}


def test_the_words_outlive_the_entry_only_sealed(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    last = house.collects().entries[-1].position
    house.collects(acknowledged=last)
    house.clock.passes(days=3)
    house.client.portal.call(house.client.app.lodge.inbox.tidy, house.clock())  # type: ignore[union-attr]
    assert WORDS.encode() not in bytes_on_disk(house.options.inbox)
    assert WORDS in reader.opens(address).text


def test_the_export_says_everything_that_is_known(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS, "Dana")
    answer = reader.opens(f"{address}export")
    receipt = entries.receipt_of(secret(address))
    assert answer.headers["content-disposition"] == f'attachment; filename="comment-{receipt[:8]}.json"'
    assert answer.json() == {
        "receipt": receipt,
        "of": "comment",
        "edition": "en",
        "story": "s1",
        "address": "/en/2026/11/23/bridge/",
        "state": "waiting",
        "note": "",
        "place": "",
        "written_at": "2026-11-23T12:00:00.123456Z",
        "changed_at": "2026-11-23T12:00:00.123456Z",
        "written": {"name": "Dana", "text": WORDS},
    }


def test_a_receipt_outlives_its_story(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    for file in (house.site.folder / "en/2026/11/23/bridge").iterdir():
        file.unlink()
    house.client.app.lodge.stories._plates._held.clear()  # type: ignore[union-attr]
    assert WORDS in reader.opens(address).text


def test_the_receipt_leads_to_a_further_comment_with_its_standing(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    further = f"/gate/comment?story=/en/2026/11/23/bridge/&amp;known={secret(address)}"
    assert further in reader.opens(address).text


@pytest.mark.parametrize(
    "address",
    [
        "/gate/receipt/" + "A" * 32 + "/",
        "/gate/receipt/short/",
        "/gate/receipt/../../etc/",
        "/gate/receipt/" + "A" * 5000 + "/",
        "/gate/receipt/%00" + "A" * 32 + "/",
        "/gate/receipt/" + "A" * 32 + "/export",
    ],
)
def test_a_link_to_nothing_says_so(house: House, address: str) -> None:
    assert house.reader().opens(address).status_code == 404


def test_an_act_that_is_none_is_refused(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    assert reader.posts(f"{address}approve", {}).status_code == 400
    assert reader.opens(f"{address}approve").status_code == 400
    assert reader.posts(f"{address}rate", {"answer": "yes"}).status_code == 400
    assert reader.opens(f"{address}edit").status_code == 400


def test_the_right_to_edit_is_counted_from_the_writing_not_the_last_edit(house: House) -> None:
    reader = house.reader()
    address = reader.sends(WORDS)
    house.clock.passes(minutes=10)
    reader.posts(f"{address}edit", {"text": "Once."})
    house.clock.passes(minutes=10)
    assert house.clock() - NOW > timedelta(minutes=15)
    assert reader.posts(f"{address}edit", {"text": "Twice."}).status_code == 422
