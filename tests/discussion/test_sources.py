"""A persistent source is held for a time, a crowd only with a second moderator's word; all are forgotten."""

from datetime import timedelta

import pytest

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.errors import MuteError
from serai.discussion.models import Answer, Comment, Mute, ReaderRating, Report, Taken, ThreadOrder
from serai.gate import protocol
from tests.discussion import readers
from tests.discussion.readers import GATE, row, take_in

pytestmark = pytest.mark.django_db


def sources(count: int, first: int = 0) -> list[tuple[str, str]]:
    return [(GATE, f"{number:016x}") for number in range(first, first + count)]


def test_a_handful_is_muted_at_once_and_the_gate_is_told_once() -> None:
    until = clock.now() + timedelta(hours=8)
    muted = actions.mute(sources=[*sources(5), *sources(5)], until=until, by="m", reason="A flood.")
    assert (muted.count, muted.waits) == (5, False)
    told = queries.mutes_for(GATE)
    assert told == tuple(protocol.Mute(source=source, until=until) for _gate, source in sources(5))
    actions.told(gate=GATE, mutes=told)
    assert (queries.mutes_for(GATE), queries.mutes_for("another")) == ((), ())


def test_more_than_a_handful_wait_for_another_moderator() -> None:
    muted = actions.mute(sources=sources(6), until=clock.now() + timedelta(hours=8), by="m")
    assert (muted.waits, queries.mutes_for(GATE)) == (True, ())
    with pytest.raises(MuteError, match="second moderator"):
        actions.confirm_mutes(batch=muted.batch, by="m")
    assert actions.confirm_mutes(batch=muted.batch, by="n") == 6
    assert len(queries.mutes_for(GATE)) == 6
    assert actions.confirm_mutes(batch=muted.batch, by="o") == 0


def test_a_crowd_is_not_muted_five_at_a_time() -> None:
    until = clock.now() + timedelta(hours=8)
    assert not actions.mute(sources=sources(3), until=until, by="m").waits
    assert actions.mute(sources=sources(3, first=3), until=until, by="m").waits
    assert not actions.mute(sources=sources(3, first=6), until=until, by="n").waits


def test_a_refused_mute_mutes_nobody() -> None:
    muted = actions.mute(sources=sources(6), until=clock.now() + timedelta(hours=8), by="m")
    assert actions.refuse_mutes(batch=muted.batch, by="n") == 6
    assert actions.confirm_mutes(batch=muted.batch, by="n") == 0
    assert queries.mutes_for(GATE) == ()


def test_a_lifted_mute_is_told_as_past() -> None:
    muted = actions.mute(sources=sources(1), until=clock.now() + timedelta(hours=8), by="m")
    actions.told(gate=GATE, mutes=queries.mutes_for(GATE))
    assert actions.lift_mutes(batch=muted.batch, by="n") == 1
    (told,) = queries.mutes_for(GATE)
    assert told.until <= clock.now()
    readers.publish()
    take_in(readers.comment(1, source=sources(1)[0][1]))
    assert row(1).reasons == []


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [(8, []), (8, [(GATE, "")]), (0, sources(1)), (24 * 91, sources(1)), (8, sources(1001))],
)
def test_a_mute_of_nobody_for_ever_or_of_everybody_is_refused(
    hours: int, wanted: list[tuple[str, str]]
) -> None:
    with pytest.raises(MuteError):
        actions.mute(sources=wanted, until=clock.now() + timedelta(hours=hours), by="m")
    assert Mute.objects.count() == 0


def test_sources_are_forgotten_after_two_days() -> None:
    readers.publish()
    take_in(
        readers.comment(1, source="f" * 16),
        readers.report(2, on=1, source="f" * 16),
        readers.rating(3, "yes", source="f" * 16),
    )
    actions.mute(sources=sources(1), until=clock.now() + timedelta(hours=1), by="m")
    assert actions.forget_sources(now=clock.now()) == 0
    actions.forget_sources(now=clock.now() + timedelta(days=4))
    assert [
        set(model._default_manager.values_list("source", flat=True))
        for model in (Comment, Report, ReaderRating, Mute)
    ] == [{""}] * 4


def test_contacts_are_forgotten_when_nobody_can_answer_any_more() -> None:
    readers.publish()
    take_in(*(readers.comment(number, contact="c2VhbGVk") for number in (1, 2, 3)))
    actions.remove(comment=row(1), by="m")
    Comment.objects.filter(pk=row(2).pk).update(received_at=clock.now() - timedelta(days=91))
    assert actions.forget_sources(now=clock.now()) == 2
    assert [row(number).contact for number in (1, 2, 3)] == ["", "", "c2VhbGVk"]
    actions.set_policy(edition="en", mode="closed", by="m")
    actions.forget_sources(now=clock.now() + timedelta(days=3))
    assert row(3).contact == ""


def test_tidying_deletes_what_has_served_its_time_and_nothing_that_waits() -> None:
    readers.publish()
    take_in(readers.comment(1))
    actions.fill(orders=queries.due_thread_orders())
    actions.approve(comment=row(1), by="m")
    actions.tidy(now=clock.now())
    assert (Taken.objects.count(), Answer.objects.count()) == (1, 1)
    actions.tidy(now=clock.now() + timedelta(days=61))
    assert (Taken.objects.count(), Answer.objects.count()) == (0, 0)
    assert [order.filled_at for order in ThreadOrder.objects.all()] == [None]
