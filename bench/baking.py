"""Baking: pages per second cold, and milliseconds and files for one story more.

Rule: the real press, the real theme, real files on the disk, variants beside each page, as a newsroom has it.
The ratio: one published story beside a cold bake of the same archive, which is what a tool without increments
does for each story.
"""

import statistics
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from bench import archive
from bench.figures import Figure, Table
from bench.pressing import child, open_press
from serai.press.bake import Press

__all__ = ["count_pages", "fill", "measure", "open_press"]

PUBLISHED = 20  # stories that are published one by one
_CHUNK = 2000  # stories put in one bake

T = TypeVar("T")


def measure(stories: int) -> Table:
    """Make an archive of so many stories, cold; then publish `PUBLISHED` more, one by one."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        folder, archived = Path(name), {"stories": stories, "variants": 1}
        taken, _ = child("take", folder, **archived)
        made, watched = child("make", folder, **archived)
        pages = count_pages(folder / "site")
        again, _ = child("make", folder, **archived)
        published, _ = child("publish", folder, rounds=PUBLISHED, **archived)
        nothing, _ = child("nothing", folder, **archived)
    took = [one["seconds"] for one in published["rounds"]]
    files = [one["written"] for one in published["rounds"]]
    middle = statistics.median(took)
    figures = [
        Figure("plates and threads taken", stories / taken["seconds"], "stories/s"),
        Figure(
            "every page made", pages / made["seconds"], "pages/s", f"{pages:,} in {made['seconds']:.1f} s"
        ),
        Figure(
            "everything made again, nothing changed",
            pages / again["seconds"],
            "pages/s",
            f"{again['seconds']:.1f} s",
        ),
        Figure("peak memory, all processes", watched.peak, "MB"),
        Figure(
            "one story published, median",
            middle * 1000,
            "ms",
            f"a cold bake takes {made['seconds'] / middle:,.0f} × that",
        ),
        Figure(f"one story published, slowest of {PUBLISHED}", max(took) * 1000, "ms"),
        Figure("files written for one story, median", statistics.median(files), "files", "with .gz and .br"),
        Figure("a bake of nothing", nothing["seconds"] * 1000, "ms"),
    ]
    how = "Two processes; gzip and Brotli beside each page; everything flushed to the disk before it counts."
    return Table(f"Baking an archive of {stories:,} stories", how, figures)


def fill(press: Press, stories: int) -> None:
    """Put an archive of so many stories, in chunks."""
    press.bake(list(archive.things()))
    for chunk in _chunks(archive.stories(stories)):
        press.bake(chunk)


def count_pages(site: Path) -> int:
    """How many HTML pages a site has."""
    return sum(1 for _ in site.rglob("*.html"))


def _chunks(some: Iterable[T]) -> Iterator[list[T]]:
    walk = iter(some)
    while chunk := list(islice(walk, _CHUNK)):
        yield chunk
