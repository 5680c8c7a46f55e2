"""Bursts: whether more comments come in than usual, under one story or on the whole site.

Rule: pure: counts in, an answer out. Counts are of slots of ten minutes. What is usual is the mean of a
story's own earlier slots, and for the site the median of the same time of day on earlier days, so that the
evening's peak is no alarm. Comments come in clumps, so a Poisson variable of the usual rate is too strict:
the rate is first multiplied by `CLUMPS`. An alarm is on where so many or more would come by chance less than
once in a million slots, and never below a floor at which one person can simply read along.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

SLOT: Final = 600  # seconds
STORY_FLOOR: Final = 20  # comments in a slot
SITE_FLOOR: Final = 60
CLUMPS: Final = 3.0
CHANCE: Final = 1e-6


@dataclass(frozen=True)
class Burst:
    """More than usual: how many now, and how many would be usual."""

    count: int
    usual: float


def slot_of(seconds: float) -> int:
    """The number of the slot that a time (seconds since 1970) is in."""
    return int(seconds // SLOT)


def now_of(current: int, previous: int, elapsed: float) -> int:
    """Comments of the last ten minutes, told from two slots: the current one, `elapsed` (0 to 1) of which is
    over, and the one before. A slot that has just begun thus hides nothing."""
    return current + round(previous * (1.0 - min(max(elapsed, 0.0), 1.0)))


def story_burst(count: int, earlier: Sequence[int]) -> Burst | None:
    """A burst under one story; `earlier`: its slots of the hours before, empty ones as 0."""
    usual = sum(earlier) / len(earlier) if earlier else 0.0
    return Burst(count, usual) if count >= threshold(usual, STORY_FLOOR) else None


def site_burst(count: int, days: Sequence[int]) -> Burst | None:
    """A burst on the whole site; `days`: the same slot on each of the days before."""
    usual = float(median(days)) if days else 0.0
    return Burst(count, usual) if count >= threshold(usual, SITE_FLOOR) else None


def threshold(usual: float, floor: int) -> int:
    """From how many comments in a slot on there is an alarm.

    >>> threshold(0, 20), threshold(10, 20), threshold(100, 60)
    (20, 60, 385)
    """
    rate = usual * CLUMPS
    if rate <= 0:
        return floor
    if rate > 200:  # the normal approximation serves here, and its sum does not grow
        return max(floor, math.ceil(rate + 4.9 * math.sqrt(rate)))
    tail, count = 1.0, 0
    while tail > CHANCE:
        tail -= math.exp(count * math.log(rate) - rate - math.lgamma(count + 1))
        count += 1
    return max(floor, count)
