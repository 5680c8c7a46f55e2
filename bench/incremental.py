"""Incremental equals cold: many changes, one bake each, then the same plates by other ways, byte for byte.

Rule: the real press, the real theme, real files with their variants. After the changes the site is held
against two others: what a cold bake on the same disk would write (nothing), and a second site, made at once
by a press that was told only what is public in the end, in another order.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench import archive
from bench.baking import open_press
from bench.editing import Desk
from bench.figures import Figure, Table
from serai.press import plates
from serai.press.changes import Change, Put
from serai.press.plates import AuthorPlate, StoryPlate, TopicPlate

STORIES, CHANGES, SEED = 10_000, 1_000, 7
_CHUNK = 20_000  # changes in one bake of the second site


def measure(
    stories: int = STORIES, changes: int = CHANGES, seed: int = SEED, below: Path | None = None
) -> Table:
    """Make so many changes to an archive of so many stories, and compare. Sites stand `below` a folder."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-", dir=below) as name:
        folder = Path(name)
        press = open_press(folder / "changed")
        desk = Desk(_things(stories), archive.stories(stories), seed)
        press.bake(list(desk.public()))
        took: dict[str, list[float]] = {}
        touched: dict[str, list[int]] = {}
        for _ in range(changes):
            edit = desk.change()
            started = time.perf_counter()
            report = press.bake(edit.changes)
            took.setdefault(edit.what, []).append(time.perf_counter() - started)
            touched.setdefault(edit.what, []).append(len(report.written) + len(report.deleted))
        started = time.perf_counter()
        cold = press.bake_cold()
        again = time.perf_counter() - started
        other = open_press(folder / "at once")
        for chunk in _chunks(_shuffled(desk, seed)):
            other.bake(chunk)
        files, apart = compare(folder / "changed" / "site", folder / "at once" / "site")
    figures = [
        Figure("files that a cold bake would change", len(cold.written) + len(cold.deleted), "files"),
        Figure("files that differ from a site made at once", apart, "files", f"of {files:,}"),
        Figure("a cold bake of it", again, "s"),
    ]
    figures += [
        Figure(
            f"{what}, median of {len(took[what])}",
            statistics.median(took[what]) * 1000,
            "ms",
            f"{statistics.median(touched[what]):,.0f} files, at most {max(touched[what]):,}",
        )
        for what in sorted(took)
    ]
    how = f"{changes:,} random changes (seed {seed}), one bake each; files with .gz and .br."
    return Table(f"Incremental beside cold, {stories:,} stories", how, figures)


def compare(one: Path, other: Path) -> tuple[int, int]:
    """How many files the first site has, and how many paths do not hold the same bytes in both."""
    files = 0
    apart = 0
    for path in one.rglob("*"):
        if path.is_file():
            files += 1
            beside = other / path.relative_to(one)
            apart += not (beside.is_file() and beside.read_bytes() == path.read_bytes())
    missing = (path for path in other.rglob("*") if path.is_file())
    return files, apart + sum(not (one / path.relative_to(other)).is_file() for path in missing)


def _things(stories: int) -> Iterator[Put]:
    """Editions and sections, and the authors and topics that a story names."""
    named = set[tuple[str, str, str]]()
    for put in archive.stories(stories):
        if isinstance(put.plate, StoryPlate):
            named |= {("author", put.plate.edition, key) for key in put.plate.authors}
            named |= {("topic", put.plate.edition, key) for key in put.plate.topics}
    for put in archive.things():
        name = (plates.kind(put.plate), put.plate.edition, put.plate.key)
        if name in named or not isinstance(put.plate, AuthorPlate | TopicPlate):
            yield put


def _shuffled(desk: Desk, seed: int) -> list[Change]:
    public = list(desk.public())
    random.Random(seed + 1).shuffle(public)
    return public


def _chunks(changes: list[Change]) -> Iterator[list[Change]]:
    walk = iter(changes)
    while chunk := list(islice(walk, _CHUNK)):
        yield chunk
