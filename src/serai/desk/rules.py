"""Who may.

Rule: decides from a user and does nothing. Wagtail's own permissions say who may write and publish
(`roles.TABLE` grants them); here is what Wagtail does not ask.
"""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from serai.desk import tree
from serai.desk.models import Edition, Photo, Story


def may_enter(user: Any) -> bool:
    """Whether this user may see the desk at all: previews, originals, renditions."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def may_write(user: Any) -> bool:
    """Whether this user works with stories at all: writes, edits or publishes somewhere."""
    policy = policy_registry.get_by_type(Story)
    return may_enter(user) and bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))


def may_publish(user: Any) -> bool:
    """Whether this user publishes somewhere."""
    policy = policy_registry.get_by_type(Story)
    return may_enter(user) and bool(policy.user_has_permission(user, "publish"))


def may_arrange(user: Any, edition: Edition) -> bool:
    """Whether this user may arrange the front of an edition: who publishes there. One that is made from
    another has the other's front."""
    if edition.made_from_id or not may_enter(user):
        return False
    return bool(edition.permissions_for_user(user).can_publish_subpage())


def may_see_all_stories(user: Any) -> bool:
    """Whether this user may look at the stories of all editions, drafts and embargoes among them."""
    return may_write(user) and bool(user.is_superuser or tree.TreePolicy(Page).sees_everything(user))


def may_see_page(user: Any, page: int | None) -> bool:
    """Whether this user may do something with the page with this number; with none, nothing."""
    return page is not None and tree.narrowed(Page.objects.filter(pk=page), user).exists()


def may_see_photos(user: Any) -> bool:
    """Whether this user may see pictures as they were uploaded, with whatever their files say."""
    policy = policy_registry.get_by_type(Photo)
    return may_enter(user) and bool(
        policy.user_has_any_permission(user, ["add", "change", "delete", "choose"])
    )
