"""Wagtail's tree of pages, asked so that the answer costs what it holds and not what the tree holds.

Rule: the questions stay Wagtail's, and so do the answers. "Below this page" is a range of paths, which an
index finds, where Django's `LIKE` reads every page there is (SQLite uses no index for it). "What may this
user see?" is "everything" where all editions were granted, and is not looked for.
"""

from typing import Any, TypeVar

from django.db import connections, router
from django.db.models import Q, QuerySet
from django.db.models.lookups import StartsWith
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

PageT = TypeVar("PageT", bound=Page)

# The alphabet of treebeard's paths is 0-9A-Z; this follows all of it.
_AFTER_ALL = "["

# What Wagtail asks its tables for at every turn, without an index: lists by the day of the last edit, the
# children of a page in their order, what is scheduled, what is another page's alias. Each: where, and what.
INDEXES = {
    "desk_page_edited": "wagtailcore_page (latest_revision_created_at)",
    "desk_page_depth": "wagtailcore_page (depth, path)",
    "desk_page_alias": "wagtailcore_page (alias_of_id) WHERE alias_of_id IS NOT NULL",
    "desk_page_expires": "wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL",
    "desk_revision_due": "wagtailcore_revision (approved_go_live_at) WHERE approved_go_live_at IS NOT NULL",
}


class Below(StartsWith):
    """`path__startswith`, as a range where the database is SQLite."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """`path >= '00010002' AND path < '00010002['`."""
        if not self.rhs_is_direct_value() or self.bilateral_transforms:
            sql, params = super().as_sql(compiler, connection)
            return sql, list(params)
        left, given = self.process_lhs(compiler, connection)
        return f"({left} >= %s AND {left} < %s)", [*given, self.rhs, *given, f"{self.rhs}{_AFTER_ALL}"]


class TreePolicy(PagePermissionPolicy):
    """Wagtail's own, which says in fewer words what a user may explore."""

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        """As Wagtail's; all pages where all that stand below the root were granted."""
        if user.is_active and not user.is_superuser and self.sees_everything(user):
            pages: QuerySet[Any] = self.model._default_manager.all()
            return pages
        found: QuerySet[Any] = super().explorable_instances(user)
        return found

    def sees_everything(self, user: Any) -> bool:
        """Whether what was granted to `user` is the whole tree."""
        granted = self.granted(user)
        if any(page.depth == 1 for page in granted):
            return True
        below = {page.pk for page in granted if page.depth == 2}
        return bool(below) and len(below) == Page.get_first_root_node().numchild

    def granted(self, user: Any) -> list[Page]:
        """The pages at or below which `user` may do anything at all."""
        return list(self.instances_with_direct_explore_permission(user))


def narrowed(pages: QuerySet[PageT], user: Any) -> QuerySet[PageT]:
    """Of `pages`, those that `user` may do something with; what was granted, and no page above it."""
    policy = TreePolicy(Page)
    if not user.is_active:
        return pages.none()
    if user.is_superuser or policy.sees_everything(user):
        return pages
    below = Q(pk__in=[])
    for path in {page.path for page in policy.granted(user)}:
        below |= Q(path__startswith=path)
    return pages.filter(below)


def settle() -> None:
    """Teach the tree's paths the lookup, and Wagtail the policy."""
    Page._meta.get_field("path").register_lookup(Below)
    register_permission_policy(Page, TreePolicy(Page))


def settle_indexes(using: str, **_signal: Any) -> None:
    """Make the indexes that Wagtail's tables lack, in the desk's database; those that are there stay. After
    every migration: where one of Wagtail's changes a table, SQLite makes it anew without them."""
    if not router.allow_migrate_model(using, Page):
        return
    with connections[using].cursor() as cursor:
        for name, columns in INDEXES.items():
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")
