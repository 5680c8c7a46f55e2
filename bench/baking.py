"""Baking: pages per second cold, and milliseconds and files for one story more.

Rule: the real press, the real theme, real files on the disk. The ratio: one published story beside a cold
bake of the same archive, which is what a tool without increments does for each story.
"""

import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from bench import archive
from bench.figures import Figure, Table, peak_memory
from serai.press.bake import Press
from serai.press.changes import Put
from serai.press.theme.environment import Theme

PUBLISHED = 20  # stories that are published one by one
_CHUNK = 2000  # stories put in one bake


def measure(stories: int) -> Table:
    """Bake an archive of so many stories, cold; then publish `PUBLISHED` more, one by one."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as folder:
        press = open_press(Path(folder))
        started = time.perf_counter()
        fill(press, stories)
        filled = time.perf_counter() - started
        pages = count_pages(Path(folder) / "site")
        started = time.perf_counter()
        press.bake_cold()
        cold = time.perf_counter() - started
        took, files = publish(press, stories)
        started = time.perf_counter()
        press.bake([])
        nothing = time.perf_counter() - started
    middle = statistics.median(took)
    figures = [
        Figure("first bake, plates put and pages written", pages / filled, "pages/s", f"{pages:,} pages"),
        Figure("cold bake again, nothing changed", pages / cold, "pages/s", f"{cold:.1f} s in all"),
        Figure(
            "one story published, median",
            middle * 1000,
            "ms",
            f"a cold bake takes {cold / middle:,.0f} × that",
        ),
        Figure("one story published, slowest of 20", max(took) * 1000, "ms"),
        Figure("files written for one story, median", statistics.median(files), "files", "with .gz and .br"),
        Figure("a bake of nothing", nothing * 1000, "ms"),
        Figure("peak memory of the process", peak_memory(), "MB"),
    ]
    how = "One process; gzip and Brotli beside each page; everything flushed to the disk before it counts."
    return Table(f"Baking an archive of {stories:,} stories", how, figures)


def open_press(folder: Path) -> Press:
    """A press in an empty folder."""
    return Press(
        ledger=folder / "press.sqlite3",
        site=folder / "site",
        renditions=folder / "renditions",
        theme=Theme(),
        site_name="The Measured Courier",
        site_url="https://example.org",
    )


def fill(press: Press, stories: int) -> None:
    """Put an archive of so many stories, in chunks."""
    press.bake(list(archive.things()))
    for chunk in _chunks(archive.stories(stories)):
        press.bake(chunk)


def publish(press: Press, stories: int) -> tuple[list[float], list[int]]:
    """Publish `PUBLISHED` stories, one by one: seconds and files of each."""
    took, files = [], []
    for number in range(PUBLISHED):
        change = archive.newest(number, stories)
        started = time.perf_counter()
        report = press.bake([change])
        took.append(time.perf_counter() - started)
        files.append(len(report.written))
    return took, files


def count_pages(site: Path) -> int:
    """How many HTML pages a site has."""
    return sum(1 for _ in site.rglob("*.html"))


def _chunks(changes: Iterable[Put]) -> Iterator[list[Put]]:
    walk = iter(changes)
    while chunk := list(islice(walk, _CHUNK)):
        yield chunk
