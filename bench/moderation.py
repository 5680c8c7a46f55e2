"""Moderating: how long the queues, the counts and a bulk decision take with 100,000 comments.

Rule: a real newsroom's discussion in a temporary folder, its comments written straight into the table;
what is measured are the room's own reads and verbs, as the screens call them, without the page around them.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.figures import Figure, Table
from serai.core import clock
from serai.newsroom import create

COMMENTS = 100_000
PENDING = 1_000
HELD = 2_000
BRIGADE = 500  # of the held: near-copies of one another
STORIES = 500
TIMES = 20
_WORDS = tuple("the bridge river market closed governor paper people water nobody knows".split())  # noqa: SIM905
_RARE = "Кругозор"


def measure(comments: int = COMMENTS) -> Table:
    """Fill the discussion, then read each queue twenty times, and decide on all that is new."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        create.create(Path(name) / "room", name="The Measured Courier", editions=["en"], say=_nobody)
        from serai.discussion import actions, queries

        fill(comments)
        figures = [
            Figure("the counts of all queues", _milliseconds(queries.counts), "ms"),
            Figure("the first page of the new", _milliseconds(lambda: queries.queue("new")), "ms"),
            Figure("its last page", _last_page(queries), "ms", "found by its place, not by counting"),
            Figure("the first page of the held", _milliseconds(lambda: queries.queue("held")), "ms"),
            Figure("the reported", _milliseconds(lambda: queries.queue("reported")), "ms"),
            Figure("the brigades", _milliseconds(lambda: queries.queue("brigade")), "ms", "one row each"),
            Figure("the newest of all", _milliseconds(lambda: queries.queue("all")), "ms"),
            Figure(
                "a search that finds one comment, the oldest",
                _milliseconds(lambda: queries.queue("all", search=_RARE), times=5),
                "ms",
                "every comment is looked at",
            ),
        ]
        new = queries.keys_of(queries.chosen("new"))
        started = time.perf_counter()
        done = actions.decide(comments=new, after="approved", by="moderator")
        decided = time.perf_counter()
        undone = actions.undo(batch=done.batch, by="moderator")
        figures += [
            Figure(
                "approving all that is new at once",
                (decided - started) * 1000,
                "ms",
                f"{done.moved} comments",
            ),
            Figure("undoing that", (time.perf_counter() - decided) * 1000, "ms", f"{undone.moved} comments"),
        ]
    return Table(
        f"Moderating {comments:,} comments",
        f"{PENDING:,} new, {HELD:,} held ({BRIGADE} of them a brigade), {STORIES} stories; SQLite; medians.",
        figures,
    )


def fill(comments: int) -> None:
    """Write so many comments, with their stories."""
    from serai.discussion.database import atomic
    from serai.discussion.models import Cluster, Comment, StoryCard

    with atomic():
        cluster = Cluster.objects.create(key="c" * 32)
        now = clock.now()
        StoryCard.objects.bulk_create(
            StoryCard(
                edition="en",
                key=f"{number:032x}",
                headline=f"What the river did on day {number}",
                address=f"/en/2026/01/01/day-{number}/",
                section="s",
                section_name="City",
                published_at=now - timedelta(days=number),
            )
            for number in range(STORIES)
        )
        Comment.objects.bulk_create(_comments(comments, cluster), batch_size=2_000)


def _comments(count: int, cluster: Any) -> Iterator[Any]:
    from serai.discussion.models import Comment
    from serai.discussion.rules.searching import search_text

    chance = random.Random(7)
    now = clock.now()
    for number in range(count):
        story, position = number % STORIES, number // STORIES + 1
        age = count - number
        waiting = age <= PENDING + HELD
        state = "approved" if not waiting else "pending" if age <= PENDING else "held"
        text = " ".join(chance.choices(_WORDS, k=60)) + (f" {_RARE}" if number == 0 else "")
        yield Comment(
            key=f"{number:032x}",
            edition="en",
            story=f"{story:032x}",
            position=position,
            number=position if state == "approved" else None,
            name=f"Reader {number % 5_000}",
            text=text,
            search_text=search_text(f"Reader {number % 5_000}", text),
            state=state,
            received_at=now - timedelta(seconds=age),
            cluster=cluster if state == "held" and age <= PENDING + BRIGADE else None,
            open_reports=1 if number % 1_000 == 0 else 0,
            learned=True,
        )


def _last_page(queries: Any) -> float:
    after = ""
    while (page := queries.queue("new", after=after)).next:
        after = page.next
    return _milliseconds(lambda: queries.queue("new", after=after))


def _milliseconds(work: Callable[[], object], times: int = TIMES) -> float:
    """The median of so many runs, after one that is not counted."""
    work()
    spent = []
    for _run in range(times):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent) * 1000


def _nobody(_line: str) -> None:
    """The newsroom is made without a word."""
