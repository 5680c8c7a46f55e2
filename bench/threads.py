"""Threads: milliseconds from an approval to the visible page, in short threads and in long ones.

Rule: the real press, the real theme, real files on the disk, a story that stands on its edition's front; each
comment is one more in the same thread, put whole as the newsroom puts it. The ratio: the longest thread
beside the shortest.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec

from bench import archive, baking
from bench.figures import Figure, Table
from serai.press.bake import Press
from serai.press.changes import Put, PutThread
from serai.press.plates import StoryPlate
from serai.press.threads import Comment, Thread

LENGTHS = (10, 1_000, 10_000)
APPROVED = 20  # comments that are approved one by one
STORIES = 100
_WORDS = "The river stood at the third step this morning and nobody from the city had come to look at it. "


def measure() -> Table:
    """In threads of each length, approve `APPROVED` comments one by one."""
    figures: list[Figure] = []
    first = 0.0
    for length in LENGTHS:
        with tempfile.TemporaryDirectory(prefix="serai-bench-") as folder:
            took = _approve(baking.open_press(Path(folder)), length)
        middle = statistics.median(took)
        first = first or middle
        beside = f"{middle / first:.2f} × that with {LENGTHS[0]}" if length != LENGTHS[0] else ""
        figures += [
            Figure(f"one comment more after {length:,}, median", middle * 1000, "ms", beside),
            Figure(f"one comment more after {length:,}, slowest of {APPROVED}", max(took) * 1000, "ms"),
        ]
    how = (
        "From the thread handed to the press to its pages, feed and the fronts that count it, flushed to the "
        f"disk; {STORIES} stories around it."
    )
    return Table("From an approved comment to the visible page, the press's part", how, figures)


def thread(story: StoryPlate, length: int) -> Thread:
    """A thread in which every third comment answers one shortly before it."""
    return Thread(edition=story.edition, key=story.key, comments=tuple(_comments(story, length)))


def _comments(story: StoryPlate, length: int) -> Iterator[Comment]:
    for number in range(1, length + 1):
        yield Comment(
            key=f"{number:032x}",
            number=number,
            text=_WORDS * (1 + number % 5),
            name=f"Reader {number % 300}",
            written_at=story.published_at + timedelta(minutes=number),
            reply_to=f"{number - number % 7 - 1:032x}" if number % 3 == 0 and number > 7 else "",
        )


def _approve(press: Press, length: int) -> list[float]:
    baking.fill(press, STORIES)
    newest = archive.newest(0, STORIES)
    story = newest.plate
    if not isinstance(story, StoryPlate):
        raise TypeError(f"The archive's newest plate is a {type(story).__name__}, not a story.")
    whole = thread(story, length + APPROVED)
    press.bake([Put(msgspec.structs.replace(story, comments="open")), PutThread(_first(whole, length))])
    took = []
    for number in range(length + 1, length + APPROVED + 1):
        change = PutThread(_first(whole, number))
        started = time.perf_counter()
        press.bake([change])
        took.append(time.perf_counter() - started)
    return took


def _first(whole: Thread, count: int) -> Thread:
    return msgspec.structs.replace(whole, comments=whole.comments[:count])
