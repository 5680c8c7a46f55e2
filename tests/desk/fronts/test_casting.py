"""What reaches the press of an arrangement: what is public, and nothing else, until its time is over."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from wagtail.models import Page, PageLogEntry

from serai.core import clock
from serai.desk import actions, cast
from serai.desk.errors import FrontChangedError
from serai.desk.fronts.casting import cast_front
from serai.desk.fronts.layouts import BannerLine, Layout, Row, Slot
from serai.desk.models import Author, Edition, Front, FrontVersion, Order, Section, Story
from serai.press.checking import check
from serai.press.plates import FrontRow

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def stories(edition: Edition, section: Section, author: Author) -> list[Story]:
    """Three public stories."""
    return [published(edition, section, author, number) for number in range(3)]


def published(edition: Edition, section: Section, author: Author, number: int, **fields: Any) -> Story:
    story = actions.create_story(
        edition=edition,
        headline=f"Story {number}",
        section=section,
        authors=[author],
        place="Almaty",
        dateline_at=NOW - timedelta(hours=number + 1),
        body=[("paragraph", "<p>First.</p>")],
        **fields,
    )
    return actions.publish(story=story)


def slot(story: Story, **fields: Any) -> Slot:
    return Slot(story=story.key, **fields)


def arrange(edition: Edition, number: int = 0, user: User | None = None, **places: Any) -> Front:
    return actions.arrange_front(edition=edition, layout=Layout(**places), number=number, user=user)


def waiting(edition: Edition) -> list[tuple[str, datetime | None]]:
    orders = Order.objects.filter(filled_at=None, kind="front", edition=edition.code).order_by("pk")
    return [(order.reason, order.due_at) for order in orders]


def test_an_arrangement_is_cast_as_editors_made_it(
    edition: Edition, section: Section, stories: list[Story]
) -> None:
    a, b, c = stories
    banner = BannerLine(text="The  bridge is closed", story=c.key, until=LATER)
    arrange(
        edition,
        lead=(slot(a),),
        pinned=(slot(b),),
        rows=(Row(section=section.key, slots=(slot(c),)),),
        banner=banner,
    )
    plate = cast_front(edition, now=NOW)
    assert plate is not None
    check(plate)
    assert (plate.lead, plate.second, plate.pinned) == (a.key, (), (b.key,))
    assert [(row.section, row.stories) for row in plate.rows] == [(section.key, (c.key,))]
    assert plate.banner is not None
    assert (plate.banner.text, plate.banner.story) == ("The bridge is closed", c.key)


def test_nothing_that_is_not_public_is_named(
    edition: Edition, section: Section, author: Author, stories: list[Story], story: Story
) -> None:
    held = published(edition, section, author, 7, embargo_until=LATER)
    due = actions.revise(story=story, go_live_at=LATER)
    arts = actions.create_section(edition=edition, name="Arts")
    other = actions.create_edition(code="ru", name="Курьер", language_name="Русский")
    abroad = published(
        other,
        actions.create_section(edition=other, name="Суд"),
        actions.create_author(edition=other, name="Айгуль"),
        8,
    )
    gone = actions.unpublish(story=stories[2])
    nobody = Slot(story="0" * 32)
    path = Slot(story="../../etc/passwd")
    arrange(
        edition,
        lead=(slot(held),),
        second=(slot(due), slot(gone), nobody, path),
        pinned=(slot(abroad), slot(stories[0])),
        rows=(Row(section=arts.key, slots=(slot(stories[1]),)), Row(section="' OR 1=1")),
        banner=BannerLine(text="Tomorrow's secret", story=held.key, until=LATER + timedelta(days=1)),
    )
    plate = cast_front(edition, now=NOW)
    assert plate is not None
    check(plate)
    assert (plate.lead, plate.second, plate.pinned, plate.rows, plate.banner) == (
        "",
        (),
        (stories[0].key,),
        (),
        None,
    )
    later = cast_front(edition, now=LATER)
    assert later is not None
    assert later.lead == held.key
    assert later.banner is not None


def test_a_front_of_which_nothing_is_public_is_withdrawn(edition: Edition, story: Story) -> None:
    assert cast_front(edition, now=NOW) is None
    arrange(edition, lead=(slot(story),))
    assert cast_front(edition, now=NOW) is None
    [change] = cast.changes_for(Order(kind="front", edition="en", key="front"), now=NOW)
    assert (change.__class__.__name__, change.key) == ("Withdraw", "front")  # type: ignore[union-attr]


def test_a_banner_and_a_pin_end_by_themselves_and_the_press_is_told_when(
    edition: Edition, stories: list[Story]
) -> None:
    a, b, _c = stories
    Order.objects.all().delete()
    banner = BannerLine(text="Polls are open", kind="notice", link="/en/about/", until=LATER)
    arrange(edition, lead=(slot(a, until=LATER + timedelta(hours=1)),), pinned=(slot(b),), banner=banner)
    assert waiting(edition) == [
        ("front", None),
        ("front", LATER),
        ("front", LATER + timedelta(hours=1)),
    ]
    before, at_its_end, after = (
        cast_front(edition, now=now) for now in (NOW, LATER, LATER + timedelta(hours=1))
    )
    assert before is not None
    assert at_its_end is not None
    assert after is not None
    assert [plate.banner is not None for plate in (before, at_its_end, after)] == [True, False, False]
    assert [plate.lead for plate in (before, at_its_end, after)] == [a.key, a.key, ""]


def test_a_story_that_comes_or_goes_orders_the_front_that_names_it_and_no_other(
    edition: Edition, section: Section, author: Author, stories: list[Story]
) -> None:
    soon = clock.whole_seconds(clock.now() + timedelta(days=1))
    held = published(edition, section, author, 9, embargo_until=soon)
    arrange(edition, lead=(slot(stories[0]),), second=(slot(held),))
    Order.objects.all().delete()
    actions.unpublish(story=stories[1])
    assert waiting(edition) == []
    actions.unpublish(story=stories[0])
    assert waiting(edition) == [("unpublish", None)]
    Order.objects.all().delete()
    actions.publish(story=held)
    assert waiting(edition) == [("edit", None), ("edit", soon)]
    Order.objects.all().delete()
    actions.unpublish(story=held)  # readers never had it
    Story.objects.get(pk=stories[0].pk).delete()
    assert waiting(edition) == []


def test_a_section_that_gets_its_first_story_stands_where_its_row_was_put(
    edition: Edition, section: Section, author: Author, stories: list[Story]
) -> None:
    arts = actions.create_section(edition=edition, name="Arts")
    arrange(edition, rows=(Row(section=arts.key), Row(section=section.key)))
    assert [row.section for row in rows_of(edition)] == [section.key]
    Order.objects.all().delete()
    first = published(edition, arts, author, 9)
    assert waiting(edition) == [("publish", None)]
    assert [row.section for row in rows_of(edition)] == [arts.key, section.key]
    Order.objects.all().delete()
    actions.unpublish(story=first)
    assert waiting(edition) == [("unpublish", None)]
    assert [row.section for row in rows_of(edition)] == [section.key]


def rows_of(edition: Edition) -> tuple[FrontRow, ...]:
    plate = cast_front(edition, now=clock.now())
    return plate.rows if plate else ()


def test_a_story_that_is_taken_back_with_others_leaves_the_front_and_takes_its_banner_along(
    edition: Edition, stories: list[Story]
) -> None:
    a, _b, _c = stories
    until = clock.now() + timedelta(hours=2)
    arrange(edition, lead=(slot(a),), banner=BannerLine(text="A verdict", story=a.key, until=until))
    Order.objects.all().delete()
    Page.objects.get(pk=a.pk).unpublish()  # as Wagtail's bulk actions do: a bare page
    assert [reason for reason, _due in waiting(edition)] == ["edit"]
    assert cast_front(edition, now=clock.now()) is None


def test_what_is_over_is_not_brought_back(edition: Edition, stories: list[Story]) -> None:
    a, b, _c = stories
    over = clock.now() - timedelta(hours=1)
    banner = BannerLine(text="Polls are open", until=over)
    arrange(edition, lead=(slot(a, until=over),), pinned=(slot(b),), banner=banner)
    arrange(edition, 1)
    front = actions.restore_front(edition=edition, version=1, number=2)
    assert set(front.layout) == {"pinned"}


def test_of_two_editors_at_once_the_later_is_told_and_nothing_is_written(
    edition: Edition, stories: list[Story], editor: User
) -> None:
    a, b, _c = stories
    arrange(edition, lead=(slot(a),), user=editor)
    with pytest.raises(FrontChangedError, match="by somebody else"):
        arrange(edition, lead=(slot(b),))
    front = Front.objects.get()
    assert (front.number, front.layout["lead"][0]["story"]) == (1, a.key)
    assert FrontVersion.objects.count() == 1


def test_every_version_is_kept_with_its_editor_and_can_be_brought_back(
    edition: Edition, stories: list[Story], editor: User
) -> None:
    a, b, _c = stories
    arrange(edition, lead=(slot(a),), user=editor)
    arrange(edition, 1, lead=(slot(b),), pinned=(slot(a),), user=editor)
    front = actions.restore_front(edition=edition, version=1, number=2, user=editor)
    assert (front.number, front.layout) == (3, FrontVersion.objects.get(number=1).layout)
    kept = [(version.number, version.changed, version.saved_by) for version in front.versions.all()]
    assert kept == [(3, ["lead", "pinned"], editor), (2, ["lead", "pinned"], editor), (1, ["lead"], editor)]
    logged = PageLogEntry.objects.filter(action="serai.front_arranged", page_id=edition.pk)
    assert [(entry.user, entry.data["changed"]) for entry in logged.order_by("timestamp", "pk")] == [
        (editor, ["lead"]),
        (editor, ["lead", "pinned"]),
        (editor, ["lead", "pinned"]),
    ]
