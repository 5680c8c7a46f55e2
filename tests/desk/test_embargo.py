"""An embargo holds back what is published; a schedule puts off publishing."""

from datetime import timedelta

from django.contrib.auth.models import User

from serai.core import clock
from serai.desk import actions, cast, queries, standing
from serai.desk.models import Order, Story
from serai.press.changes import Put, Withdraw
from tests.desk.conftest import signed_in
from tests.desk.forms import edit_url


def embargoed(story: Story, hours: int = 2) -> Story:
    Order.objects.all().delete()
    actions.revise(story=story, embargo_until=clock.this_minute() + timedelta(hours=hours))
    return actions.publish(story=story)


def test_under_embargo_nothing_is_cast(story: Story) -> None:
    live = embargoed(story)
    assert live.live
    now_order, later = Order.objects.order_by("id")
    assert (now_order.due_at, later.due_at) == (None, live.embargo_until)
    assert cast.changes_for(now_order)[0] == Withdraw(kind="story", edition="en", key=story.key)


def test_when_the_embargo_ends_the_story_is_due(story: Story) -> None:
    live = embargoed(story)
    end = live.embargo_until
    assert end is not None
    before, after = end - timedelta(seconds=1), end + timedelta(seconds=1)
    assert queries.next_due(clock.now()) == end
    assert [order.due_at for order in queries.due_orders(before)] == [None]
    later = queries.due_orders(after)[-1]
    changes = cast.changes_for(later, now=after)
    assert isinstance(changes[0], Put)
    assert changes[0].plate.address == live.address


def test_an_embargo_put_on_a_public_story_takes_it_down(story: Story) -> None:
    actions.publish(story=story)
    embargoed(story)
    assert isinstance(cast.changes_for(queries.due_orders(clock.now())[0])[0], Withdraw)


def test_the_desk_says_so_in_the_list_and_on_the_form(editor: User, story: Story) -> None:
    live = embargoed(story)
    client = signed_in(editor)
    assert "Embargoed" in client.get("/stories/").content.decode()
    form = client.get(edit_url(live)).content.decode()
    assert "Published, under embargo until" in form
    assert standing.state(live, clock.now()) == "embargoed"
    assert live.full_url is None


def test_a_schedule_publishes_at_its_hour(story: Story) -> None:
    at = clock.this_minute() + timedelta(hours=1)
    actions.revise(story=story, go_live_at=at)
    Order.objects.all().delete()
    waiting = actions.publish(story=story)
    assert (waiting.live, standing.state(waiting, clock.now())) == (False, "scheduled")
    assert not Order.objects.exists()
    assert queries.next_due(clock.now()) == at
    assert actions.publish_scheduled(now=clock.now()) == []


def test_what_is_no_longer_ready_is_taken_off_the_schedule_and_holds_up_nobody(story: Story) -> None:
    other = actions.create_story(
        edition=story.edition,
        headline="Second",
        section=story.section,
        place="Almaty",
        dateline_at=story.dateline_at,
    )
    for one in (story, other):
        actions.revise(story=one, go_live_at=clock.now() + timedelta(hours=1))
        actions.publish(story=one)
    make_due(story, place="")
    make_due(other)
    done = actions.publish_scheduled(now=clock.now())
    assert [(line.title, line.what) for line in done] == [(story.title, "refused"), ("Second", "published")]
    assert [page.live for page in Story.objects.order_by("pk")] == [False, True]
    assert queries.next_due(clock.now()) is None


def make_due(story: Story, **content: object) -> None:
    past = clock.now() - timedelta(minutes=1)
    revision = Story.objects.get(pk=story.pk).scheduled_revision
    revision.content |= {"go_live_at": past.isoformat(), **content}
    revision.approved_go_live_at = past
    revision.save()


def test_a_story_expires(story: Story) -> None:
    actions.revise(story=story, expire_at=clock.now() + timedelta(minutes=1))
    actions.publish(story=story)
    done = actions.publish_scheduled(now=clock.now() + timedelta(minutes=2))
    assert [line.what for line in done] == ["expired"]
    assert Order.objects.order_by("id").last().reason == "unpublish"  # type: ignore[union-attr]
