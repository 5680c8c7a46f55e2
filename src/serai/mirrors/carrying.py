"""Carrying, the thinking: what a target lacks, and in which order it gets it.

Rule: pure. A target is at every moment a site that a reader can use:

1. files that the target has not: nothing leads to them yet;
2. files that it has in an older state, in the order of their ranks, so fronts after lists after stories:
   whatever they link to is there since 1, in this state or the one before;
3. deletions: nothing that stays links any more to what goes.

Where nobody knows what the target holds, or it is empty, 1 goes by ranks too, and within a rank a folder's
page comes after those of the folders below it: so the editions' fronts are the last of their rank. Each of
these steps is finished, and durable, before the next one begins.
"""

import json
from enum import Enum
from typing import NamedTuple

VERSION = 1
_STEPS = 16  # of one rank: what lies deeper than so many folders goes first
_LAST = 1 << 30  # higher than any step
_LONGEST = 4096  # bytes of a marker that are looked at


class Mark(NamedTuple):
    """That a target holds all of a ledger up to and with a bake; 0 says that it is not known what it
    holds."""

    ledger: str
    bake: int


class UnderWay(NamedTuple):
    """A carry that was begun and not ended: which ledger, and up to which bake its rows were read."""

    ledger: str
    bake: int


class Way(Enum):
    """How a carry begins."""

    NOTHING = "the target is up to date"
    CHANGES = "what bakes have changed since the target was complete"
    ON = "what an interrupted carry has left, and what bakes have changed since"
    EVERYTHING = "all files, each compared with what lies at the target"


def choose(
    *, done: Mark, under_way: UnderWay | None, marker: Mark | None, ledger: str, bake: int, check: bool
) -> Way:
    """How to begin. `done` and `under_way` are what is remembered here, `marker` is what the target itself
    says; where the two are not of one mind, nothing that is remembered is trusted."""
    if check or not ledger:
        return Way.EVERYTHING
    if under_way:
        believed = under_way.ledger == ledger and under_way.bake <= bake
        said = {done, Mark(under_way.ledger, under_way.bake)}
        return Way.ON if believed and marker in said else Way.EVERYTHING
    if done.ledger != ledger or not 0 < done.bake <= bake or marker != done:
        return Way.EVERYTHING
    return Way.NOTHING if done.bake == bake else Way.CHANGES


def step(path: str, rank: int) -> int:
    """Where a file comes: lower ones are in place before it. All steps of a rank follow one another."""
    depth = path.count("/")
    front = path.rpartition("/")[2] == "index.html"
    return rank * _STEPS + (_STEPS - 1 - min(depth, _STEPS - 2) if front else 0)


def together(first: int, *, there: bool, whole: bool) -> tuple[int, int]:
    """Which steps may be made as one with the step `first`, as the lowest and the highest. `there`: for files
    that the target has in an older state; `whole`: in a carry that goes through everything."""
    if there:
        return first, first // _STEPS * _STEPS + _STEPS - 1
    return (first, first) if whole else (0, _LAST)


def is_hidden(path: str) -> bool:
    """Whether a part of the path begins with a dot: the marker, and what others keep for themselves. Serai
    has no such files, and never deletes one."""
    return path.startswith(".") or "/." in path


def spell_marker(mark: Mark) -> bytes:
    """What the target keeps as `.serai-carry.json`."""
    return json.dumps({"version": VERSION, "ledger": mark.ledger, "bake": mark.bake}).encode() + b"\n"


def read_marker(data: bytes | None) -> Mark | None:
    """The inverse; None from what is no marker of this version."""
    if data is None or len(data) > _LONGEST:
        return None
    try:
        found = json.loads(data)
        if found["version"] == VERSION and type(found["bake"]) is int and type(found["ledger"]) is str:
            return Mark(found["ledger"], found["bake"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None  # somebody else's file: the target is gone through as if it were not there
    return None
