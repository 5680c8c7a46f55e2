"""A backlog of orders: taken in parts, baked in one go, marked when the pages stand; no crash loses one."""

from pathlib import Path
from typing import Any

import pytest

from serai.core import clock
from serai.desk.models import Edition, Order, Section, Story
from serai.discussion.models import StoryCard, ThreadOrder
from serai.newsroom import backlog, filling
from serai.newsroom.config import Newsroom
from serai.newsroom.filling import Filler
from serai.newsroom.pressroom import open_press
from serai.press.errors import DiskError, PlateError
from tests.newsroom.stories import published
from tests.newsroom.test_filling import _page

pytestmark = pytest.mark.django_db

STORIES = 9


@pytest.fixture(autouse=True)
def _soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "MANY", 5)
    monkeypatch.setattr(filling, "BATCH", 2)


@pytest.fixture
def stories(edition: Edition, section: Section) -> list[Story]:
    return [published(edition, section, f"bridge-{number}") for number in range(STORIES)]


def tree(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def waiting() -> int:
    return Order.objects.filter(filled_at=None).count()


def test_a_backlog_is_filled_in_one_go_and_told_to_the_discussion(
    room: Newsroom, filler: Filler, stories: list[Story]
) -> None:
    due = waiting()
    assert filler.fill_due() == due > backlog.MANY
    assert (waiting(), StoryCard.objects.count()) == (0, STORIES)
    assert [_page(room, story).exists() for story in stories] == [True] * STORIES
    report = Order.objects.filter(kind="story").latest("pk").report
    assert report["written"] == len(tree(room.site))
    before = tree(room.site)
    assert open_press(room).bake_cold().files_written == 0
    assert tree(room.site) == before


@pytest.mark.usefixtures("stories")
def test_a_crash_before_the_marks_loses_no_order_and_bakes_nothing_twice(
    room: Newsroom, filler: Filler, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = waiting()
    with monkeypatch.context() as crash:
        crash.setattr(Filler, "mark", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            filler.fill_due()
    before = tree(room.site)
    assert waiting() == due
    assert filler.fill_due() == due
    assert (waiting(), tree(room.site)) == (0, before)
    assert Order.objects.latest("pk").report["written"] == 0


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def test_what_cannot_be_taken_waits_alone(
    room: Newsroom, filler: Filler, stories: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    take = filler.press.take

    def refuse(changes: Any) -> None:
        if any(getattr(getattr(one, "plate", None), "key", "") == stories[4].key for one in changes):
            raise PlateError("This one may not be public. Mend it.")
        take(changes)

    monkeypatch.setattr(filler.press, "take", refuse)
    filler.fill_due()
    assert [order.key for order in Order.objects.filter(filled_at=None)] == [stories[4].key]
    assert [_page(room, story).exists() for story in stories] == [n != 4 for n in range(STORIES)]


@pytest.mark.usefixtures("stories")
def test_a_bake_that_fails_leaves_its_reason_on_the_orders_and_a_full_disk_does_not(
    filler: Filler, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = waiting()

    def full(*_: Any) -> None:
        raise DiskError(28, "The disk is full.")

    def fail(*_: Any) -> None:
        raise PlateError("A picture is gone.")

    with monkeypatch.context() as broken:
        broken.setattr(filler.press, "bake", full)
        with pytest.raises(DiskError):
            filler.fill_due()
        assert Order.objects.filter(filled_at=None, report={}).count() == due
        broken.setattr(filler.press, "bake", fail)
        filler.fill_due()
    assert len(filling.reasons()) >= due
    assert not backlog.is_due(filler, clock.now())


def test_comments_of_a_backlog_are_marked_at_the_revision_that_was_read(
    filler: Filler, stories: list[Story]
) -> None:
    for story in stories:
        ThreadOrder.objects.create(edition="en", key=story.key)
    filler.fill_due()
    assert ThreadOrder.objects.filter(filled_at=None).count() == 0


def test_few_orders_beside_a_large_archive_are_no_backlog(
    filler: Filler, stories: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    filler.fill_due()
    for story in stories:
        Order.objects.create(kind="story", edition="en", key=story.key)
    assert backlog.is_due(filler, clock.now())
    monkeypatch.setattr(filler.press, "count_stories", lambda: 100)
    assert not backlog.is_due(filler, clock.now())
