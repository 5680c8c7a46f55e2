"""Looks: one template changes, and what was made with it is made again.

Rule: a whole archive is made first; then a template that one section uses comes, is told beforehand what it
costs, and is baked; then nothing is. Variants are off, as in `scale`: what is measured is finding and making.

    python -m bench looks --stories 100000
"""

import tempfile
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TypeVar

from bench import archive
from bench.figures import Figure, Table
from serai.press.bake import Press, Settings
from serai.press.theme.environment import Theme

Result = TypeVar("Result")

STORIES = 10_000
SECTION = "politics"
_TEMPLATE = '{% extends "story.html" %}{% block preview %}<p>Politics</p>{% endblock %}'


def measure(stories: int = STORIES) -> Table:
    """Bake so many stories, then a template of one section, then nothing."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        folder = Path(name)
        press = _open(folder)
        press.take(list(archive.things()))
        press.take(list(chain(archive.stories(stories), archive.threads(stories))))
        everything = press.bake(()).files_written
        template = folder / "theme" / "templates" / "sections" / SECTION / "story.html"
        template.parent.mkdir(parents=True)
        template.write_text(_TEMPLATE, encoding="utf-8")
        started = time.perf_counter()
        press = _open(folder)
        opened = time.perf_counter() - started
        weight, weighed = _timed(lambda: press.weigh(()))
        report, baked = _timed(lambda: press.bake(()))
        _, idle = _timed(lambda: press.bake(()))
    figures = [
        Figure("pages that the press says it will make", weight.total, "pages", weight.told()),
        Figure("files that were written", report.files_written, "files", f"of {everything:,}"),
        Figure("saying so", weighed * 1000, "ms"),
        Figure("making them", baked, "s", f"{weight.total / baked:,.0f} pages/s, one process"),
        Figure("a bake of nothing after it", idle * 1000, "ms"),
        Figure("opening the press with the changed theme", opened * 1000, "ms"),
    ]
    how = "A story template of one of eight sections is added; no gzip and Brotli; one process."
    return Table(f"One template of one section changes, {stories:,} stories", how, figures)


def _open(folder: Path) -> Press:
    theme = Theme(override=folder / "theme")
    theme.check()
    return Press(
        ledger=folder / "press.sqlite3",
        site=folder / "site",
        renditions=folder / "renditions",
        theme=theme,
        settings=Settings("The Measured Courier", "https://example.org", variants=False),
    )


def _timed(do: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    return do(), time.perf_counter() - started
