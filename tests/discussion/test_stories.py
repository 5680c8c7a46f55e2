"""Stories' cards and the rules under them: they open, they close, and the thread says so."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.database import ALIAS
from serai.discussion.errors import PolicyError
from serai.discussion.models import Policy, StoryCard
from tests.discussion import readers
from tests.discussion.readers import AT, OTHER, STORY, row, take_in

pytestmark = pytest.mark.django_db

SECTION = "c" * 32


def filled() -> None:
    actions.fill(orders=queries.due_thread_orders())


def ordered() -> set[str]:
    return {order.key for order in queries.due_thread_orders()}


def test_a_published_story_has_a_card() -> None:
    readers.publish(headline="The bridge" * 100)
    card = StoryCard.objects.get()
    assert (card.edition, card.key, card.section_name, card.public, card.closed) == (
        "en",
        STORY,
        "City",
        True,
        False,
    )
    assert len(card.headline) == 500


def test_publishing_again_orders_only_what_changes_the_thread() -> None:
    readers.publish()
    filled()
    readers.publish(headline="Another")
    assert (ordered(), StoryCard.objects.get().headline) == (set(), "Another")
    readers.publish(comments="closed")
    assert ordered() == {STORY}
    assert not queries.thread_for("en", STORY).open


def test_a_story_that_is_public_no_more_takes_nothing_and_comes_back() -> None:
    readers.publish()
    filled()
    actions.forget_story(edition="en", key=STORY)
    actions.forget_story(edition="en", key=OTHER)
    assert (queries.thread_for("en", STORY).open, ordered()) == (False, {STORY})
    take_in(readers.comment(1))
    assert row(1).reasons == [{"code": "closed"}]
    readers.publish()
    assert queries.thread_for("en", STORY).open


def test_the_nearest_rule_counts() -> None:
    readers.publish()
    readers.publish(OTHER, section="d" * 32)
    actions.set_policy(mode="closed", by="m")
    actions.set_policy(edition="en", section=SECTION, mode="trust", by="m")
    assert [queries.thread_for("en", key).open for key in (STORY, OTHER)] == [True, False]
    assert queries.policy_for("en", section=SECTION).mode == "trust"
    assert queries.policy_for("en", section=SECTION, story=OTHER).mode == "trust"
    actions.set_policy(edition="en", story=STORY, mode="closed", by="m")
    assert not queries.thread_for("en", STORY).open
    assert queries.policy_for("ru").mode == "closed"


def test_a_rule_orders_the_threads_that_it_changes_and_no_others() -> None:
    readers.publish()
    readers.publish(OTHER, comments="closed")
    filled()
    assert actions.set_policy(edition="en", mode="closed", by="m") == 1
    assert ordered() == {STORY}
    assert actions.set_policy(edition="en", mode="closed", by="m") == 0
    assert actions.set_policy(edition="en", mode="trust", by="m") == 1


def test_a_rule_that_says_nothing_is_none() -> None:
    actions.set_policy(edition="en", mode="closed", by="m")
    actions.set_policy(edition="en", by="m")
    assert Policy.objects.count() == 0


def test_a_story_closes_at_its_time() -> None:
    now = clock.whole_seconds(clock.now())
    readers.publish()
    StoryCard.objects.update(published_at=now - timedelta(days=1))
    actions.set_policy(edition="en", close_after=2, by="m")
    closing = now + timedelta(days=1)
    thread = queries.thread_for("en", STORY)
    assert (thread.open, thread.closes_at) == (True, closing)
    filled()
    assert queries.next_due(now) == closing
    assert (actions.close_due(now=closing - timedelta(seconds=1)), ordered()) == (0, set())
    assert (actions.close_due(now=closing), ordered()) == (1, {STORY})
    assert not queries.thread_for("en", STORY).open
    assert actions.close_due(now=closing) == 0
    filled()
    assert queries.next_due(now) is None
    actions.set_policy(edition="en", close_after=9, by="m")
    assert queries.thread_for("en", STORY).open


@pytest.mark.parametrize(
    "place",
    [
        {"edition": "en", "section": SECTION, "story": STORY, "mode": "closed"},
        {"section": SECTION, "mode": "closed"},
        {"story": STORY, "mode": "closed"},
        {"mode": "whatever"},
        {"trust_after": 0},
        {"trust_after": 101},
        {"close_after": -1},
        {"close_after": 3651},
    ],
)
def test_a_rule_that_cannot_be_is_refused(place: dict[str, str]) -> None:
    with pytest.raises(PolicyError):
        actions.set_policy(**place, by="m")  # type: ignore[arg-type]
    assert Policy.objects.count() == 0


def test_a_rule_for_many_stories_costs_what_one_for_few_does() -> None:
    def cost(first: int, last: int) -> int:
        for number in range(first, last):
            readers.publish(f"{number:032x}")
        mode = "trust" if queries.policy_for("en").mode == "closed" else "closed"
        with CaptureQueriesContext(connections[ALIAS]) as asked:
            assert actions.set_policy(edition="en", mode=mode, by="m") == last  # type: ignore[arg-type]
        return len(asked)

    few = cost(0, 3)
    assert cost(3, 60) <= few + 3  # wide updates are cut where SQLite allows no more variables


def test_times_are_told_in_whole_seconds() -> None:
    readers.publish(published_at=AT - timedelta(days=3))
    actions.set_policy(edition="en", close_after=3, by="m")
    assert queries.thread_for("en", STORY).closes_at == AT
