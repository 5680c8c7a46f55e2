"""What a receipt wrote is forgotten everywhere in the discussion; that it happened is not."""

import json

import pytest
from django.apps import apps

from serai.discussion import actions, queries
from serai.discussion.actions import Incoming
from serai.discussion.models import Band, Comment, Move, Quarantined, ReaderRating, Report
from tests.discussion import readers
from tests.discussion.readers import GATE, STORY, receipt, row, take_in

pytestmark = pytest.mark.django_db

WORDS = "The unmistakable pelican walked across the frozen square while everybody watched it in silence."


def dump() -> str:
    """All rows of all of the discussion's tables, in words."""
    rows = [
        repr(sorted(row.items()))
        for model in apps.get_app_config("discussion").get_models()
        for row in model._default_manager.values()
    ]
    return "\n".join(rows)


@pytest.fixture(autouse=True)
def _a_comment_that_was_talked_about() -> None:
    readers.publish()
    take_in(
        readers.comment(
            1, WORDS, name="Pelicanfriend", source="f" * 16, contact="cGVsaWNhbg==", marks=("no_proof",)
        ),
        readers.comment(2, reply_to=""),
        readers.report(3, on=1, detail="It says pelican."),
    )
    actions.approve(comment=row(1), by="m")
    actions.set_note(comment=row(1), note="Which pelican?", by="m")
    actions.hold(comment=row(1), by="m", reason="Says pelican.")
    actions.approve(comment=row(1), by="m")
    take_in(readers.comment(4, "An answer.", reply_to=row(1).key), first=10)
    actions.approve(comment=row(4), by="m")
    actions.fill(orders=queries.due_thread_orders())


def test_no_word_is_left_and_the_log_says_that_it_happened() -> None:
    take_in(readers.erasure(1))
    left = dump().lower()
    assert [word for word in ("pelican", "cgvsawnhbg", "f" * 16) if word in left] == []
    erased = row(1)
    assert (erased.state, erased.number, erased.reasons, erased.cluster) == ("removed", 1, [], None)
    assert [move.what for move in Move.objects.filter(comment=erased)][-1] == "erase"
    assert Band.objects.filter(comment=erased).count() == 0


def test_it_leaves_the_page_its_reply_stands_alone_and_its_writer_is_told() -> None:
    take_in(readers.erasure(1))
    thread = queries.thread_for("en", STORY)
    assert [(comment.number, comment.reply_to) for comment in thread.comments] == [(2, "")]
    assert [order.key for order in queries.due_thread_orders()] == [STORY]
    assert {answer.receipt: answer.state for answer in queries.answers_for(GATE)}[receipt(1)] == "erased"


def test_what_was_erased_cannot_be_brought_back() -> None:
    done = actions.hold(comment=row(1), by="m")
    actions.erase_receipt(receipt=receipt(1), by="admin")
    assert actions.undo(batch=done.batch, by="m").moved == 0
    take_in(readers.edit(1, "Pelicans again."), first=20)
    take_in(readers.comment(1, WORDS), gate="8" * 32)
    assert row(1).text == ""


def test_an_administrator_erases_a_receipts_report_and_rating_too() -> None:
    take_in(readers.rating(1, "yes"), readers.report(9, on=2, detail="Pelican."), first=20)
    assert actions.erase_receipt(receipt=receipt(1), by="admin") == 2
    assert actions.erase_receipt(receipt=receipt(9), by="admin") == 1
    assert (ReaderRating.objects.count(), row(2).open_reports) == (0, 0)
    assert Report.objects.get(receipt=receipt(9)).detail == ""
    assert Move.objects.filter(what="erase").get().by == "admin"


def test_an_unknown_receipt_and_no_receipt_erase_nothing() -> None:
    before = dump()
    assert [actions.erase_receipt(receipt=one, by="admin") for one in ("", receipt(77))] == [0, 0]
    assert dump() == before


def test_erasing_twice_is_erasing_once() -> None:
    actions.erase_receipt(receipt=receipt(1), by="admin")
    before = dump()
    actions.erase_receipt(receipt=receipt(1), by="admin")
    assert dump() == before


def test_what_stands_in_quarantine_is_erased_with_the_rest() -> None:
    actions.reject(comment=row(1), by="m")
    take_in(readers.edit(1, "Another pelican."), first=20)
    assert Quarantined.objects.count() == 1
    take_in(readers.erasure(1), first=21)
    assert Quarantined.objects.count() == 0


def test_all_of_a_writer_is_erased_comment_by_comment() -> None:
    take_in(readers.comment(5, known=receipt(1)), readers.comment(6), first=20)
    assert actions.erase_writer(writer=row(1).writer, by="admin") == 2
    assert [row(number).state for number in (1, 5, 6)] == ["removed", "removed", "pending"]
    assert actions.erase_writer(writer="", by="admin") == 0


def test_an_archives_comment_is_erased_as_well() -> None:
    (comment,) = actions.import_comments(
        edition="en", story=STORY, comments=[Incoming(text="An old pelican.")], source="archive"
    )
    actions.erase_comment(comment=comment, by="admin")
    assert "An old pelican." not in dump()
    assert Comment.objects.get(pk=comment.pk).state == "removed"


def test_a_thread_is_exported_with_all_that_is_not_public_and_no_receipt() -> None:
    exported = json.dumps(actions.export_thread("en", STORY), ensure_ascii=False)
    assert [word in exported for word in (WORDS, "It says pelican.", "Says pelican.", "Which pelican?")] == [
        True
    ] * 4
    assert [word in exported for word in (receipt(1), "cGVsaWNhbg==", "f" * 16)] == [False] * 3
    assert actions.export_thread("en", "0" * 32)["comments"] == []


def test_a_reader_exports_what_the_receipt_wrote() -> None:
    take_in(readers.rating(1, "no"), first=20)
    exported = actions.export_receipt(receipt(1))
    assert ([one["text"] for one in exported["comments"]], [one["likes"] for one in exported["ratings"]]) == (
        [WORDS],
        [False],
    )
    assert actions.export_receipt("")["comments"] == []
