"""The report door: a reason, a few words, one entry."""

import pytest

from serai.gate import entries
from serai.gate.entries import NewReport
from serai.press.threads import Comment
from tests.gate.gates import NOW, STORY, House, hidden, kept, link, secret

SAID = Comment(key="c1", number=1, text="Buy cheap bridges!", name="Seller", written_at=NOW)
FORM = f"/gate/report?story={STORY}&comment=c1"


@pytest.fixture(autouse=True)
def _said(house: House) -> None:
    house.site.has_said(SAID)


def test_a_comment_is_reported(house: House) -> None:
    reader = house.reader()
    form = reader.opens(FORM)
    assert "Buy cheap bridges!" in form.text
    fields = {**hidden(form), "reason": "spam", "detail": "Everywhere."}
    receipt = entries.receipt_of(secret(link(reader.posts("/gate/report", fields))))
    assert secret(link(reader.posts("/gate/report", fields))) == fields["key"]
    [said] = house.entries()
    assert said == NewReport(
        id=receipt,
        receipt=receipt,
        at=NOW,
        source=said.source,
        marks=("no_proof",),
        edition="en",
        story="s1",
        comment="c1",
        reason="spam",
        detail="Everywhere.",
    )


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"reason": ""}, 422),
        ({"reason": "revenge"}, 422),
        ({"detail": "x" * 501}, 422),
        ({"detail": "e\u0301\u0301\u0301" * 400}, 422),
        ({"comment": "gone"}, 404),
        ({"comment": ""}, 404),
        ({"story": ""}, 404),
        ({"token": ""}, 409),
        ({"key": ""}, 409),
    ],
)
def test_what_is_wrong_comes_back_and_keeps_nothing(
    house: House, fields: dict[str, str], status: int
) -> None:
    reader = house.reader()
    good = {**hidden(reader.opens(FORM)), "reason": "spam", "detail": "Everywhere."}
    page = reader.posts("/gate/report", {**good, **fields})
    assert (page.status_code, house.entries()) == (status, [])
    if status in {404, 409}:
        assert kept(page) == ["Everywhere."]


def test_a_stale_report_is_sent_once_more_with_the_same_key(house: House) -> None:
    reader = house.reader()
    fields = {**hidden(reader.opens(FORM)), "reason": "threat", "detail": "Look."}
    house.clock.passes(hours=13)
    again = reader.posts("/gate/report", fields)
    assert (again.status_code, kept(again)) == (409, ["Look."])
    assert link(reader.posts("/gate/report", {**fields, **hidden(again)}))
    assert len(house.entries()) == 1
