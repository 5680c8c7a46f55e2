"""What the gates collected becomes comments, edits, reports and ratings, each exactly once."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.actions import TakenIn
from serai.discussion.models import (
    Answer,
    Comment,
    Move,
    Mute,
    Quarantined,
    ReaderRating,
    Report,
    Taken,
    ThreadOrder,
)
from serai.gate import entries
from serai.press import threads
from tests.discussion import readers
from tests.discussion.readers import AT, GATE, OTHER, STORY, row, take_in

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Comment.objects.order_by("position").values_list("state", flat=True))


def codes(number: int) -> list[str]:
    return [reason["code"] for reason in row(number).reasons]


def orders() -> int:
    return ThreadOrder.objects.filter(filled_at=None).count()


def filled() -> None:
    actions.fill(orders=queries.due_thread_orders())


def test_a_comment_waits_with_all_that_was_written() -> None:
    readers.publish()
    filled()
    assert take_in(readers.comment(1, source="f" * 16, contact="c2VhbGVk")) == TakenIn(taken=1)
    comment = row(1)
    assert (comment.state, comment.name, comment.text, comment.written_at, comment.gate) == (
        "pending",
        "Samal",
        readers.TEXT,
        AT + timedelta(seconds=1),
        GATE,
    )
    assert (comment.key, comment.writer) == (entries.comment_key(readers.receipt(1)), readers.receipt(1))
    assert (comment.number, comment.contact, comment.source) == (None, "c2VhbGVk", "f" * 16)
    assert (orders(), Answer.objects.count(), Move.objects.count()) == (0, 0, 0)


def test_the_same_batch_again_changes_nothing_whichever_gate_gives_it() -> None:
    readers.publish()
    batch: list[entries.AnyEntry] = [
        readers.comment(1),
        readers.comment(2),
        readers.edit(1, "At one, they say."),
    ]
    assert take_in(*batch) == TakenIn(taken=3)
    actions.approve(comment=row(1))
    assert take_in(*batch) == TakenIn(known=3)
    assert take_in(*batch, gate="8" * 32) == TakenIn(known=3)
    assert (states(), Comment.objects.count()) == (["approved", "pending"], 2)


def test_an_entry_twice_in_one_batch_is_one() -> None:
    readers.publish()
    assert take_in(readers.comment(1), readers.comment(1)) == TakenIn(taken=1, known=1)


def test_no_entries_change_nothing() -> None:
    assert take_in() == TakenIn()


def test_a_comment_on_an_unknown_story_is_held() -> None:
    take_in(readers.comment(1))
    assert (row(1).state, codes(1)) == ("held", ["no_story"])


@pytest.mark.parametrize("mark", ["no_proof", "over_limit", "muted"])
def test_what_the_gate_marked_is_held_with_the_mark(mark: entries.Mark) -> None:
    readers.publish()
    take_in(readers.comment(1, marks=(mark,)))
    assert (row(1).state, codes(1)) == ("held", [mark])


def test_a_comment_that_crossed_the_closing_is_held_and_one_before_it_is_not() -> None:
    readers.publish()
    closing = AT + timedelta(days=1)  # the story is of the day before
    actions.set_policy(edition="en", close_after=2, by="editor")
    take_in(readers.comment(1, at=closing - timedelta(seconds=1)), readers.comment(2, at=closing))
    assert (row(1).state, row(2).state, codes(2)) == ("pending", "held", ["closed"])


def test_a_closed_story_holds_what_still_comes() -> None:
    readers.publish(comments="closed")
    take_in(readers.comment(1))
    assert (row(1).state, codes(1)) == ("held", ["closed"])
    assert not queries.thread_for("en", STORY).open


def test_a_reply_knows_its_parent_of_the_same_story_alone() -> None:
    readers.publish()
    readers.publish(OTHER)
    take_in(readers.comment(1), readers.comment(2, story=OTHER))
    keys = [row(1).key, row(2).key, "0" * 32]
    take_in(*(readers.comment(10 + index, reply_to=key) for index, key in enumerate(keys)))
    assert [row(10 + index).reply_to for index in range(3)] == [row(1), None, None]


def test_a_trusted_writer_is_published_at_once_and_told() -> None:
    readers.publish()
    actions.set_policy(edition="en", mode="trust", trust_after=2, by="editor")
    take_in(readers.comment(1), readers.comment(2, "Two.", known=readers.receipt(1)))
    actions.decide(comments=[row(1).pk, row(2).pk], after="approved", by="m")
    take_in(
        readers.comment(3, "Three, of the same writer.", known=readers.receipt(2)),
        readers.comment(4, "Four, of somebody else."),
    )
    assert (row(3).state, row(3).number, row(4).state) == ("approved", 3, "pending")
    told = {answer.receipt: answer.state for answer in queries.answers_for(GATE)}
    assert told[readers.receipt(3)] == "approved"


def test_trust_is_lost_with_a_rejection() -> None:
    readers.publish()
    actions.set_policy(edition="en", mode="trust", trust_after=1, by="editor")
    take_in(readers.comment(1), readers.comment(2, "Two.", known=readers.receipt(1)))
    actions.approve(comment=row(1))
    actions.reject(comment=row(2))
    take_in(readers.comment(3, "Three.", known=readers.receipt(1)))
    assert row(3).state == "pending"


def test_what_the_gate_marked_is_never_published_at_once() -> None:
    readers.publish()
    actions.set_policy(edition="en", mode="trust", trust_after=1, by="editor")
    take_in(readers.comment(1))
    actions.approve(comment=row(1))
    take_in(readers.comment(2, "Two.", known=readers.receipt(1), marks=("no_proof",)))
    assert row(2).state == "held"


def test_an_edit_of_a_public_comment_makes_it_wait_again() -> None:
    readers.publish()
    take_in(readers.comment(1))
    actions.approve(comment=row(1))
    actions.pick(comment=row(1), by="m")
    filled()
    take_in(readers.edit(1, "At one, they say."))
    comment = row(1)
    assert (comment.text, comment.state, comment.number, comment.picked) == (
        "At one, they say.",
        "pending",
        1,
        False,
    )
    assert (comment.edited_at is not None, codes(1)) == (True, ["edited"])
    assert (queries.thread_for("en", STORY).comments, orders()) == ((), 1)
    assert [told.state for told in queries.answers_for(GATE)] == ["pending"]


def test_an_edit_does_not_lift_a_hold() -> None:
    readers.publish()
    take_in(readers.comment(1))
    actions.hold(comment=row(1), by="m")
    take_in(readers.edit(1, "At one, they say."))
    assert row(1).state == "held"


@pytest.mark.parametrize("after", ["rejected", "removed"])
def test_an_edit_that_crossed_a_decision_is_quarantined(after: str) -> None:
    readers.publish()
    take_in(readers.comment(1))
    actions.decide(comments=[row(1).pk], after=after, by="m")  # type: ignore[arg-type]
    assert take_in(readers.edit(1, "At one."), first=9) == TakenIn(quarantined=1)
    assert (row(1).text, Quarantined.objects.get().position) == (readers.TEXT, 9)


def test_an_edit_of_an_unknown_comment_is_kept_with_the_reason() -> None:
    assert take_in(readers.edit(1, "Of nothing.")) == TakenIn(quarantined=1)
    kept = Quarantined.objects.get()
    assert (kept.error, "Of nothing." in kept.entry) == ("No comment is known by its receipt.", True)
    assert take_in(readers.edit(1, "Of nothing.")) == TakenIn(known=1)


def test_a_withdrawn_comment_leaves_the_page_and_stays_withdrawn() -> None:
    readers.publish()
    take_in(readers.comment(1, contact="c2VhbGVk"))
    actions.approve(comment=row(1))
    filled()
    take_in(readers.withdrawal(1))
    assert (row(1).state, row(1).contact, orders()) == ("withdrawn", "", 1)
    assert actions.decide(comments=[row(1).pk], after="approved", by="m").left == 1


@pytest.mark.parametrize(
    "entry",
    [
        readers.comment(1, "x" * 20_001),
        readers.comment(1, " \n"),
        readers.comment(1, name="n" * 81),
        readers.comment(1, contact="c" * 1_001),
        readers.comment(1, story="s" * 33),
        readers.comment(1, story="../../etc"),
        readers.comment(1, edition=""),
        readers.comment(1, source="10.0.0.1"),
        readers.edit(1, "x" * 20_001),
        readers.report(1, on=7, detail="d" * 1_001),
        readers.report(1, on=7),
        readers.rating(1, "yes", story=""),
    ],
)
def test_hostile_entries_are_quarantined_and_stop_nothing(entry: entries.AnyEntry) -> None:
    readers.publish()
    assert take_in(entry, readers.comment(2)) == TakenIn(taken=1, quarantined=1)
    assert Comment.objects.count() == 1


def test_a_nul_is_left_out() -> None:
    readers.publish()
    take_in(readers.comment(1, "The\x00 bridge", name="Sa\x00mal"))
    assert (row(1).text, row(1).name) == ("The bridge", "Samal")


def test_a_reported_comment_stays_public_and_waits_for_a_look() -> None:
    readers.publish()
    take_in(readers.comment(1))
    actions.approve(comment=row(1))
    filled()
    take_in(readers.report(2, on=1), readers.report(3, on=1, reason="spam", detail="An advertisement."))
    assert (row(1).state, row(1).open_reports, orders(), queries.counts()["reported"]) == (
        "approved",
        2,
        0,
        1,
    )
    actions.approve(comment=row(1), by="m")
    assert (row(1).open_reports, Report.objects.filter(closed_by="m").count()) == (0, 2)


def test_a_muted_sources_report_reaches_nobody() -> None:
    readers.publish()
    take_in(readers.comment(1), readers.report(2, on=1, marks=("muted",)))
    assert (row(1).open_reports, Report.objects.count()) == (0, 1)


def test_a_source_muted_here_is_held_before_the_gate_knows() -> None:
    readers.publish()
    now = clock.now()
    Mute.objects.create(
        gate=GATE, source="f" * 16, until=now + timedelta(days=1), batch="b", asked_by="m", confirmed_at=now
    )
    take_in(readers.comment(1, source="f" * 16), readers.comment(2, "Of another.", source="e" * 16))
    assert (codes(1), codes(2)) == (["muted"], [])


def test_the_newest_answer_of_a_reader_counts() -> None:
    readers.publish()
    filled()
    take_in(readers.rating(1, "yes"), readers.rating(2, "yes"))
    take_in(
        readers.rating(1, "no", at=AT + timedelta(minutes=1)),
        readers.rating(2, "no", at=AT - timedelta(minutes=1)),
    )
    assert queries.thread_for("en", STORY).rating == threads.Rating(likes=1, dislikes=1)
    assert orders() == 1


def test_answers_from_a_flood_do_not_count_and_order_nothing() -> None:
    readers.publish()
    filled()
    take_in(readers.rating(1, "no", marks=("over_limit",)), readers.rating(2, "no", marks=("muted",)))
    assert (queries.thread_for("en", STORY).rating, orders()) == (threads.Rating(), 0)
    assert ReaderRating.objects.count() == 2


def test_a_batch_costs_one_order_however_much_changed() -> None:
    readers.publish()
    filled()
    take_in(*(readers.rating(number, "yes") for number in range(20)))
    assert orders() == 1


def test_where_screening_itself_fails_the_comment_is_held_and_its_words_are_in_no_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(comment: Comment, **_told: object) -> None:
        raise ValueError(f"cannot screen {comment.text}")

    monkeypatch.setattr("serai.discussion.screening.desk.screen", fails)
    readers.publish()
    assert take_in(readers.comment(1), readers.comment(2)) == TakenIn(taken=2)
    assert (row(1).state, codes(1)) == ("held", ["unscreened"])
    assert [record.getMessage() for record in caplog.records] == ["screening failed: ValueError"] * 2


def test_an_entry_that_nobody_foresaw_is_quarantined_and_its_words_are_in_no_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(name: str, text: str) -> str:
        raise LookupError(text)

    monkeypatch.setattr("serai.discussion.actions.receiving.search_text", fails)
    readers.publish()
    assert take_in(readers.comment(1), readers.rating(2, "yes")) == TakenIn(taken=1, quarantined=1)
    assert Quarantined.objects.get().error == "It was not foreseen: LookupError."
    assert readers.TEXT not in caplog.text


def test_a_database_that_fails_refuses_the_whole_batch_which_is_then_given_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    readers.publish()
    with monkeypatch.context() as broken:
        broken.setattr("serai.discussion.screening.desk.screen", _full_disk)
        with pytest.raises(OperationalError):
            take_in(readers.rating(2, "yes"), readers.comment(1))
    assert (ReaderRating.objects.count(), Comment.objects.count(), Taken.objects.count()) == (0, 0, 0)
    assert take_in(readers.rating(2, "yes"), readers.comment(1)) == TakenIn(taken=2)


def _full_disk(*_comment: object, **_told: object) -> None:
    raise OperationalError("database or disk is full")
