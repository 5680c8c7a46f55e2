"""After any sequence of moves the counts are a recount, and whatever the public sees was ordered.

Rule: a model of the rules in a few lines of plain Python walks beside the tables.
"""

from collections import Counter
from datetime import timedelta

import hypothesis
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.database import ALIAS
from serai.discussion.errors import MoveError
from serai.discussion.models import Answer, Comment, Move, ReaderRating, Report
from serai.discussion.queries.counts import BRIGADE
from serai.discussion.rules import states
from serai.press import threads
from tests.discussion import readers
from tests.discussion.readers import AT, GATE, OTHER, STORY, receipt, take_in

STORIES = (STORY, OTHER)
COPY = "Everybody knows that the governor sold the bridge, and nobody in this paper dares to say so today."
NUMBERS = st.integers(1, 8)

steps = st.one_of(
    st.tuples(st.just("comment"), NUMBERS, st.integers(0, 2), st.booleans()),
    st.tuples(st.just("edit"), NUMBERS, st.integers(0, 3)),
    st.tuples(st.just("withdraw"), NUMBERS),
    st.tuples(st.just("erase"), NUMBERS),
    st.tuples(st.just("report"), NUMBERS, st.integers(20, 26)),
    st.tuples(
        st.just("rate"), st.integers(30, 33), st.sampled_from(["yes", "no"]), st.integers(0, 5), st.booleans()
    ),
    st.tuples(st.just("decide"), st.lists(NUMBERS, max_size=4), st.sampled_from(sorted(states.ASKED))),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("pick"), NUMBERS),
    st.tuples(st.just("reply"), NUMBERS),
    st.tuples(
        st.just("policy"),
        st.sampled_from([None, "before", "trust", "closed"]),
        st.sampled_from([None, 0, 1, 3000]),
    ),
    st.tuples(st.just("forget"), st.integers(0, 1)),
    st.tuples(st.just("again")),
)


class Newsroom:
    """What the steps act on, and all that was ever given by the gate."""

    def __init__(self) -> None:
        self.given: list[object] = []
        self.batches: list[str] = []

    def opens(self) -> None:
        """Some comments wait, some are public, and there is something to undo."""
        for number in range(1, 7):
            self.comment(number, number % 3, number > 4)
        for number in (1, 2, 3):
            self.decide([number], "approved")
        self.decide([1, 2], "rejected")
        self.undo(0)
        self.pick(3)

    def take_in(self, entry: object) -> None:
        self.given.append(entry)
        take_in(entry, first=len(self.given))  # type: ignore[arg-type]

    def walk(self, step: tuple) -> None:  # type: ignore[type-arg]
        getattr(self, step[0])(*step[1:])

    def comment(self, number: int, reply_to: int, copy: bool) -> None:
        text = f"{COPY} {number}" if copy else ""
        story = STORIES[number % 2]
        parent = Comment.objects.filter(story=story).order_by("pk")[reply_to : reply_to + 1]
        key = parent[0].key if parent else ""
        known = receipt(number % 3 + 1)
        self.take_in(readers.comment(number, text, story=story, reply_to=key, known=known))

    def edit(self, number: int, variant: int) -> None:
        self.take_in(readers.edit(number, readers.other_id("edited", number, variant)))

    def withdraw(self, number: int) -> None:
        self.take_in(readers.withdrawal(number))

    def erase(self, number: int) -> None:
        self.take_in(readers.erasure(number))

    def report(self, on: int, number: int) -> None:
        self.take_in(readers.report(number, on=on, story=STORIES[on % 2]))

    def rate(self, number: int, answer: str, minute: int, flooding: bool) -> None:
        marks = ("over_limit",) if flooding else ()
        at = AT + timedelta(minutes=minute)
        self.take_in(readers.rating(number, answer, story=STORIES[number % 2], at=at, marks=marks))  # type: ignore[arg-type]

    def decide(self, numbers: list[int], after: states.State) -> None:
        rows = Comment.objects.filter(receipt__in=[receipt(number) for number in numbers])
        done = actions.decide(comments=rows.values_list("pk", flat=True), after=after, by="m")
        self.batches.append(done.batch)

    def undo(self, back: int) -> None:
        if self.batches:
            batch = self.batches[-1 - back % len(self.batches)]
            self.batches.append(actions.undo(batch=batch, by="m").batch)

    def pick(self, number: int) -> None:
        comment = Comment.objects.filter(receipt=receipt(number)).first()
        if comment is not None:
            act = actions.unpick if comment.picked else actions.pick
            try:
                self.batches.append(act(comment=comment, by="m").batch)
            except MoveError:
                assert comment.state != "approved"

    def reply(self, number: int) -> None:
        parent = Comment.objects.filter(receipt=receipt(number)).first()
        story = STORIES[number % 2]
        actions.reply_as_staff(parent=parent, edition="en", story=story, name="N", text="Words.", by="m")

    def policy(self, mode: str | None, close_after: int | None) -> None:
        actions.set_policy(edition="en", mode=mode, trust_after=1, close_after=close_after, by="m")  # type: ignore[arg-type]

    def forget(self, which: int) -> None:
        story = STORIES[which]
        if queries.thread_for("en", story).open:
            actions.forget_story(edition="en", key=story)
        else:
            readers.publish(story)

    def again(self) -> None:
        before = list(Comment.objects.order_by("pk").values())
        for position, entry in enumerate(self.given, start=1):
            take_in(entry, first=position, gate="8" * 32)  # type: ignore[arg-type]
        assert list(Comment.objects.order_by("pk").values()) == before


def recount() -> dict[str, int]:
    rows = list(Comment.objects.values_list("state", "cluster", "open_reports"))
    waiting = Counter(cluster for state, cluster, _open in rows if state in states.WAITING and cluster)
    brigades = {cluster for cluster, count in waiting.items() if count >= BRIGADE}
    alone = Counter(state for state, cluster, _open in rows if cluster not in brigades)
    return {
        "new": alone["pending"],
        "held": alone["held"],
        "reported": sum(1 for _state, _cluster, open_reports in rows if open_reports),
        "brigade": len(brigades),
        "all": len(rows),
    }


def check_tables() -> None:
    rows = list(Comment.objects.all())
    for row in rows:
        assert row.state in states.STATES
        assert row.state != "approved" or row.number is not None
        assert not row.picked or row.state == "approved"
        assert row.open_reports == Report.objects.filter(comment=row, closed_at=None).count()
    numbers = [(row.story, row.number) for row in rows if row.number is not None]
    assert len(numbers) == len(set(numbers))
    for story in STORIES:
        given = sorted(number for of, number in numbers if of == story and number is not None)
        assert given == list(range(1, len(given) + 1))
    for move in Move.objects.exclude(what="undo"):
        before, after = move.before, move.after
        assert before == after or states.allowed(before, after) or move.what in {"edit", "erase"}  # type: ignore[arg-type]


def check_queues() -> None:
    assert queries.counts() == recount()
    seen = {name: _all_of(name) for name in ("new", "held", "reported", "all")}
    counts = queries.counts()
    assert {name: len(keys) for name, keys in seen.items()} == {name: counts[name] for name in seen}  # type: ignore[index]
    assert len(queries.queue("brigade").rows) == counts["brigade"]


def _all_of(name: str) -> set[int]:
    found: list[int] = []
    after = ""
    while True:
        page = queries.queue(name, after=after, size=3)  # type: ignore[arg-type]
        found += [row.comment.pk for row in page.rows]
        after = page.next
        if not after:
            assert len(found) == len(set(found))
            return set(found)


def check_thread(story: str) -> None:
    thread = queries.thread_for("en", story)
    rows = Comment.objects.filter(story=story, state="approved").order_by("number")
    assert [comment.key for comment in thread.comments] == [row.key for row in rows]
    keys = {comment.key for comment in thread.comments}
    assert all(comment.reply_to in {"", *keys} for comment in thread.comments)
    counted = Counter(ReaderRating.objects.filter(story=story, counted=True).values_list("likes", flat=True))
    assert thread.rating == threads.Rating(likes=counted[True], dislikes=counted[False])


@pytest.mark.django_db
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=30,
    deadline=None,
)
@hypothesis.given(walk=st.lists(steps, max_size=22))
def test_after_any_steps_all_counts_are_a_recount_and_all_that_changed_was_ordered(walk: list[tuple]) -> None:  # type: ignore[type-arg]
    with transaction.atomic(using=ALIAS):
        newsroom = Newsroom()
        for story in STORIES:
            readers.publish(story)
        newsroom.opens()
        told: dict[str, str] = {}
        for step in walk:
            actions.fill(orders=queries.due_thread_orders(clock.now() + timedelta(hours=1)))
            before = {story: queries.thread_for("en", story) for story in STORIES}
            newsroom.walk(step)
            ordered = {order.key for order in queries.due_thread_orders(clock.now() + timedelta(hours=1))}
            changed = {story for story in STORIES if queries.thread_for("en", story) != before[story]}
            assert changed <= ordered, step
            check_tables()
            answers = queries.answers_for(GATE)
            told |= {answer.receipt: answer.state for answer in answers}
            actions.told(gate=GATE, answers=answers)
            check_told(told)
        check_queues()
        for story in STORIES:
            check_thread(story)
        transaction.set_rollback(True, using=ALIAS)


def check_told(told: dict[str, str]) -> None:
    """What each reader was last told is how it stands."""
    assert Answer.objects.count() == 0
    for row in Comment.objects.exclude(receipt=""):
        shown = states.shown(row.state)  # type: ignore[arg-type]
        erased = row.state == "removed" and not row.text
        assert states.shown(told.get(row.receipt, "pending")) == ("erased" if erased else shown)  # type: ignore[arg-type]
