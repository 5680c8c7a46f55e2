"""Who may moderate.

Rule: decides from a user's permissions and does nothing. A moderator reads and moves comments; erasing all
that a receipt wrote, and taking a whole thread out of the building, is an administrator's; nobody writes,
edits or deletes a reader's words.
"""

from typing import Protocol

MODERATE = "discussion.moderate_comment"
ERASE = "discussion.erase_comment"
ENTER = "wagtailadmin.access_admin"


class User(Protocol):
    """What is asked of a user."""

    def has_perm(self, perm: str, /) -> bool: ...


def may_enter(user: User) -> bool:
    """Whether this user may see the desk at all."""
    return user.has_perm(ENTER)


def may_moderate(user: User) -> bool:
    """Whether this user may see the moderation screens and decide on comments."""
    return user.has_perm(MODERATE) and user.has_perm(ENTER)


def may_erase(user: User) -> bool:
    """Whether this user may export a thread and erase what a receipt wrote."""
    return may_moderate(user) and user.has_perm(ERASE)


def may(user: User, act: str) -> bool:
    """Whether this user may do `act` ("view", "add", "change", "delete" …) on a comment."""
    return act == "view" and may_moderate(user)
