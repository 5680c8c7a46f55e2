"""Twice as many stories are asked for in as many queries: of every screen that an editor uses."""

from collections.abc import Callable
from functools import partial

import pytest
from bench import archive, desk_load
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from serai.core import clock
from serai.desk import actions, cast, queries
from serai.desk.models import Author, Edition, Order, Photo, Section, Story, Topic
from tests.desk.conftest import signed_in, somebody
from tests.desk.forms import edit_url, story_data

pytestmark = pytest.mark.django_db

FEW, MANY = 150, 300  # stories; a list shows fifty at a time, a list of uses twenty
ONCE = {"home", "a story", "choosing a photo", "a photo"}  # make something when they are first asked for


def fill(stories: int) -> None:
    for code in archive.EDITIONS:
        actions.create_edition(code=code, name="The Courier", language_name=code)
    actions.set_up_roles()
    desk_load.load(stories, photos=3)
    desk_load.cards()


def screens() -> dict[str, str]:
    home, section = (
        Edition.objects.get(slug="en"),
        Section.objects.get(locale__language_code="en", position=0),
    )
    author, photo = Author.objects.filter(locale__language_code="en")[0], Photo.objects.all()[0]
    alike = Story.objects.child_of(home).filter(live=True, lead_photo__isnull=False, embargo_until=None)
    alike = alike.annotate(others=Count("related", distinct=True), authors=Count("byline", distinct=True))
    story = alike.filter(others=2, authors=1).order_by("-pk")[0]
    topic = Topic.objects.all()[0]
    word = story.title.split()[1]
    return {
        "home": "/",
        "the stories": "/stories/",
        "their last page": "/stories/?p=999",
        "by dateline": "/stories/?ordering=-dateline_at",
        "the public": "/stories/?state=public",
        "an edition's": f"/stories/?edition={home.pk}",
        "a section's": f"/stories/?section={section.pk}",
        "an author's": f"/stories/?author={author.pk}",
        "a search": f"/stories/?q={word}",
        "a search for what all have": "/stories/results/?q=т",
        "translations": "/translations/",
        "their second page": "/translations/?page=2",
        "those that lag": "/translations/?state=stale",
        "what an edition lacks": "/translations/?state=missing&edition=fa",
        "translations by headline": f"/translations/?q={word}",
        "translations that are due": "/translations/?due=on&home=en",
        "an edition in the tree": f"/pages/{home.pk}/",
        "a story": f"/pages/{story.pk}/edit/",
        "its history": f"/pages/{story.pk}/history/",
        "a new story": f"/pages/add/desk/story/{home.pk}/",
        "choosing a photo": "/images/chooser/",
        "a photo": f"/images/{photo.pk}/",
        "a section": f"/snippets/desk/section/edit/{section.pk}/",
        "where a section is used": f"/snippets/desk/section/usage/{section.pk}/",
        "a topic": f"/snippets/desk/topic/edit/{topic.pk}/",
    }


def steps(client: Client) -> dict[str, Callable[[], object]]:
    """What an editor does to one story, one after the other, and what the runner does then."""
    home = Edition.objects.get(slug="en")
    section, author = (model.objects.filter(locale_id=home.locale_id)[0] for model in (Section, Author))

    def posts(button: str, slug: str = "measured") -> None:
        new = not Story.objects.filter(slug=slug).exists()
        data = story_data(section, author, slug=slug, button=button)
        if new:
            answer = client.post(f"/pages/add/desk/story/{home.pk}/", data)
        else:
            answer = client.post(edit_url(Story.objects.get(slug=slug)), data)
        assert answer.status_code == 302, answer.context["form"].errors

    def order() -> Order:
        return Order.objects.filter(kind="story", filled_at=None).latest("pk")

    return {
        "create": partial(posts, ""),
        "save": partial(posts, ""),
        "publish": partial(posts, "publish"),
        "publish again": partial(posts, "publish"),
        "unpublish": lambda: client.post(f"/pages/{Story.objects.get(slug='measured').pk}/unpublish/"),
        "cast": lambda: cast.changes_for(order()),
        "what is due": lambda: (queries.due_orders(clock.now()), queries.next_due(clock.now())),
        "rename an author": author.save,
        "schedules": lambda: actions.publish_scheduled(now=clock.now()),
    }


def counted(stories: int) -> dict[str, int]:
    """How many queries each screen and each step takes in a desk of so many stories."""
    counts = {}
    with transaction.atomic():
        fill(stories)
        client = signed_in(somebody("Editors"))
        for name, address in screens().items():
            if name in ONCE:
                client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200, address
            counts[name] = len(asked)
        for name, step in steps(client).items():
            with CaptureQueriesContext(connection) as asked:
                step()
            counts[name] = len(asked)
        transaction.set_rollback(True)
    User.objects.all().delete()
    return counts


def test_no_screen_and_no_step_asks_more_of_a_larger_desk() -> None:
    assert counted(MANY) == counted(FEW)
