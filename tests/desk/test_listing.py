"""The list of stories shows what was asked for, and no story that its reader may not see."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import GroupPagePermission

from serai.core import clock
from serai.desk import actions
from serai.desk.models import Author, Edition, Section, Story
from tests.desk.conftest import DATELINE, signed_in


@pytest.fixture
def russian(story: Story, roles: None) -> Edition:
    return actions.create_edition(code="ru", name="Тест", language_name="Русский", position=1)


def titles(client: Client, **asked: object) -> list[str]:
    page = client.get("/stories/", {name: str(value) for name, value in asked.items()})
    assert page.status_code == 200
    return [story.title for story in page.context["object_list"]]


def another(edition: Edition, headline: str, section: Section, author: Author, **fields: object) -> Story:
    return actions.create_story(
        edition=edition,
        headline=headline,
        section=section,
        authors=[author],
        place="Almaty",
        dateline_at=DATELINE,
        body=[("paragraph", "<p>First.</p>")],
        **fields,  # type: ignore[arg-type]
    )


def test_stories_are_filtered_by_edition_and_author(
    editor: User, story: Story, russian: Edition, edition: Edition, section: Section
) -> None:
    actions.create_story(edition=russian, headline="По-русски")
    other = actions.create_author(edition=edition, name="B. Other")
    another(edition, "By another", section, other)
    client = signed_in(editor)
    assert sorted(titles(client)) == sorted([story.title, "По-русски", "By another"])
    assert titles(client, edition=russian.pk) == ["По-русски"]
    assert titles(client, author=other.pk) == ["By another"]
    assert titles(client, author=other.pk, edition=russian.pk) == []


def test_each_state_has_its_stories(
    editor: User, story: Story, edition: Edition, section: Section, author: Author
) -> None:
    soon = clock.now() + timedelta(hours=1)
    actions.publish(story=another(edition, "Out", section, author))
    actions.publish(story=another(edition, "Held", section, author, embargo_until=soon))
    actions.publish(story=another(edition, "Past", section, author, embargo_until=DATELINE))
    later = another(edition, "Later", section, author)
    actions.publish(story=actions.revise(story=later, go_live_at=soon))
    client = signed_in(editor)
    assert sorted(titles(client, state="public")) == ["Out", "Past"]
    assert titles(client, state="embargoed") == ["Held"]
    assert titles(client, state="scheduled") == ["Later"]
    assert titles(client, state="draft") == [story.title]
    hours = [row.goes_public_at for row in client.get("/stories/?state=scheduled").context["object_list"]]
    assert hours == [later.goes_public_at]


def test_an_editor_of_one_edition_lists_that_one(
    editor: User, story: Story, russian: Edition, edition: Edition
) -> None:
    actions.create_story(edition=russian, headline="По-русски")
    GroupPagePermission.objects.filter(group=Group.objects.get(name="Editors"), page=edition).delete()
    client = signed_in(editor)
    assert titles(client) == ["По-русски"]
    assert titles(client, edition=edition.pk) == []
    assert titles(client, q=story.title.split()[1]) == []


def test_the_list_keeps_its_order_over_its_pages(editor: User, edition: Edition) -> None:
    names = [f"Story {number:03}" for number in range(60)]
    for name in reversed(names):
        actions.create_story(edition=edition, headline=name)
    client = signed_in(editor)
    assert titles(client, ordering="title") + titles(client, ordering="title", p=2) == names
    assert titles(client)[:2] == names[:2]
    assert titles(client, p="nonsense") == titles(client)


def test_the_tree_shows_an_editions_own(
    editor: User, story: Story, russian: Edition, edition: Edition
) -> None:
    actions.create_story(edition=russian, headline="По-русски")
    client = signed_in(editor)

    def shown(address: str) -> list[str]:
        return [page.title for page in client.get(address).context["object_list"]]

    assert shown(f"/pages/{russian.pk}/") == ["По-русски"]
    assert shown(f"/pages/{edition.pk}/?q=русски") == []
    assert shown(f"/pages/{edition.pk}/?q=русски&search_all=1") == ["По-русски"]
    assert shown("/pages/usage/desk/story/") == ["По-русски", story.title]
