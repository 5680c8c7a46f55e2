"""What was set for a moment happens at that moment, whatever else fails."""

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import Revision

from serai.core import clock
from serai.desk import actions, ordering
from serai.desk.models import Edition, Order, Section, Story
from serai.newsroom.schedule import TIDY_EVERY, Tidying, publish_scheduled, seconds_to_next
from tests.newsroom.stories import drafted
from tests.newsrooms import wait_until

pytestmark = pytest.mark.django_db


def _scheduled(edition: Edition, section: Section, slug: str, in_seconds: float) -> Story:
    story = drafted(edition, section, slug)
    story = actions.revise(story=story, go_live_at=clock.now() + timedelta(seconds=in_seconds))
    return actions.publish(story=story)


def _wait_past(*stories: Story) -> None:
    """Until the moments of all these have come."""
    last = max(story.go_live_at for story in stories if story.go_live_at)
    wait_until(lambda: clock.now() > last, "the schedule's moment")


def test_a_scheduled_story_waits_for_its_moment_and_is_published_then(
    edition: Edition, section: Section
) -> None:
    story = _scheduled(edition, section, "later", 2)
    now = clock.now() - timedelta(hours=1)
    assert publish_scheduled(now) == 0
    assert seconds_to_next(now) > 3000
    _wait_past(story)
    assert publish_scheduled(clock.now()) == 1
    story.refresh_from_db()
    assert story.live is True
    assert publish_scheduled(clock.now()) == 0


def test_a_story_past_its_last_moment_is_taken_down(edition: Edition, section: Section) -> None:
    story = _scheduled(edition, section, "brief", -1)
    publish_scheduled(clock.now())
    Story.objects.filter(pk=story.pk).update(expire_at=clock.now() - timedelta(seconds=1), live=True)
    assert publish_scheduled(clock.now()) == 1
    story.refresh_from_db()
    assert (story.live, story.expired) == (False, True)


def test_one_that_cannot_be_published_does_not_keep_back_the_others(
    edition: Edition, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = _scheduled(edition, section, "bad", 2), _scheduled(edition, section, "good", 2)
    _wait_past(bad, good)
    publish = Revision.publish

    def refusing(self: Revision, *arguments: Any, **more: Any) -> Any:
        if self.object_id == str(bad.pk):
            raise RuntimeError("cannot")
        return publish(self, *arguments, **more)

    monkeypatch.setattr(Revision, "publish", refusing)
    assert publish_scheduled(clock.now()) == 1
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.live, bad.live) == (True, False)
    assert seconds_to_next(clock.now()) > 0


def test_with_nothing_set_there_is_no_next_moment(edition: Edition) -> None:
    assert seconds_to_next(clock.now()) == float("inf")


def test_the_desk_tidies_up_at_once_and_then_once_an_hour() -> None:
    now = clock.now()
    tidying = Tidying()
    assert tidying.look(now)
    placed = [ordering.place(kind="story", edition="en", key=key, reason="edit") for key in "ab"]
    for order in placed:
        actions.fill_order(order=order, report={}, at=now - timedelta(days=9))
    assert not tidying.look(now + TIDY_EVERY - timedelta(seconds=1))
    assert Order.objects.count() == 2
    assert tidying.look(now + TIDY_EVERY)
    assert Order.objects.get() in placed
