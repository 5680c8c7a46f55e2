"""The front that is previewed for a moment to come is the one that readers get when that moment is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from serai.core import clock
from serai.desk import actions
from serai.desk.fronts import coming as looking
from serai.desk.fronts import layouts
from serai.desk.fronts.casting import cast_layout
from serai.desk.fronts.coming import Coming, coming
from serai.desk.fronts.layouts import BannerLine, Layout, Row, Slot
from serai.desk.models import Edition, Front, Order, Section, Story
from serai.newsroom import preview
from serai.newsroom.config import Newsroom
from serai.newsroom.filling import Filler
from serai.newsroom.schedule import publish_scheduled
from serai.press.changes import Put
from tests.newsroom.stories import published

pytestmark = pytest.mark.django_db

NOW = clock.this_minute()


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def scheduled(story: Story, hours: float, **fields: Any) -> Story:
    """A draft, or a newer version of what is public, that goes public by itself."""
    return actions.publish(story=actions.revise(story=story, go_live_at=at(hours), **fields))


def expiring(story: Story, hours: float) -> Story:
    return actions.publish(story=actions.revise(story=story, expire_at=at(hours)))


def draft(edition: Edition, section: Section | None, slug: str, **fields: Any) -> Story:
    return actions.create_story(
        edition=edition,
        headline=slug.title(),
        slug=slug,
        section=section,
        authors=[actions.create_author(edition=edition, name=f"Who wrote {slug}")],
        place="Almaty",
        dateline_at=fields.pop("dateline_at", at(-0.5)),
        body=[("paragraph", "<p>It is so.</p>")],
        **fields,
    )


@dataclass
class Outlet:
    """A newsroom in which much is due, its clock, and what is previewed of its English front."""

    room: Newsroom
    filler: Filler
    edition: Edition
    monkeypatch: pytest.MonkeyPatch

    def comes_to(self, moment: datetime) -> None:
        """The clock goes on, and all that is due is done."""
        self.monkeypatch.setattr(clock, "now", lambda: moment)
        self.monkeypatch.setattr(timezone, "now", lambda: moment)
        for _ in range(2):
            publish_scheduled(moment)
            while self.filler.fill_due():
                pass

    def layout(self) -> Layout:
        kept = Front.objects.filter(edition=self.edition).first()
        return layouts.read(kept.layout) if kept else Layout()

    def previewed(self, moment: datetime) -> tuple[bytes, Coming]:
        found = coming(self.edition, now=clock.now(), at=moment, first=layouts.stories(self.layout()))
        plate = cast_layout(self.edition, self.layout(), moment, found.changes)
        return preview.render_front("en", plate, found.changes), found

    def front(self) -> bytes:
        return (self.room.site / "en/index.html").read_bytes()


@pytest.fixture
def outlet(room: Newsroom, filler: Filler, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> Outlet:
    return Outlet(room, filler, edition, monkeypatch)


@pytest.fixture
def much(outlet: Outlet, section: Section) -> Outlet:
    """Everything that can be due, at different hours, some of it put in places by an editor."""
    edition = outlet.edition
    arts, courts, rivers, sports = (
        actions.create_section(edition=edition, name=name) for name in ("Arts", "Courts", "Rivers", "Sports")
    )
    old = [published(edition, section, f"old-{number}") for number in range(3)]
    tonight = scheduled(draft(edition, arts, "tonight"), 3)
    held = published(edition, courts, "verdict", embargo_until=at(2))
    late = published(edition, courts, "late", embargo_until=at(9))
    only = expiring(draft(edition, sports, "match"), 4)
    scheduled(published(edition, rivers, "ferry"), 2, headline="Ferry runs again", section=arts)
    scheduled(published(edition, section, "quarry"), 2, headline="Quarry shut", embargo_until=at(6))
    scheduled(draft(edition, rivers, "brief"), 1, expire_at=at(5))
    scheduled(expiring(draft(edition, section, "lapsed"), 1), 2, headline="Never")
    hollow = draft(edition, None, "hollow")
    hollow.go_live_at = at(2)
    hollow.save_revision(clean=False).publish()
    banner = BannerLine(text="Verdict tonight", story=held.key, until=at(7))
    layout = Layout(
        lead=(Slot(story=tonight.key, until=at(8)),),
        second=(Slot(story=held.key), Slot(story=late.key)),
        pinned=(Slot(story=old[2].key, until=at(2)), Slot(story=only.key)),
        rows=(Row(section=arts.key), Row(section=courts.key, slots=(Slot(story=old[0].key),))),
        banner=banner,
    )
    actions.arrange_front(edition=edition, layout=layout, number=0)
    outlet.comes_to(NOW)
    return outlet


def test_the_front_previewed_for_any_moment_is_the_one_baked_when_it_has_come(much: Outlet) -> None:
    moments = [at(hours) for hours in (0, 1, 2, 3, 4.5, 5, 6, 7, 8, 10)]
    ledger, orders = much.room.ledger.read_bytes(), Order.objects.count()
    ahead = [much.previewed(moment)[0] for moment in moments]
    assert (much.room.ledger.read_bytes(), Order.objects.count()) == (ledger, orders)
    assert ahead[0] == much.front()
    for moment, page in zip(moments, ahead, strict=True):
        much.comes_to(moment)
        assert (moment, page) == (moment, much.front())
    assert len(set(ahead)) > 6


def test_what_would_be_refused_is_named_with_its_reason_and_is_not_in_it(much: Outlet) -> None:
    page, found = much.previewed(at(2))
    assert [(story.title, story.reason) for story in found.refused] == [("Hollow", "Choose a section.")]
    assert b"Hollow" not in page
    assert much.previewed(at(1))[1].refused == ()


def test_a_translation_waits_for_its_original_in_the_preview_as_it_does_for_readers(
    outlet: Outlet, section: Section
) -> None:
    russian = actions.create_edition(code="ru", name="Курьер", language_name="Русский", language="ru")
    original = draft(russian, actions.create_section(edition=russian, name="Суд"), "sud")
    scheduled(draft(outlet.edition, section, "court", key=original.key), 1)
    scheduled(original, 3)
    outlet.comes_to(NOW)
    moments = [at(hours) for hours in (1, 2, 3)]
    ahead = [outlet.previewed(moment)[0] for moment in moments]
    assert [b"/court/" in page for page in ahead] == [False, False, True]
    for moment, page in zip(moments, ahead, strict=True):
        outlet.comes_to(moment)
        assert (moment, page) == (moment, outlet.front())


def test_of_very_many_stories_those_that_are_due_last_and_those_in_places_are_looked_at(
    outlet: Outlet, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "COMING_LIMIT", 2)
    monkeypatch.setattr(looking, "LEAVING_LIMIT", 1)
    made = [published(outlet.edition, section, f"held-{n}", embargo_until=at(n)) for n in range(1, 5)]
    for number in (1, 2, 3):
        expiring(draft(outlet.edition, section, f"brief-{number}"), number)
    actions.arrange_front(edition=outlet.edition, layout=Layout(lead=(Slot(story=made[0].key),)), number=0)
    outlet.comes_to(NOW)
    page, found = outlet.previewed(at(4))
    come = {change.plate.key for change in found.changes if isinstance(change, Put)}
    assert come & {story.key for story in made} == {made[0].key, made[3].key}
    assert found.more == 4
    assert [f"/{name}/".encode() in page for name in ("brief-2", "brief-3")] == [True, False]


def test_a_preview_asks_as_much_of_an_archive_as_of_a_few_stories(outlet: Outlet, section: Section) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            outlet.previewed(at(5))
        return len(queries)

    published(outlet.edition, section, "held", embargo_until=at(1))
    outlet.comes_to(NOW)
    few = asked()
    for number in range(12):
        published(outlet.edition, section, f"old-{number}")
    assert asked() == few
