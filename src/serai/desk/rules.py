"""Who may.

Rule: decides from a user and does nothing. Wagtail's own permissions say who may write and publish
(`roles.TABLE` grants them); here is what Wagtail does not ask.
"""

from typing import Any


def may_enter(user: Any) -> bool:
    """Whether this user may see the desk at all: previews, originals, renditions."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def may_see(user: Any, story: Any) -> bool:
    """Whether this user may see what is not public of a story: its draft, its history, its receipt."""
    tester = story.permissions_for_user(user)
    return may_enter(user) and bool(tester.can_edit() or tester.can_publish() or tester.can_unlock())
