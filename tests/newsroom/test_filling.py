"""Filling orders: all that is due in one bake, what fails waits alone, and no crash loses anything."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from serai.core import clock
from serai.desk import actions
from serai.desk.models import Edition, Order, Section, Story
from serai.discussion import actions as discussion
from serai.discussion import queries as discussion_queries
from serai.discussion.models import StoryCard, ThreadOrder
from serai.newsroom.config import Newsroom
from serai.newsroom.filling import FIRST_DELAY, LONGEST_DELAY, Filler, reasons
from serai.newsroom.noting import note_missing
from serai.press import addresses
from tests.newsroom.stories import published

pytestmark = pytest.mark.django_db


def _page(room: Newsroom, story: Story) -> Path:
    return room.site / addresses.file(story.address)


def test_what_was_published_is_on_the_site_and_its_orders_are_filled(
    room: Newsroom, filler: Filler, edition: Edition, section: Section
) -> None:
    story = published(edition, section, "bridge")
    assert filler.fill_due() > 0
    assert b"The bridge opened." in _page(room, story).read_bytes()
    assert Order.objects.filter(filled_at=None).count() == 0
    assert filler.fill_due() == 0


def test_the_report_on_an_order_says_what_the_press_did(
    room: Newsroom, filler: Filler, edition: Edition, section: Section
) -> None:
    filler.fill_due()
    before = {path for path in room.site.rglob("*") if path.is_file()}
    story = published(edition, section, "bridge")
    planned = filler.plan_due()
    filler.fill_due()
    after = {path for path in room.site.rglob("*") if path.is_file()}
    order = Order.objects.filter(kind="story", key=story.key).latest("pk")
    assert order.report["written"] == len(planned.written)
    assert {str(path.relative_to(room.site)) for path in after - before} <= set(planned.written)


def test_planning_fills_nothing(room: Newsroom, filler: Filler, edition: Edition) -> None:
    waiting = Order.objects.filter(filled_at=None).count()
    assert filler.plan_due().written != ()
    assert (Order.objects.filter(filled_at=None).count(), (room.site / "en").exists()) == (waiting, False)


def test_an_order_filled_twice_changes_nothing(
    room: Newsroom, filler: Filler, edition: Edition, section: Section
) -> None:
    published(edition, section, "bridge")
    filler.fill_due()
    files = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in room.site.rglob("*.html")}
    Order.objects.update(filled_at=None)  # as after a crash between the bake and the mark
    assert filler.fill_due() > 0
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files} == files


def test_one_story_that_cannot_be_cast_waits_with_its_reason_and_the_others_appear(
    room: Newsroom, filler: Filler, edition: Edition, section: Section
) -> None:
    bad = published(edition, section, "bad")
    good = published(edition, section, "good")
    Story.objects.filter(pk=bad.pk).update(place="")
    asked = clock.now()
    filler.fill_due()
    assert (_page(room, good).exists(), _page(room, bad).exists()) == (True, False)
    order = Order.objects.filter(kind="story", key=bad.key, filled_at=None).latest("pk")
    assert "NotReadyError" in order.report["error"]
    assert order.report["attempts"] == 1
    assert order.due_at is not None
    assert order.due_at >= asked + timedelta(seconds=FIRST_DELAY)
    Story.objects.filter(pk=bad.pk).update(place="Almaty")
    Order.objects.filter(pk=order.pk).update(due_at=clock.now())
    filler.fill_due()
    assert _page(room, bad).exists()


def test_what_fails_again_and_again_is_tried_ever_more_rarely(
    filler: Filler, edition: Edition, section: Section
) -> None:
    bad = published(edition, section, "bad")
    Story.objects.filter(pk=bad.pk).update(place="")
    for _attempt in range(12):
        Order.objects.filter(filled_at=None).update(due_at=clock.now())
        filler.fill_due()
    order = Order.objects.filter(kind="story", key=bad.key, filled_at=None).latest("pk")
    assert order.report["attempts"] == 12
    assert order.due_at is not None
    assert order.due_at <= clock.now() + timedelta(seconds=LONGEST_DELAY)


def test_one_plate_that_the_press_refuses_waits_alone(
    room: Newsroom, filler: Filler, edition: Edition, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = published(edition, section, "bad"), published(edition, section, "good")
    bake = filler.press.bake

    def refusing(changes: Any, _before: Any) -> Any:
        if any(getattr(getattr(change, "plate", None), "key", "") == bad.key for change in changes):
            raise RuntimeError("this plate is poison")
        return bake(changes)

    monkeypatch.setattr(filler.press, "bake", refusing)
    filler.fill_due()
    assert (_page(room, good).exists(), _page(room, bad).exists()) == (True, False)
    waiting = Order.objects.filter(filled_at=None)
    assert {(order.key, order.report["error"]) for order in waiting} == {
        (bad.key, "RuntimeError: this plate is poison")
    }


def test_a_full_disk_postpones_nobody_and_loses_nothing(
    filler: Filler, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = list(Order.objects.filter(filled_at=None).values_list("pk", "due_at", "report"))

    def full(_changes: Any, _before: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filler.press, "bake", full)
    with pytest.raises(OSError, match="No space"):
        filler.fill_due()
    assert list(Order.objects.filter(filled_at=None).values_list("pk", "due_at", "report")) == waiting


def test_what_is_due_later_is_left_alone(
    room: Newsroom, filler: Filler, edition: Edition, section: Section
) -> None:
    story = published(edition, section, "embargoed", embargo_until=clock.now() + timedelta(hours=1))
    filler.fill_due()
    assert not _page(room, story).exists()
    assert Order.objects.filter(filled_at=None, key=story.key).exists()


def test_comments_that_came_in_are_under_the_story(
    room: Newsroom, filler: Filler, edition: Edition, section: Section
) -> None:
    story = published(edition, section, "bridge")
    discussion.import_comments(
        edition="en", story=story.key, source="test", comments=[discussion.Incoming(text="At last!")]
    )
    from serai.discussion.models import Comment

    for comment in Comment.objects.all():
        if comment.state != "approved":
            discussion.approve(comment=comment)
    filler.fill_due()
    assert ThreadOrder.objects.filter(filled_at=None).count() == 0
    assert b"At last!" in _page(room, story).read_bytes()


def test_the_discussion_knows_a_story_as_soon_as_it_is_public_and_when_it_is_no_more(
    filler: Filler, edition: Edition, section: Section
) -> None:
    story = published(edition, section, "bridge")
    filler.fill_due()
    card = StoryCard.objects.get()
    told = (card.edition, card.key, card.headline, card.address, card.section_name, card.public)
    assert told == ("en", story.key, "Bridge", story.address, "City", True)
    actions.unpublish(story=story)
    filler.fill_due()
    assert StoryCard.objects.get().public is False


def test_stories_that_the_discussion_lost_are_noted_again(
    room: Newsroom, filler: Filler, edition: Edition, section: Section
) -> None:
    assert note_missing(room) == 0  # nothing was ever baked
    for slug in ("bridge", "market"):
        published(edition, section, slug)
    filler.fill_due()
    StoryCard.objects.filter(headline="Bridge").delete()
    assert [note_missing(room) for _time in range(2)] == [1, 0]
    assert set(StoryCard.objects.values_list("headline", "section_name")) == {
        ("Bridge", "City"),
        ("Market", "City"),
    }


def test_a_thread_that_cannot_be_cast_waits_alone_with_its_reason(
    room: Newsroom, filler: Filler, edition: Edition, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = published(edition, section, "bad"), published(edition, section, "good")
    filler.fill_due()
    filler.fill_due()
    for story in (bad, good):
        said = [discussion.Incoming(text="At last!")]
        discussion.import_comments(edition="en", story=story.key, source="test", comments=said)
    cast = discussion_queries.thread_for

    def failing(code: str, key: str) -> Any:
        if key == bad.key:
            raise RuntimeError("this thread is poison")
        return cast(code, key)

    with monkeypatch.context() as broken:
        broken.setattr(discussion_queries, "thread_for", failing)
        filler.fill_due()
        assert filler.fill_due() == 0  # it is not due again yet
    assert b"At last!" in _page(room, good).read_bytes()
    [order] = ThreadOrder.objects.filter(filled_at=None)
    assert (order.key, order.attempts, order.error) == (bad.key, 1, "RuntimeError: this thread is poison")
    assert reasons() == [f"comments of en {bad.key}: RuntimeError: this thread is poison"]
    ThreadOrder.objects.filter(filled_at=None).update(due_at=clock.now())
    filler.fill_due()
    assert b"At last!" in _page(room, bad).read_bytes()
