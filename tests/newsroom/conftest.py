"""What tests of the newsroom share: a press over the tests' own newsroom, emptied each time."""

import shutil
from collections.abc import Iterator

import pytest

from serai.newsroom.config import Newsroom


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """The tests' newsroom (`tests.desk_settings`), with nothing baked in it."""
    from django.conf import settings

    newsroom: Newsroom = settings.NEWSROOM
    _empty(newsroom)
    yield newsroom
    _empty(newsroom)


def _empty(newsroom: Newsroom) -> None:
    shutil.rmtree(newsroom.site, ignore_errors=True)
    for file in newsroom.data.glob("press.*"):
        file.unlink()
