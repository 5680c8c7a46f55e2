"""A moderator learns no headline, no photo's name and no author's from any of Wagtail's side doors."""

import pytest
from django.contrib.auth.models import User

from serai.desk import actions
from serai.desk.models import Photo, Story
from tests.desk.conftest import signed_in

DOORS = [
    "/api/main/pages/",
    "/api/main/pages/{story}/",
    "/api/main/images/",
    "/choose-page/",
    "/choose-page/{home}/",
    "/choose-page/{home}/?page_type=desk.story",
    "/choose-page/search/?q=secret",
    "/choose-external-link/",
    "/pages/search/?q=secret",
    "/pages/search/results/?q=secret",
    "/pages/{home}/",
    "/pages/usage/desk/story/",
    "/pages/{story}/usage/",
    "/pages/{story}/edit/",
    "/pages/{story}/edit/preview/",
    "/pages/{story}/view_draft/",
    "/pages/{story}/history/",
    "/pages/{story}/workflow_history/",
    "/pages/{story}/revisions/compare/earliest...latest/",
    "/pages/{story}/revisions/{revision}/view/",
    "/pages/{story}/delete/",
    "/pages/{story}/copy/",
    "/pages/{story}/move/",
    "/pages/{story}/unpublish/",
    "/pages/workflow/preview/{story}/{task}/",
    "/bulk/wagtailcore/page/delete/?id={story}&next=/",
    "/bulk/wagtailcore/page/publish/?id={story}&next=/",
    "/bulk/desk/author/delete/?id={author}&next=/",
    "/reports/locked/",
    "/reports/workflow/",
    "/reports/workflow_tasks/",
    "/reports/site-history/",
    "/reports/aging-pages/",
    "/stories/?q=secret",
    "/stories/results/",
    "/images/",
    "/images/chooser/",
    "/images/{photo}/",
    "/images/usage/{photo}/",
    "/bulk/desk/photo/delete/?id={photo}&next=/",
    "/tag-autocomplete/?term=SEC",
    "/snippets/choose/desk/author/",
    "/snippets/choose/desk/author/results/",
    "/snippets/choose/desk/author/chosen/{author}/",
    "/snippets/desk/author/",
    "/snippets/desk/author/edit/{author}/",
    "/snippets/desk/author/history/{author}/",
    "/snippets/desk/author/usage/{author}/",
]


@pytest.fixture
def numbers(roles: None, baked: None, story: Story, photo: Photo) -> dict[str, int]:
    author = actions.create_author(edition=story.edition, name="SECRET author")
    photo.title = "SECRET photo"
    photo.save()
    photo.tags.add("SECRET tag")
    story = actions.revise(story=story, headline="SECRET headline", lead_photo=photo)
    state = story.get_workflow().start(story, None)
    return {
        "story": story.pk,
        "home": story.get_parent().pk,
        "revision": story.latest_revision_id,
        "task": state.current_task_state.pk,
        "author": author.pk,
        "photo": photo.pk,
    }


def test_no_side_door_tells_a_moderator_anything(numbers: dict[str, int], moderator: User) -> None:
    client = signed_in(moderator)
    told = []
    for door in DOORS:
        answer = client.get(door.format(**numbers))
        after = client.get("/")  # a refusal may leave a message for the next page
        if "SECRET" in answer.content.decode() + after.content.decode():
            told.append(door)
    assert told == []


def test_a_writer_may_still_choose(numbers: dict[str, int], writer: User) -> None:
    client = signed_in(writer)
    for door in (
        "/choose-page/{home}/?page_type=desk.story",
        "/images/chooser/",
        "/snippets/choose/desk/author/",
    ):
        assert client.get(door.format(**numbers)).status_code == 200, door
