"""No translation is readers' before its original is, unless an editor says so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from serai.core import clock
from serai.desk import actions, holding
from serai.desk.models import Edition, Order, Story
from serai.desk.translation import actions as translation
from tests.desk.conftest import signed_in, somebody
from tests.desk.translation.conftest import PARAGRAPHS, RUSSIAN, translate
from tests.desk.translation.conftest import translator_of as translator_of

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
moments = st.none() | st.integers(-3, 3).map(lambda hours: NOW + timedelta(hours=hours))
WORDS = {"The well": "Колодец", "Taraz": "Тараз", **dict(zip(PARAGRAPHS, RUSSIAN, strict=True))}


@given(own=moments, taken=moments, original=moments)
def test_a_translation_is_never_earlier_than_its_original(
    own: datetime | None, taken: datetime | None, original: datetime | None
) -> None:
    found = holding.moved(own=own, taken=taken, original=original, now=NOW)
    assert original is None or original <= NOW or (found.until is not None and found.until >= original)
    again = holding.moved(own=found.until, taken=found.taken, original=original, now=NOW)
    assert again == found
    if own != taken and own is not None and own > (original or NOW):
        assert found.until == own  # an embargo of its own that ends later is kept


def later(hours: int = 24) -> datetime:
    return clock.whole_seconds(clock.now()) + timedelta(hours=hours)


def fresh(story: Story) -> Story:
    found: Story = Story.objects.get(pk=story.pk)
    return found


def embargo(story: Story, until: datetime | None) -> None:
    actions.revise(story=story, embargo_until=until)
    actions.publish(story=story)


def test_an_embargo_set_after_a_translation_was_begun_holds_it_when_it_is_published(
    source: Story, begun: Story
) -> None:
    until = later()
    embargo(source, until)
    translate(begun, WORDS)
    assert actions.publish(story=begun).embargo_until == until
    assert not fresh(begun).is_public(clock.now())


def test_an_embargo_of_a_draft_holds_its_translation_too(source: Story, begun: Story) -> None:
    actions.unpublish(story=source)
    until = later()
    actions.revise(story=source, embargo_until=until)
    translate(begun, WORDS)
    assert actions.publish(story=begun).embargo_until == until


def test_a_schedule_of_the_original_holds_its_translation(source: Story, begun: Story) -> None:
    actions.unpublish(story=source)
    hour = later()
    actions.revise(story=source, go_live_at=hour)
    actions.publish(story=source)
    translate(begun, WORDS)
    assert actions.publish(story=begun).embargo_until == hour


def test_a_public_translation_leaves_readers_with_its_original_and_comes_back_with_it(
    source: Story, target: Story
) -> None:
    until = later()
    embargo(source, until)
    assert fresh(target).embargo_until == until
    orders = Order.objects.filter(edition="ru", kind="story", key=source.key)
    assert {order.due_at for order in orders} == {None, until}
    embargo(source, later(48))
    assert fresh(target).embargo_until == fresh(source).embargo_until
    embargo(source, None)
    assert fresh(target).embargo_until is None
    assert fresh(target).is_public(clock.now())


def test_an_embargo_of_its_own_is_kept_where_it_ends_later(source: Story, target: Story) -> None:
    own = later(72)
    embargo(target, own)
    embargo(source, later())
    assert fresh(target).embargo_until == own
    embargo(source, None)
    assert fresh(target).embargo_until == own


def test_what_was_taken_over_at_the_beginning_moves_with_the_original(
    source: Story, russian: Edition
) -> None:
    embargo(source, later(48))
    begun = translation.begin(source=fresh(source), edition=russian).story
    embargo(source, later())
    translate(begun, WORDS)
    assert actions.publish(story=begun).embargo_until == fresh(source).embargo_until


def test_an_editor_may_say_that_a_translation_comes_out_first(source: Story, begun: Story) -> None:
    embargo(source, later())
    translate(begun, WORDS)
    actions.revise(story=begun, before_original=True)
    actions.publish(story=begun)
    assert fresh(begun).is_public(clock.now())


@pytest.mark.usefixtures("roles")
def test_only_who_publishes_a_translation_is_asked_whether_it_comes_out_first(
    source: Story, begun: Story, russian: Edition
) -> None:
    embargo(source, later())

    def asked(user: User, story: Story) -> tuple[bool, bool]:
        page = signed_in(user).get(f"/pages/{story.pk}/edit/").content.decode()
        return 'name="before_original"' in page, "The original is held back until" in page

    editor = somebody("Editors")
    assert asked(editor, begun) == (True, True)
    assert asked(editor, source) == (False, False)
    assert asked(translator_of(russian, "samal"), begun) == (False, True)


@pytest.mark.usefixtures("roles")
def test_a_draft_of_an_original_is_counted_in_what_its_translations_lag(source: Story, begun: Story) -> None:
    translate(begun, WORDS)
    actions.unpublish(story=source)
    body: Any = [("paragraph", f"<p>{PARAGRAPHS[0]}</p>")]
    actions.revise(story=source, body=body)
    begun.translation_card.refresh_from_db()
    assert begun.translation_card.behind == 2
