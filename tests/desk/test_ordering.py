"""Every path that changes what readers have leaves orders, in the same transaction; drafts leave none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from serai.core import clock
from serai.desk import actions, cast, queries
from serai.desk.models import Author, Edition, Order, Photo, Section, Story, Topic
from serai.press.changes import Put, Withdraw
from tests.desk.conftest import signed_in

Placed = list[tuple[str, str]]


def placed(act: Callable[[], object]) -> Placed:
    """The orders that `act` leaves, as (kind, reason), in the order they were placed."""
    Order.objects.all().delete()
    act()
    return list(Order.objects.order_by("id").values_list("kind", "reason"))


@pytest.fixture
def live(story: Story) -> Story:
    return actions.publish(story=story)


def test_publishing_and_publishing_again_order_the_story(story: Story) -> None:
    assert placed(lambda: actions.publish(story=story)) == [("story", "publish")]
    assert placed(lambda: actions.publish(story=story)) == [("story", "edit")]


def test_saving_a_draft_orders_nothing(story: Story, live: Story) -> None:
    draft = actions.create_story(edition=live.edition, headline="Another")
    assert placed(lambda: actions.revise(story=draft, headline="Another one")) == []
    assert placed(lambda: actions.revise(story=live, deck="Not yet.")) == []


def test_a_rollback_takes_the_order_back(story: Story) -> None:
    Order.objects.all().delete()
    with transaction.atomic():
        actions.publish(story=story)
        transaction.set_rollback(True)
    assert not Order.objects.exists()
    assert not Story.objects.get().live


def test_unpublishing_withdraws_the_story_and_what_only_it_carried(
    live: Story, section: Section, author: Author
) -> None:
    assert placed(lambda: actions.unpublish(story=live)) == [("story", "unpublish")]
    assert cast.changes_for(Order.objects.get()) == [
        Withdraw(kind="story", edition="en", key=live.key),
        Withdraw(kind="author", edition="en", key=author.key),
        Withdraw(kind="section", edition="en", key=section.key),
    ]


def test_deleting_withdraws(live: Story, section: Section, author: Author) -> None:
    key = live.key
    assert placed(live.delete) == [("story", "delete"), ("author", "delete"), ("section", "delete")]
    changes = [change for order in Order.objects.all() for change in cast.changes_for(order)]
    assert changes == [
        Withdraw(kind="story", edition="en", key=key),
        Withdraw(kind="author", edition="en", key=author.key),
        Withdraw(kind="section", edition="en", key=section.key),
    ]


def test_deleting_a_draft_orders_nothing(story: Story) -> None:
    assert placed(story.delete) == []


def test_unpublishing_as_a_bare_page_in_a_selection_orders_too(live: Story) -> None:
    assert placed(lambda: Page.objects.get(pk=live.pk).unpublish()) == [("story", "edit")]
    assert isinstance(cast.changes_for(Order.objects.get())[0], Withdraw)


def test_deleting_the_edition_withdraws_all_that_stands_in_it(
    live: Story, section: Section, edition: Edition
) -> None:
    edition.refresh_from_db()
    kinds = {kind for kind, _reason in placed(edition.delete)}
    assert kinds == {"edition", "section", "author", "story"}
    assert all(
        isinstance(change, Withdraw) for order in Order.objects.all() for change in cast.changes_for(order)
    )


def test_editing_a_section_an_author_or_a_topic_orders_it(
    live: Story, section: Section, author: Author
) -> None:
    topic = actions.create_topic(edition=live.edition, name="Water")
    assert placed(section.save) == [("section", "edit")]
    assert placed(author.save) == [("author", "edit")]
    assert placed(topic.save) == [("topic", "edit")]
    assert placed(lambda: Topic.objects.filter(pk=topic.pk).delete()) == [("topic", "delete")]


def test_a_topic_that_no_public_story_carries_is_not_public(story: Story) -> None:
    topic = actions.create_topic(edition=story.edition, name="The minister's arrest")
    actions.revise(story=story, topics=[topic], embargo_until=clock.now() + timedelta(hours=1))
    actions.publish(story=story)
    changes = [change for order in Order.objects.filter(due_at=None) for change in cast.changes_for(order)]
    assert Withdraw(kind="topic", edition="en", key=topic.key) in changes
    assert not [change for change in changes if isinstance(change, Put) and change.plate.key == topic.key]


def test_a_section_is_public_while_a_public_story_stands_in_it(story: Story, section: Section) -> None:
    def change() -> object:
        return cast.changes_for(Order.objects.filter(kind="section").latest("id"))[0]

    assert change() == Withdraw(kind="section", edition="en", key=section.key)
    actions.publish(story=story)
    assert change() == Put(cast.cast_section(section, story.edition))


def test_moving_a_live_story_orders_the_section_it_leaves(live: Story, section: Section) -> None:
    other = actions.create_section(edition=live.edition, name="Rivers")
    actions.revise(story=live, section=other)
    assert placed(lambda: actions.publish(story=live)) == [("story", "edit"), ("section", "edit")]
    assert Order.objects.get(kind="section").key == section.key


def test_taking_an_author_off_a_live_story_orders_the_author(live: Story, author: Author) -> None:
    draft = live.get_latest_revision_as_object()
    draft.byline.clear()
    draft.save_revision()
    assert placed(lambda: actions.publish(story=live)) == [("story", "edit"), ("author", "edit")]


def test_a_photos_new_credit_orders_the_stories_that_show_it(story: Story, photo: Photo) -> None:
    actions.revise(story=story, body=[("photo", {"photo": photo, "caption": "", "credit": ""})])
    actions.publish(story=story)
    photo.credit = "Somebody else"
    assert placed(photo.save) == [("story", "photo")]


def test_stories_that_link_to_a_story_follow_it(live: Story) -> None:
    link = f'<p>As <a linktype="page" id="{live.pk}">we wrote</a>.</p>'
    other = actions.create_story(
        edition=live.edition,
        headline="The sequel",
        section=live.section,
        place="Almaty",
        dateline_at=live.dateline_at,
        body=[("paragraph", link)],
    )
    other = actions.publish(story=other)
    assert link_in(other) == f'As <a href="{live.address}" rel="noopener noreferrer">we wrote</a>.'
    assert placed(lambda: actions.unpublish(story=live)) == [("story", "unpublish"), ("story", "link")]
    assert link_in(other) == "As we wrote."


def link_in(story: Story) -> str:
    block = cast.cast_story(Story.objects.get(pk=story.pk)).body[0]
    return str(getattr(block, "html", ""))


def test_changing_the_slug_leaves_the_old_address(live: Story) -> None:
    before = live.address
    actions.revise(story=live, slug="paid-twice")
    assert placed(lambda: actions.publish(story=live)) == [("story", "move")]
    plate = cast.cast_story(Story.objects.get())
    assert (plate.address, plate.former_addresses) == ("/en/2026/11/23/paid-twice/", (before,))


def test_moving_to_another_section_keeps_the_address(live: Story) -> None:
    other = actions.create_section(edition=live.edition, name="Water")
    actions.revise(story=live, section=other)
    actions.publish(story=live)
    plate = cast.cast_story(Story.objects.get())
    assert (plate.address, plate.former_addresses, plate.section) == (live.address, (), other.key)


def test_an_older_version_published_again_does_not_forget_addresses(live: Story) -> None:
    first = live.latest_revision
    actions.revise(story=live, slug="paid-twice")
    actions.publish(story=live)
    first.publish()
    plate = cast.cast_story(Story.objects.get())
    assert (plate.address, plate.former_addresses) == (live.address, ("/en/2026/11/23/paid-twice/",))


def test_a_slug_that_readers_never_saw_is_no_former_address(story: Story) -> None:
    soon = clock.now() + timedelta(hours=1)
    actions.revise(story=story, slug="minister-arrested", embargo_until=soon)
    actions.publish(story=story)
    actions.revise(story=story, slug="a-quiet-day", embargo_until=None)
    live = actions.publish(story=story)
    assert cast.cast_story(live).former_addresses == ()


def test_an_edition_taken_down_takes_everything_with_it(live: Story, edition: Edition) -> None:
    edition.refresh_from_db()
    kinds = {kind for kind, _reason in placed(lambda: Edition.objects.get().unpublish())}
    assert kinds == {"edition", "section", "author", "story"}
    assert isinstance(cast.changes_for(Order.objects.get(kind="story"))[0], Withdraw)


def test_wagtails_own_command_orders_too(story: Story) -> None:
    actions.revise(story=story, go_live_at=clock.now() + timedelta(hours=1))
    actions.publish(story=story)
    assert not Story.objects.get().live
    Story.objects.get().revisions.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=clock.now() - timedelta(minutes=1)
    )
    revision = Story.objects.get().latest_revision
    revision.content["go_live_at"] = (clock.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    assert placed(lambda: call_command("publish_scheduled")) == [("story", "publish")]


def test_bulk_publishing_of_what_is_not_ready_publishes_nothing(editor: User, story: Story) -> None:
    lacking = actions.create_story(edition=story.edition, headline="Nothing in it")
    address = f"/bulk/wagtailcore/page/publish/?id={story.pk}&id={lacking.pk}&next=/stories/"
    response = signed_in(editor).post(address, {"include_descendants": ""}, follow=True)
    assert "Nothing was published" in response.content.decode()
    assert not Story.objects.filter(live=True).exists()


def test_an_order_filled_twice_says_the_same(live: Story) -> None:
    order = Order.objects.filter(kind="story").get()
    first = cast.changes_for(order)
    actions.fill_order(order=order, report={"written": 3})
    assert cast.changes_for(order) == first
    assert order not in queries.due_orders(clock.now())


def test_another_time_zone_moves_the_stories_whose_day_it_changes(live: Story) -> None:
    home = Edition.objects.get()
    home.time_zone = "Pacific/Kiritimati"
    kinds = {kind for kind, _reason in placed(home.save)}
    assert kinds == {"edition", "section", "author", "story"}
    plate = cast.cast_story(Story.objects.get())
    assert plate.address == "/en/2026/11/23/the-bridge-that-was-paid-for-twice/"
    assert live.dateline_at is not None
    Story.objects.update(dateline_at=live.dateline_at + timedelta(hours=1))
    home.time_zone = "UTC"
    home.save()
    plate = cast.cast_story(Story.objects.get())
    assert plate.address == "/en/2026/11/23/the-bridge-that-was-paid-for-twice/"
    assert plate.former_addresses == ("/en/2026/11/24/the-bridge-that-was-paid-for-twice/",)
