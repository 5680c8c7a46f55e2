"""Screening: milliseconds for one comment, and where they go, with an empty window and with a full one.

Rule: a real discussion's database in a temporary folder (SQLite, WAL); the window is filled in bulk with rows
as screening writes them. Each comment is screened in a transaction of its own, committed to the disk. The
ratio: the same comments with nothing in the window.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.figures import Figure, Table
from serai.core import clock
from serai.newsroom import create

WINDOW = 100_000
SCREENED = 200  # comments, one by one
WORDS = 2_000  # on the newsroom's list
_CHUNK = 2_000
_SYLLABLES = tuple("ко ра ми ста но ве ли до пру на то ска ре бо ша ги зу ний ться ого ать ет ов ем".split())  # noqa: SIM905


def measure() -> Table:
    """Screen `SCREENED` comments in an empty window, in one of `WINDOW`, and as copies of one text there."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        create.create(Path(name) / "room", name="The Measured Courier", editions=["ru"], say=_nobody)
        room = _Room()
        empty = room.screens(room.texts(SCREENED))
        before = sum(took for _, took in room.shares(room.texts(SCREENED)))
        started = time.perf_counter()
        room.fill(WINDOW)
        filled = time.perf_counter() - started
        full = room.screens(room.texts(SCREENED))
        copied = room.screens(room.copies(SCREENED))
        shares = room.shares(room.texts(SCREENED))
        rows = room.bands()
    after = sum(took for _, took in shares)
    figures = [
        Figure("one comment, empty window, median", _ms(empty), "ms"),
        Figure(
            f"one comment, {WINDOW:,} in the window, median",
            _ms(full),
            "ms",
            f"{_ms(full) / _ms(empty):.2f} × the empty window",
        ),
        Figure("  the slowest of a hundred", statistics.quantiles(full, n=100)[-1] * 1000, "ms"),
        Figure(
            "one copy of a brigade, the same window, median",
            _ms(copied),
            "ms",
            f"{_ms(copied) / _ms(full):.2f} ×",
        ),
        Figure(
            "the processor's work in it, mean",
            after * 1000,
            "ms",
            f"{after / before:.2f} × the empty window",
        ),
        *(Figure(f"  of it {what}", took * 1000, "ms") for what, took in shares),
        Figure("rows that find near-copies", float(rows), "rows", f"written in bulk in {filled:.0f} s"),
    ]
    how = (
        f"SQLite, WAL, one transaction a comment; comments of 8 to 60 words, {WORDS:,} words on the list, a "
        "learner that has learned."
    )
    return Table("Screening one comment", how, figures)


class _Room:
    """A discussion with a list of words and a learner, and its screening desk."""

    def __init__(self) -> None:
        from serai.discussion import models
        from serai.discussion.database import atomic
        from serai.discussion.screening import (
            copies,
            desk,
            folding,
            learner,
            lexicon,
            links,
            pulse,
            school,
            scripts,
            window,
        )

        self._models, self._atomic, self._desk = models, atomic, desk
        self._copies, self._folding, self._window, self._pulse = copies, folding, window, pulse
        self._lexicon, self._links, self._scripts, self._school = lexicon, links, scripts, school
        self._chance = random.Random(11)
        self._vocabulary = list(dict.fromkeys(self._word() for _ in range(12_000)))
        self._weights = [1 / (place + 3) for place in range(len(self._vocabulary))]
        self._position = 0
        lexicon.add_lines(lines="\n".join(self._chance.sample(self._vocabulary[300:], WORDS)), edition="ru")
        taught = learner.Learner()
        for place, text in enumerate(self.texts(2 * school.ENOUGH)):
            taught.learn(text, rejected=place % 2 == 0)
        models.Learner.objects.create(
            weights=taught.to_bytes(), approved=taught.approved, rejected=taught.rejected
        )

    def texts(self, count: int) -> list[str]:
        return [
            " ".join(self._chance.choices(self._vocabulary, self._weights, k=self._chance.randint(8, 60)))
            for _ in range(count)
        ]

    def copies(self, count: int) -> list[str]:
        words = self._chance.choices(self._vocabulary, self._weights, k=30)
        made = []
        for _ in range(count):
            copy = list(words)
            for place in self._chance.sample(range(30), 4):
                copy[place] = self._chance.choice(self._vocabulary)
            made.append(" ".join(copy))
        return made

    def screens(self, texts: Sequence[str]) -> list[float]:
        """Seconds for each."""
        took = []
        for text in texts:
            comment = self._comment(text)
            comment.save()
            started = time.perf_counter()
            with self._atomic():
                found = self._desk.screen(comment, now=clock.now())
                comment.reasons, comment.cluster, comment.score = found.reasons, found.cluster, found.score
                comment.save()
            took.append(time.perf_counter() - started)
        return took

    def fill(self, count: int) -> None:
        """So many comments of the last six days, each in the bands."""
        now = clock.now()
        for start in range(0, count, _CHUNK):
            ages = [timedelta(seconds=6 * 86_400 * (count - start - n) / count) for n in range(_CHUNK)]
            made = [self._comment(text) for text in self.texts(_CHUNK)]
            with self._atomic():
                self._models.Comment.objects.bulk_create(made)
                self._write_bands(made, [now - age for age in ages])

    def shares(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """Mean seconds of the processor's work that each screen takes for these texts."""
        now = clock.now()
        found: list[tuple[str, float]] = []
        comments = [self._comment(text) for text in texts]
        for comment in comments:
            comment.save()
        for what, screen in (
            ("words", lambda one: self._lexicon.words_for("ru").found_in(one.text)),
            ("links", lambda one: self._links.links_in(one.text)),
            ("script", lambda one: self._scripts.mismatch(one.text, "ru")),
            ("near-copies", partial(self._place, now=now)),
            ("bursts", lambda one: self._pulse.beat(edition="ru", story=one.story, at=now)),
            ("the learner", lambda one: self._school.judge(one.text)),
        ):
            with self._atomic():
                found.append((what, _worked(screen, comments) / len(comments)))
        return found

    def bands(self) -> int:
        return int(self._models.Band.objects.count())

    def _place(self, comment: Any, *, now: datetime) -> None:
        self._window.place(comment, now=now)

    def _comment(self, text: str) -> Any:
        self._position += 1
        return self._models.Comment(
            key=f"{self._position:032x}",
            edition="ru",
            story=f"{self._position % 50:032x}",
            position=self._position,
            text=text,
            written_at=clock.now(),
        )

    def _write_bands(self, comments: Sequence[Any], times: Sequence[datetime]) -> None:
        from django.db import connections

        connection = connections["discussion"]
        rows: Iterator[tuple[int, int, Any]] = (
            (number, comment.pk, connection.ops.adapt_datetimefield_value(at))
            for comment, at in zip(comments, times, strict=True)
            for number in self._copies.bands(
                self._copies.grams(self._folding.fold(comment.text)), self._window.salt()
            )
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO discussion_band (band, comment_id, at) VALUES (%s, %s, %s)", list(rows)
            )

    def _word(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.choice([1, 2, 2, 3, 3, 4])))


def _worked(screen: Callable[[Any], object], comments: Sequence[Any]) -> float:
    """Seconds of this process's own work: what a busy machine or disk adds is left out."""
    started = time.process_time()
    for comment in comments:
        screen(comment)
    return time.process_time() - started


def _ms(seconds: Sequence[float]) -> float:
    return statistics.median(seconds) * 1000


def _nobody(_line: str) -> None:
    """The newsroom is made without a word."""
