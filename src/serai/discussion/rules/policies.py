"""How comments are moderated in one place: which policy counts, when comments close, who is trusted.

Rule: pure; knows neither tables nor a clock. Each of a policy's three answers is taken from the nearest place
that gives one: the story's, then the section's, then the edition's, then the newsroom's.

    >>> nearest([Said(close_after=0), Said(mode="trust"), Said(mode="before", close_after=14)])
    Effective(mode='trust', trust_after=3, close_after=0)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from serai.discussion.rules.states import State

Mode: TypeAlias = Literal["before", "trust", "closed"]

MODE: Final[Mode] = "before"
TRUST_AFTER: Final = 3  # approved comments
CLOSE_AFTER: Final = 0  # days; 0: never
LONGEST_OPEN: Final = 3650  # days
MOST_TRUST: Final = 100  # approved comments


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one place says; None: nothing."""

    mode: Mode | None = None
    trust_after: int | None = None
    close_after: int | None = None


@dataclass(frozen=True)
class Effective:
    """What counts. `close_after` in days, 0 for never."""

    mode: Mode = MODE
    trust_after: int = TRUST_AFTER
    close_after: int = CLOSE_AFTER


def nearest(places: Sequence[Said]) -> Effective:
    """What counts where these places speak, the nearest first."""
    mode = next((said.mode for said in places if said.mode is not None), MODE)
    trust = next((said.trust_after for said in places if said.trust_after is not None), TRUST_AFTER)
    close = next((said.close_after for said in places if said.close_after is not None), CLOSE_AFTER)
    return Effective(mode, trust, close)


def closes_at(published_at: datetime, close_after: int) -> datetime | None:
    """When a story published then stops taking comments; None for never."""
    return published_at + timedelta(days=close_after) if close_after else None


def closed(policy: Effective, *, takes_comments: bool, published_at: datetime, now: datetime) -> bool:
    """Whether a story takes no new comments; `takes_comments` is the desk's word."""
    end = closes_at(published_at, policy.close_after)
    return policy.mode == "closed" or not takes_comments or (end is not None and end <= now)


def trusted(decided: Sequence[State], trust_after: int) -> bool:
    """Whether a writer is published at once; `decided`: what became of the writer's comments, newest first.

    At least `trust_after` must have been approved since the last that was not.

    >>> trusted(["approved", "approved", "rejected"], 2), trusted(["rejected", "approved"], 1)
    (True, False)
    """
    newest = decided[: max(trust_after, 1)]
    return len(newest) >= max(trust_after, 1) and all(state == "approved" for state in newest)


def first_state(mode: Mode, *, is_trusted: bool, has_reasons: bool, held: bool) -> State:
    """The state in which a new comment begins. `has_reasons`: the gate or screening found something; `held`:
    something that asks for a closer look. What a closed place still gets is held."""
    if held or mode == "closed":
        return "held"
    return "approved" if mode == "trust" and is_trusted and not has_reasons else "pending"
