"""An edition to write in, with a section and an author."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from PIL import Image

from serai.desk import actions, cast
from serai.desk.models import Author, Edition, Photo, Section, Story
from serai.newsroom.pressroom import open_press
from serai.press.changes import Put

DATELINE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def edition(db: None) -> Edition:
    return actions.create_edition(
        code="en", name="Test Courier", language_name="English", time_zone="Asia/Almaty"
    )


@pytest.fixture
def section(edition: Edition) -> Section:
    return actions.create_section(edition=edition, name="Courts")


@pytest.fixture
def author(edition: Edition) -> Author:
    return actions.create_author(edition=edition, name="Aruzhan S.")


@pytest.fixture
def story(edition: Edition, section: Section, author: Author) -> Story:
    """A draft that lacks nothing."""
    return actions.create_story(
        edition=edition,
        headline="The bridge that was paid for twice",
        deck="Two ministries, one river.",
        section=section,
        authors=[author],
        place="Almaty",
        dateline_at=DATELINE,
        body=[("paragraph", "<p>First.</p><p>Second.</p>")],
    )


@pytest.fixture
def baked(edition: Edition) -> Iterator[None]:
    """The press's ledger, in which the edition stands."""
    open_press(settings.NEWSROOM).bake([Put(plate=cast.cast_edition(edition))])
    yield
    for file in settings.NEWSROOM.data.glob("press.sqlite3*"):
        file.unlink()


@pytest.fixture
def roles(edition: Edition) -> None:
    actions.set_up_roles()
    actions.set_up_workflow()


def somebody(role: str) -> User:
    """A user who works in `role`."""
    user = User.objects.create_user(role.lower(), password="tea-and-bread")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def writer(roles: None) -> User:
    return somebody("Writers")


@pytest.fixture
def editor(roles: None) -> User:
    return somebody("Editors")


@pytest.fixture
def moderator(roles: None) -> User:
    return somebody("Moderators")


@pytest.fixture
def administrator(roles: None) -> User:
    return somebody("Administrators")


def signed_in(user: User) -> Client:
    """A browser in which `user` has logged in."""
    client = Client()
    client.force_login(user)
    return client


def picture(width: int = 90, height: int = 60, colour: str = "teal") -> bytes:
    """A small JPEG without metadata."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def photo(db: None) -> Photo:
    return actions.create_photo(
        data=picture(),
        name="bridge.jpg",
        alt="A bridge",
        caption="The bridge.",
        credit="A. S. / Test Courier",
    )
