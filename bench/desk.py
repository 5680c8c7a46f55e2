"""The desk: plates cast per second, and milliseconds from an editor's publish to the page on the disk.

Rule: a real newsroom in a temporary folder: SQLite, Wagtail rows, the press's own ledger and files. The
ratio: the press's share of the whole, so that it is plain where the time goes.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.figures import Figure, Table
from serai.core import clock
from serai.newsroom import create, pressroom

STORIES = 150
_PARAGRAPH = "<p>" + "The river had risen before dawn, and by noon the market was an island. " * 5 + "</p>"


def measure() -> Table:
    """Write and publish `STORIES` stories, cast them all, then publish one more, twenty times."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        newsroom = create.create(
            Path(name) / "room", name="The Measured Courier", editions=["en"], say=_nobody
        )
        from serai.desk import actions, cast, queries
        from serai.newsroom.filling import Filler

        filler = Filler(newsroom, pressroom.open_press(newsroom))
        writer = _Writer(actions)
        written = _timed(lambda: writer.publishes(*range(STORIES)))
        orders = queries.due_orders(clock.now(), limit=10_000)
        of_stories = [order for order in orders if order.kind == "story"]
        cast_in = _timed(lambda: [cast.changes_for(order) for order in of_stories])
        filled = _timed(lambda: _fill(filler))
        saved, baked = [], []
        for number in range(20):
            saved.append(_timed(partial(writer.publishes, STORIES + number)))
            baked.append(_timed(lambda: _fill(filler)))
    whole = statistics.median(save + bake for save, bake in zip(saved, baked, strict=True))
    share = statistics.median(baked) / whole
    figures = [
        Figure("stories written and published in the desk", STORIES / written, "stories/s"),
        Figure("stories cast", len(of_stories) / cast_in, "plates/s", f"{len(of_stories)} orders"),
        Figure("stories cast, baked and marked in bulk", STORIES / filled, "stories/s"),
        Figure(
            "one story, from publish to page, median", whole * 1000, "ms", f"{share:.0%} of it cast and baked"
        ),
    ]
    return Table(
        f"A desk of {STORIES} stories", "SQLite; stories of 700 words without photos; one process.", figures
    )


class _Writer:
    def __init__(self, actions: Any) -> None:
        self._actions = actions
        from serai.desk.models import Edition

        self._edition = Edition.objects.get(slug="en")
        self._section = actions.create_section(edition=self._edition, name="City")
        self._authors = [actions.create_author(edition=self._edition, name="A. Writer")]

    def publishes(self, *numbers: int) -> None:
        for number in numbers:
            self._publish(number)

    def _publish(self, number: int) -> None:
        story = self._actions.create_story(
            edition=self._edition,
            headline=f"What the river did on day {number}",
            section=self._section,
            authors=self._authors,
            place="Almaty",
            dateline_at=clock.now() - timedelta(days=30) + timedelta(minutes=number),
            body=[("paragraph", _PARAGRAPH)] * 10,
        )
        self._actions.publish(story=story)


def _fill(filler: Any) -> None:
    while filler.fill_due():
        pass


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _nobody(_line: str) -> None:
    """The newsroom is made without a word."""
