"""The states of a comment and the moves between them, in one table.

Rule: pure. A move that is not in `MOVES` does not happen; a comment reaches the public in the state
"approved" and in no other. Withdrawing is the reader's own verb, all others are a moderator's.

    >>> allowed("pending", "approved"), allowed("withdrawn", "approved")
    (True, False)
"""

from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

State: TypeAlias = Literal["pending", "held", "approved", "rejected", "withdrawn", "removed"]

STATES: tuple[State, ...] = get_args(State)
PUBLIC: frozenset[State] = frozenset({"approved"})

MOVES: MappingProxyType[State, frozenset[State]] = MappingProxyType(
    {
        "pending": frozenset({"held", "approved", "rejected", "withdrawn", "removed"}),
        "held": frozenset({"pending", "approved", "rejected", "withdrawn", "removed"}),
        "approved": frozenset({"pending", "held", "rejected", "withdrawn", "removed"}),
        "rejected": frozenset({"pending", "held", "approved", "withdrawn", "removed"}),
        # The reader took it back, or it was erased: nobody may bring it out again.
        "withdrawn": frozenset({"removed"}),
        "removed": frozenset(),
    }
)


def allowed(before: State, after: State) -> bool:
    """Whether a comment in the state `before` may move to `after`."""
    return after in MOVES[before]
