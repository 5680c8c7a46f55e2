"""Who may moderate.

Rule: decides from a user's permissions and does nothing. A moderator reads and moves comments; nobody
writes, edits or deletes a reader's words.
"""

from typing import Protocol

MODERATE = "discussion.moderate_comment"
READ = frozenset({"view"})


class User(Protocol):
    """What is asked of a user."""

    def has_perm(self, perm: str, /) -> bool: ...


def may_moderate(user: User) -> bool:
    """Whether this user may approve, hold and reject comments."""
    return user.has_perm(MODERATE)


def may(user: User, act: str) -> bool:
    """Whether this user may do `act` ("view", "add", "change", "delete" …) on the moderation screens."""
    return act in READ and may_moderate(user)
