"""A contact is asked for where letters can be sent, sealed for the newsroom, and kept nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from serai.gate.entries import NewComment
from tests.gate.gates import STORY, House, hidden, kept, opened
from tests.gate.inboxes import bytes_on_disk

CONTACT = "dana.by.the.river@example.org"


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path, contacts=True) as house:
        yield house


def test_only_the_newsroom_can_open_a_contact(asking: House) -> None:
    address = asking.reader().sends(contact=f" {CONTACT} ")
    assert CONTACT.encode() not in bytes_on_disk(asking.options.inbox)
    [said] = asking.entries()
    assert isinstance(said, NewComment)
    assert asking.newsroom.unseals(said.contact) == CONTACT
    export = asking.reader().opens(f"{address}export")
    assert (export.json()["written"]["contact_given"], CONTACT in export.text) == (True, False)
    assert CONTACT not in asking.reader().opens(address).text


def test_no_contact_is_no_problem(asking: House) -> None:
    asking.reader().sends()
    [said] = asking.entries()
    assert isinstance(said, NewComment)
    assert said.contact == ""


def test_the_contact_is_shown_before_it_is_sent_and_may_be_changed(asking: House) -> None:
    reader = asking.reader()
    preview = reader.previews(contact=CONTACT)
    assert CONTACT in preview.text
    page = reader.posts("/gate/comment", {**hidden(preview), "act": "change"})
    assert CONTACT in page.text


@pytest.mark.parametrize("contact", ["dana", "dana@example", "a@b.example\nBcc: c@d.example", "x" * 5000])
def test_what_is_no_address_is_said_at_its_field(asking: House, contact: str) -> None:
    page = asking.reader().previews("Kept all the same.", contact=contact)
    assert (page.status_code, kept(page)) == (422, ["Kept all the same."])
    assert 'id="contact-problem"' in page.text


def test_where_no_letter_can_be_sent_none_is_asked_for_or_kept(house: House) -> None:
    reader = house.reader()
    assert 'name="contact"' not in reader.opens(f"/gate/comment?story={STORY}").text
    address = reader.sends(contact=CONTACT)
    [said] = house.entries()
    assert isinstance(said, NewComment)
    assert said.contact == ""
    assert CONTACT.encode() not in bytes_on_disk(house.options.inbox)
    assert "contact_given" not in reader.opens(f"{address}export").json()["written"]
