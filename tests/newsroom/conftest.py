"""What tests of the newsroom share: a press over the tests' own newsroom, emptied each time."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from serai.newsroom.config import Newsroom
from serai.press.changes import Put
from tests.press import casting
from tests.press.sites import Works

if TYPE_CHECKING:
    from serai.desk.models import Edition, Section
    from serai.newsroom.filling import Filler
    from tests.newsroom.outlets import Outlet
    from tests.wire.following.elsewhere import Server


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """The tests' newsroom (`tests.desk_settings`), with nothing baked in it."""
    from django.conf import settings

    newsroom: Newsroom = settings.NEWSROOM
    _empty(newsroom)
    yield newsroom
    _empty(newsroom)


@pytest.fixture
def edition() -> "Edition":
    """An edition in English."""
    from serai.desk import actions

    return actions.create_edition(code="en", name="The Courier", language_name="English")


@pytest.fixture
def section(edition: "Edition") -> "Section":
    """A section of it."""
    from serai.desk import actions

    return actions.create_section(edition=edition, name="City")


@pytest.fixture
def filler(room: Newsroom) -> "Filler":
    """Who fills the room's orders."""
    from serai.newsroom.filling import Filler
    from serai.newsroom.pressroom import open_press

    return Filler(room, open_press(room))


@pytest.fixture
def works(tmp_path: Path) -> Works:
    """A site with an edition and a story, where a newsroom has it."""
    found = Works(tmp_path)
    (tmp_path / "data").mkdir()
    found.ledger = tmp_path / "data/press.sqlite3"
    found.press().bake([Put(casting.edition()), Put(casting.section()), Put(casting.story(1))])
    return found


@pytest.fixture
def outlet(tmp_path: Path) -> "Iterator[Outlet]":
    """A newsroom whose editions are accounts: its gate, its press, its herald."""
    from tests.newsroom.outlets import an_outlet

    with an_outlet(tmp_path) as outlet:
        yield outlet


@pytest.fixture
def server(outlet: "Outlet") -> "Iterator[Server]":
    """A server elsewhere that has read the edition's account."""
    from tests.newsroom.outlets import a_server

    with a_server(outlet) as server:
        yield server


def _empty(newsroom: Newsroom) -> None:
    shutil.rmtree(newsroom.site, ignore_errors=True)
    for file in newsroom.data.glob("press.*"):
        file.unlink()
