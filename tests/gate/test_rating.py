"""The rating door: asked once more, kept once, changed through its receipt."""

import pytest

from serai.gate import entries
from serai.gate.entries import NewRating
from tests.gate.gates import STORY, House, hidden, link, secret


def answers(house: House) -> list[tuple[str, str]]:
    return [(entry.receipt, entry.answer) for entry in house.entries() if isinstance(entry, NewRating)]


def rates(house: House, answer: str) -> str:
    reader = house.reader()
    asked = reader.posts("/gate/rate", {"story": STORY, "answer": answer})
    assert asked.status_code == 200
    return link(reader.posts("/gate/rate", {**hidden(asked), "answer": answer}))


def test_an_answer_is_asked_once_more_and_kept(house: House) -> None:
    receipt = entries.receipt_of(secret(rates(house, "yes")))
    assert answers(house) == [(receipt, "yes")]


def test_an_answer_is_changed_any_number_of_times_and_the_receipt_shows_the_last(house: House) -> None:
    address = rates(house, "yes")
    reader = house.reader()
    for answer in ("no", "yes", "no"):
        house.clock.passes(days=1)
        fields = {**hidden(reader.opens(address)), "answer": answer}
        assert reader.posts(f"{address}rate", fields).headers["location"] == f"{address}?done=rated"
        assert reader.posts(f"{address}rate", fields).status_code == 303
    receipt = entries.receipt_of(secret(address))
    assert answers(house) == [(receipt, said) for said in ("yes", "no", "yes", "no")]
    assert reader.opens(f"{address}export").json()["written"]["answer"] == "no"


def test_going_back_and_answering_again_counts(house: House) -> None:
    address = rates(house, "yes")
    reader = house.reader()
    fields = hidden(reader.opens(address))
    for answer in ("no", "yes", "no"):
        reader.posts(f"{address}rate", {**fields, "answer": answer})
    assert [said for _, said in answers(house)] == ["yes", "no", "yes", "no"]


@pytest.mark.parametrize("answer", ["", "maybe", "YES", "yes\x00", "<script>"])
def test_what_is_no_answer_is_asked_again(house: House, answer: str) -> None:
    reader = house.reader()
    asked = reader.posts("/gate/rate", {"story": STORY, "answer": answer})
    assert asked.status_code == 200
    again = reader.posts("/gate/rate", {**hidden(asked), "answer": answer})
    assert (again.status_code, house.entries()) == (200, [])


def test_a_stale_answer_is_asked_again_under_the_same_key(house: House) -> None:
    reader = house.reader()
    fields = {**hidden(reader.posts("/gate/rate", {"story": STORY, "answer": "no"})), "answer": "no"}
    house.clock.passes(hours=13)
    assert hidden(reader.posts("/gate/rate", fields))["key"] == fields["key"]


def test_an_answer_to_no_story_is_refused(house: House) -> None:
    assert house.reader().posts("/gate/rate", {"answer": "yes"}).status_code == 404


def test_a_closed_discussion_still_hears_who_likes_the_story(house: House) -> None:
    house.site.has_story(comments="closed")
    rates(house, "yes")
    assert len(answers(house)) == 1
