"""Wagtail's questions about its tree have the answers they had, by way of an index."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from serai.desk import actions, tree
from serai.desk.models import Edition, Story
from tests.desk.conftest import somebody


@pytest.fixture
def second(edition: Edition, roles: None) -> Edition:
    return actions.create_edition(code="ru", name="Тест", language_name="Русский")


def explorable(user: User) -> set[int]:
    pages = tree.TreePolicy(Page).explorable_instances(user)
    return set(pages.values_list("pk", flat=True))


def as_wagtail(user: User) -> set[int]:
    pages = PagePermissionPolicy(Page).explorable_instances(user)
    return set(pages.values_list("pk", flat=True))


def test_below_a_page_is_found_by_an_index(story: Story, edition: Edition) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL's LIKE uses one by itself
    plan = Page.objects.descendant_of(edition).explain()
    assert "SEARCH" in plan
    assert "SCAN" not in plan


def test_below_a_page_stands_what_stood_there(story: Story, edition: Edition, second: Edition) -> None:
    assert list(Page.objects.descendant_of(edition)) == [story.page_ptr]
    assert list(Page.objects.descendant_of(second)) == []
    assert list(Page.objects.exclude(path__startswith=edition.path).filter(depth__gt=1)) == [second.page_ptr]
    assert Page.objects.filter(path__startswith="").count() == Page.objects.count()


@pytest.mark.parametrize("role", ["Writers", "Editors", "Moderators", "Administrators"])
def test_a_role_explores_what_it_did(role: str, story: Story, second: Edition) -> None:
    user = somebody(role)
    assert explorable(user) == as_wagtail(user)
    assert set(tree.narrowed(Story.objects.all(), user)) == (set() if role == "Moderators" else {story})


def test_an_editor_of_one_edition_explores_that_one(story: Story, second: Edition, edition: Edition) -> None:
    editors = Group.objects.get(name="Editors")
    GroupPagePermission.objects.filter(group=editors, page=edition).delete()
    user = somebody("Editors")
    assert explorable(user) == as_wagtail(user)
    assert story.pk not in explorable(user)
    assert list(tree.narrowed(Story.objects.all(), user)) == []


def test_an_editor_of_the_only_edition_explores_what_they_did(
    story: Story, edition: Edition, roles: None
) -> None:
    user = somebody("Editors")
    assert explorable(user) == as_wagtail(user)


def test_somebody_who_left_sees_nothing(story: Story, editor: User) -> None:
    editor.is_active = False
    assert list(tree.narrowed(Story.objects.all(), editor)) == []


def test_wagtail_asks_the_desks_policy(db: None) -> None:
    assert [type(policy_registry.get_by_type(model)) for model in (Page, Edition, Story)] == [
        tree.TreePolicy
    ] * 3


@pytest.mark.django_db
def test_the_indexes_are_there_and_made_again_when_lost() -> None:
    def there() -> set[str]:
        with connection.cursor() as cursor:
            tables = {columns.split()[0] for columns in tree.INDEXES.values()}
            return {
                name
                for table in tables
                for name in connection.introspection.get_constraints(cursor, table)
                if name in tree.INDEXES
            }

    assert there() == set(tree.INDEXES)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX desk_page_depth")
    assert there() == set(tree.INDEXES) - {"desk_page_depth"}
    for using in connections:
        tree.settle_indexes(using)
    assert there() == set(tree.INDEXES)
