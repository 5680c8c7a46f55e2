"""Until when an original holds its translations back.

Rule: pure. Readers never get a translation before its original's embargo or schedule has ended, unless an
editor has said that it may come out first. What a translation took over from its original moves with the
original's; an embargo of its own is kept where it ends later.

    moved(own=None, taken=None, original=noon, now=morning)   →  Embargo(until=noon, taken=noon)
    moved(own=noon, taken=noon, original=None, now=morning)   →  Embargo(until=None, taken=None)
    moved(own=night, taken=noon, original=noon, now=morning)  →  Embargo(until=night, taken=noon)
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Embargo:
    """A translation's embargo, and what of it was taken over from the original."""

    until: datetime | None
    taken: datetime | None


def moved(
    *, own: datetime | None, taken: datetime | None, original: datetime | None, now: datetime
) -> Embargo:
    """The embargo of a translation whose original readers get at `original`; None: they may have it."""
    if original is None or original <= now:
        let_go = own is not None and own == taken and own > now
        return Embargo(None, None) if let_go else Embargo(own, taken)
    if own is None or own < original or own == taken:
        return Embargo(original, original)
    return Embargo(own, taken)
