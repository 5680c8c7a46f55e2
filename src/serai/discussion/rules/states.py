"""The states of a comment and the moves between them, in one table.

Rule: pure. A move that is not in `MOVES` does not happen; a comment reaches the public in the state
"approved" and in no other. Withdrawing is the reader's own verb, all others are a moderator's. What a
moderator did may be undone while nothing else has happened to the comment since; what a reader did may not.

    >>> allowed("pending", "approved"), allowed("withdrawn", "approved")
    (True, False)
"""

from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

State: TypeAlias = Literal["pending", "held", "approved", "rejected", "withdrawn", "removed"]

STATES: tuple[State, ...] = get_args(State)
PUBLIC: frozenset[State] = frozenset({"approved"})
WAITING: frozenset[State] = frozenset({"pending", "held"})
# What a moderator may ask for, and what of it is a decision: a person looked, and the comment waits no more.
ASKED: frozenset[State] = frozenset({"pending", "held", "approved", "rejected", "removed"})
DECISIONS: frozenset[State] = frozenset({"approved", "rejected", "removed"})

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

UNDOABLE: Final = frozenset({*ASKED, "pick", "unpick", "note", "reports", "undo"})


def allowed(before: State, after: State) -> bool:
    """Whether a comment in the state `before` may move to `after`."""
    return after in MOVES[before]


def undoable(what: str) -> bool:
    """Whether a move of this verb may be undone.

    >>> undoable("removed"), undoable("erase"), undoable("withdrawn")
    (True, False, False)
    """
    return what in UNDOABLE


def shown(state: State) -> State:
    """The state as its writer is shown it: all that waits, waits alike."""
    return "pending" if state in WAITING else state
