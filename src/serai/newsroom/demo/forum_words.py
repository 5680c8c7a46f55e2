"""The words of the demo's discussion: `copy/forum.toml`, read and checked into records.

Rule: pure but for reading that file.
"""

from typing import Literal

import msgspec

from serai.gate.entries import Mark, ReportReason
from serai.newsroom.demo.content import Record, read_toml


class Rule(Record, frozen=True, kw_only=True):
    """How comments are moderated in one place."""

    edition: str = ""
    section: str = ""
    story: str = ""
    mode: Literal["before", "trust", "closed"]
    trust_after: int | None = None


class Word(Record, frozen=True, kw_only=True):
    """A word to look for."""

    edition: str
    word: str
    note: str


class Ratings(Record, frozen=True, kw_only=True):
    """How many liked a story, and how many did not."""

    edition: str
    story: str
    yes: int
    no: int


class Report(Record, frozen=True, kw_only=True):
    """A reader's flag."""

    reason: ReportReason
    detail: str = ""


class Said(Record, frozen=True, kw_only=True):
    """A comment, and what became of it. `label` is what others name it by."""

    edition: str
    story: str
    name: str
    text: str
    minutes: float = 0
    label: str = msgspec.field(default="", name="as")
    to: str = ""
    marks: tuple[Mark, ...] = ()
    then: Literal["", "approved", "rejected"] = ""
    reason: str = ""
    note: str = ""
    pick: bool = False
    staff: bool = False
    reports: tuple[Report, ...] = ()


class Campaign(Record, frozen=True, kw_only=True):
    """Near-copies under one story, each by another name."""

    edition: str
    story: str
    minutes: float
    names: tuple[str, ...]
    texts: tuple[str, ...]


class Forum(Record, frozen=True, kw_only=True):
    """All that is said, in its order."""

    rules: tuple[Rule, ...]
    words: tuple[Word, ...]
    ratings: tuple[Ratings, ...]
    comments: tuple[Said, ...]
    campaigns: tuple[Campaign, ...]


def read() -> Forum:
    """The words as they are written."""
    return read_toml("forum.toml", Forum)
