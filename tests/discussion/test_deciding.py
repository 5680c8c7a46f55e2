"""Moderators decide, one comment or many, and take it back; each act is written down, ordered and told."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.database import ALIAS
from serai.discussion.errors import CommentRefusedError, MoveError
from serai.discussion.models import Answer, Comment, Move, Report, ThreadOrder
from serai.gate.protocol import ReceiptUpdate
from tests.discussion import readers
from tests.discussion.readers import GATE, OTHER, STORY, row, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_wait() -> None:
    readers.publish()
    take_in(*(readers.comment(number) for number in (1, 2, 3)))
    filled()


def filled() -> None:
    actions.fill(orders=queries.due_thread_orders())


def keys(*numbers: int) -> list[int]:
    return [row(number).pk for number in numbers]


def ordered() -> list[tuple[str, str]]:
    return [(order.edition, order.key) for order in queries.due_thread_orders()]


def public() -> list[tuple[str, int]]:
    return [(comment.text, comment.number) for comment in queries.thread_for("en", STORY).comments]


def told() -> dict[str, str]:
    return {answer.receipt: answer.state for answer in queries.answers_for(GATE)}


def test_numbers_are_given_in_the_order_of_arrival_and_once() -> None:
    actions.approve(comment=row(2), by="m")
    actions.decide(comments=keys(3, 1), after="approved", by="m")
    assert [row(number).number for number in (1, 2, 3)] == [2, 1, 3]
    actions.reject(comment=row(2), by="m")
    actions.approve(comment=row(2), by="m")
    assert row(2).number == 1


def test_a_bulk_decision_is_one_batch_with_a_move_for_each() -> None:
    done = actions.decide(comments=keys(1, 2), after="rejected", by="m", reason="Insults.", note="Be kind.")
    assert (done.moved, done.left) == (2, 0)
    moves = Move.objects.filter(batch=done.batch).order_by("comment")
    assert [(move.what, move.before, move.by, move.reason) for move in moves] == [
        ("rejected", "pending", "m", "Insults.")
    ] * 2
    assert [(answer.state, answer.note) for answer in queries.answers_for(GATE)] == [
        ("rejected", "Be kind.")
    ] * 2
    assert ordered() == []


def test_what_may_not_move_is_left_and_counted() -> None:
    take_in(readers.withdrawal(1))
    actions.approve(comment=row(2))
    done = actions.decide(comments=[*keys(1, 2, 3), 10**9], after="approved", by="m")
    assert (done.moved, done.left) == (1, 3)


def test_nothing_to_decide_is_nothing() -> None:
    done = actions.decide(comments=[], after="approved", by="m")
    assert (done.moved, done.left, Move.objects.count()) == (0, 0, 0)


def test_no_moderator_withdraws_for_a_reader() -> None:
    with pytest.raises(MoveError, match="No moderator makes a comment withdrawn"):
        actions.decide(comments=keys(1), after="withdrawn", by="m")


def test_undo_puts_everything_back_and_keeps_the_number() -> None:
    actions.approve(comment=row(1), by="m")
    actions.pick(comment=row(1), by="m")
    actions.set_note(comment=row(1), note="Thank you.", by="m")
    before = row(1)
    filled()
    done = actions.decide(comments=keys(1), after="rejected", by="n", note="No.")
    assert (row(1).picked, row(1).note, public()) == (False, "No.", [])
    assert actions.undo(batch=done.batch, by="m").moved == 1
    after = row(1)
    assert (after.state, after.picked, after.note, after.number, after.decided_at) == (
        before.state,
        before.picked,
        before.note,
        before.number,
        before.decided_at,
    )
    assert ordered() == [("en", STORY)]


def test_undo_of_an_approval_takes_it_off_the_page_and_tells_its_writer() -> None:
    done = actions.approve(comment=row(1), by="m")
    assert told() == {readers.receipt(1): "approved"}
    actions.undo(batch=done.batch, by="m")
    assert (public(), row(1).decided_at, told()) == ([], None, {readers.receipt(1): "pending"})


def test_an_undoing_may_be_undone() -> None:
    done = actions.decide(comments=keys(1, 2), after="approved", by="m")
    undone = actions.undo(batch=done.batch, by="m")
    assert actions.undo(batch=done.batch, by="m").moved == 0
    assert actions.undo(batch=undone.batch, by="m").moved == 2
    assert [row(number).state for number in (1, 2)] == ["approved", "approved"]


def test_what_moved_since_is_left_and_told() -> None:
    done = actions.decide(comments=keys(1, 2, 3), after="approved", by="m")
    actions.reject(comment=row(1), by="n")
    take_in(readers.edit(2, "Something else entirely."))
    undone = actions.undo(batch=done.batch, by="m")
    assert (undone.moved, undone.left) == (1, 2)
    assert [row(number).state for number in (1, 2, 3)] == ["rejected", "pending", "pending"]


def test_an_unknown_batch_undoes_nothing() -> None:
    actions.approve(comment=row(1))
    assert [actions.undo(batch=batch, by="m").moved for batch in ("", "0" * 32)] == [0, 0]
    assert row(1).state == "approved"


def test_an_approval_that_picks_is_undone_as_one() -> None:
    done = actions.decide(comments=keys(1), after="approved", by="m")
    actions.pick(comment=row(1), by="m", batch=done.batch)
    assert queries.thread_for("en", STORY).picks == (row(1).key,)
    undone = actions.undo(batch=done.batch, by="m")
    assert (undone.moved, row(1).state, row(1).picked) == (1, "pending", False)


def test_a_decision_closes_the_reports_and_undo_opens_them_again() -> None:
    take_in(readers.report(8, on=1), readers.report(9, on=1))
    done = actions.reject(comment=row(1), by="m")
    assert (row(1).open_reports, Report.objects.filter(closed_at=None).count()) == (0, 0)
    actions.undo(batch=done.batch, by="m")
    assert (row(1).open_reports, Report.objects.filter(closed_at=None).count()) == (2, 2)
    settled = actions.close_reports(comment=row(1), by="m")
    assert (row(1).open_reports, row(1).state, settled.moved) == (0, "pending", 1)
    actions.undo(batch=settled.batch, by="m")
    assert row(1).open_reports == 2


def test_a_hold_leaves_the_reports_open() -> None:
    take_in(readers.report(8, on=1))
    actions.hold(comment=row(1), by="m")
    assert row(1).open_reports == 1


def test_a_removed_comment_comes_back_by_undo_alone() -> None:
    done = actions.remove(comment=row(1), by="m")
    with pytest.raises(MoveError):
        actions.approve(comment=row(1))
    actions.undo(batch=done.batch, by="m")
    assert row(1).state == "pending"


def test_only_what_is_public_is_picked() -> None:
    with pytest.raises(MoveError, match="is not public"):
        actions.pick(comment=row(1), by="m")


def test_a_hold_tells_the_writer_nothing() -> None:
    actions.hold(comment=row(1), by="m", reason="Look again.")
    assert told() == {}


def test_the_writer_is_told_where_it_stands() -> None:
    actions.approve(comment=row(1), by="m")
    (answer,) = queries.answers_for(GATE)
    assert answer == ReceiptUpdate(
        receipt=readers.receipt(1),
        state="approved",
        address=f"/en/2026/11/23/{STORY[:8]}/#comment-{row(1).key}",
        at=answer.at,
    )
    assert queries.answers_for("another inbox") == ()


def test_an_answer_that_changed_while_it_was_told_is_told_again() -> None:
    actions.approve(comment=row(1), by="m")
    actions.approve(comment=row(2), by="m")
    answers = queries.answers_for(GATE)
    actions.reject(comment=row(1), by="m")
    actions.told(gate=GATE, answers=answers)
    assert told() == {readers.receipt(1): "rejected"}
    actions.told(gate=GATE, answers=queries.answers_for(GATE))
    assert Answer.objects.count() == 0


def test_a_change_while_an_order_is_filled_is_not_lost() -> None:
    actions.approve(comment=row(1), by="m")
    reading = queries.due_thread_orders()
    actions.approve(comment=row(2), by="m")
    actions.fill(orders=reading)
    assert (ordered(), ThreadOrder.objects.filter(filled_at=None).count()) == ([("en", STORY)], 1)
    filled()
    assert ordered() == []


def test_an_order_that_failed_waits_longer_each_time() -> None:
    actions.approve(comment=row(1), by="m")
    (order,) = queries.due_thread_orders()
    actions.postpone(order=order, error=OSError("no space"))
    actions.postpone(order=order, error=OSError("no space"))
    (waiting,) = queries.failed_thread_orders()
    assert (queries.due_thread_orders(), waiting.attempts, waiting.error) == ([], 2, "OSError: no space")
    later = clock.now() + timedelta(minutes=1)
    assert [order.pk for order in queries.due_thread_orders(later)] == [waiting.pk]
    assert queries.next_due(clock.now()) == waiting.due_at


def test_the_newsroom_replies_in_public() -> None:
    actions.approve(comment=row(1), by="m")
    reply = actions.reply_as_staff(
        parent=row(1), edition="en", story=STORY, name="The editors", text="It opens at six.", by="m"
    )
    thread = queries.thread_for("en", STORY)
    assert [(comment.staff, comment.reply_to, comment.number) for comment in thread.comments] == [
        (False, "", 1),
        (True, row(1).key, 2),
    ]
    assert (Move.objects.filter(comment=reply).get().by, ordered()) == ("m", [("en", STORY)])


@pytest.mark.parametrize(
    ("name", "text"), [("", "Words."), ("N" * 81, "Words."), ("N", " "), ("N", "x" * 20_001)]
)
def test_a_reply_without_name_or_words_is_refused(name: str, text: str) -> None:
    with pytest.raises(CommentRefusedError):
        actions.reply_as_staff(edition="en", story=STORY, name=name, text=text, by="m")


def test_a_reply_to_another_storys_comment_is_refused() -> None:
    with pytest.raises(CommentRefusedError, match="another story"):
        actions.reply_as_staff(parent=row(1), edition="en", story=OTHER, name="N", text="Words.", by="m")


@pytest.mark.parametrize("after", ["approved", "rejected", "held"])
def test_a_decision_and_its_undoing_cost_the_same_for_three_and_for_a_hundred(after: str) -> None:
    def cost(numbers: range) -> tuple[int, int]:
        take_in(*(readers.comment(number) for number in numbers), first=numbers.start)
        chosen = keys(*numbers)
        with CaptureQueriesContext(connections[ALIAS]) as deciding:
            done = actions.decide(comments=chosen, after=after, by="m")  # type: ignore[arg-type]
        with CaptureQueriesContext(connections[ALIAS]) as undoing:
            assert actions.undo(batch=done.batch, by="m").moved == len(numbers)
        return len(deciding), len(undoing)

    few, many = cost(range(100, 103)), cost(range(200, 300))
    assert many[0] <= few[0] + 4  # wide updates are cut where SQLite allows no more variables
    assert many[1] <= few[1] + 4


def test_the_thread_of_ten_and_of_a_hundred_costs_four_queries() -> None:
    take_in(*(readers.comment(number) for number in range(10, 110)))
    actions.decide(comments=Comment.objects.values_list("pk", flat=True), after="approved", by="m")
    with CaptureQueriesContext(connections[ALIAS]) as asked:
        assert len(queries.thread_for("en", STORY).comments) == 103
    assert len(asked) == 4
