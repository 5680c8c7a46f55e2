"""The board: an edition's front as an editor sees it, and the stories that may be put there.

Rule: reads only, in a number of queries that grows neither with the stories shown nor with the archive. A
story that is not public stands on the board, marked; it is not on the front before it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from serai.desk import queries
from serai.desk.fronts import layouts, words
from serai.desk.fronts.layouts import ROW, Layout, Slot
from serai.desk.models import Edition, Section, Story

NEWEST = 24  # candidates
WAITING = 8  # of each kind of story that is not public yet
FOUND = 16  # by a search
QUERY_LIMIT = 200  # characters


@dataclass(frozen=True, kw_only=True)
class Card:
    """A story on the board."""

    key: str
    title: str
    section: str
    section_place: str  # the row of its section; "" where it has none
    at: datetime | None
    state: str  # "public", "embargoed", "scheduled", "private"
    word: str
    edit_url: str
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where stories are put: a name, and in an editor's words what it is."""

    name: str
    label: str
    hint: str
    limit: int
    cards: tuple[Card, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is a section's row."""
        return self.name.startswith(ROW)


@dataclass(frozen=True, kw_only=True)
class Board:
    """All places in the front's order, the stories that stand in none, and what sections are called."""

    places: tuple[Place, ...]
    candidates: tuple[Card, ...]
    titles: Mapping[str, str]  # by key, of every story the layout speaks of and every candidate
    sections: Mapping[str, str]  # by key, in the menu's order


def sections_of(edition: Edition) -> dict[str, str]:
    """An edition's sections in the menu's order: names by keys."""
    rows = Section.objects.filter(locale_id=edition.locale_id).order_by("position", "name")
    return {section.key: section.name for section in rows[: layouts.ROWS_LIMIT]}


def known_keys(edition: Edition, keys: Iterable[str]) -> set[str]:
    """Of these keys, those of stories that stand in the edition, public or not."""
    return {story.key for story in _stories(edition, keys)}


def board(
    edition: Edition, layout: Layout, now: datetime, query: str = "", about: Iterable[str] = ()
) -> Board:
    """The board of a layout; with `query`, what it finds comes before the newest. The titles of the stories
    `about` which something is said are read, too."""
    sections = sections_of(edition)
    whole = layouts.with_sections(layout, list(sections))
    named = _stories(edition, layouts.stories(whole) | set(about))
    offered = [*_found(edition, query), *_waiting(edition, now), *_newest(edition, now)]
    every = {story.pk: story for story in [*named, *offered]}
    prefetch_related_objects(list(every.values()), "section")
    queries.give_schedules(every.values())
    cards = {story.key: _card(story, now) for story in every.values()}
    standing = {slot.story for slot in layouts.slots(whole)}
    places = tuple(
        Place(
            name=name,
            label=words.place(name, sections),
            hint=words.hint(name),
            limit=layouts.limit(name),
            cards=tuple(_placed(cards[slot.story], slot) for slot in slots if slot.story in cards),
        )
        for name, slots in layouts.places(whole).items()
    )
    free = dict.fromkeys(story.key for story in offered if story.key not in standing)
    return Board(
        places=places,
        candidates=tuple(cards[key] for key in free),
        titles={key: card.title for key, card in cards.items()},
        sections=sections,
    )


def _stories(edition: Edition, keys: Iterable[str]) -> list[Story]:
    wanted = [key for key in map(queries.handle, keys) if key]
    if not wanted:
        return []
    found = Story.objects.filter(translation_key__in=wanted, locale_id=edition.locale_id)
    return [story for story in found if story.path[: -story.steplen] == edition.path]


def _newest(edition: Edition, now: datetime) -> list[Story]:
    found = queries.public_stories(now).filter(path__startswith=edition.path)
    return list(found.order_by("-dateline_at")[:NEWEST])


def _waiting(edition: Edition, now: datetime) -> list[Story]:
    """Those that will be public by themselves."""
    held = queries.embargoed(now).filter(path__startswith=edition.path)[:WAITING]
    return [*held, *queries.scheduled().filter(path__startswith=edition.path)[:WAITING]]


def _found(edition: Edition, query: str) -> Sequence[Story]:
    asked = " ".join(query.replace("\0", "").split())[:QUERY_LIMIT]
    if not asked:
        return []
    return list(Story.objects.filter(path__startswith=edition.path).search(asked)[:FOUND])


def _card(story: Story, now: datetime) -> Card:
    section: Any = story.section
    state, word = _state(story, now)
    return Card(
        key=story.key,
        title=story.title,
        section=section.name if section else "",
        section_place=f"{ROW}{section.key}" if section else "",
        at=story.dateline_at,
        state=state,
        word=word,
        edit_url=reverse("wagtailadmin_pages:edit", args=[story.pk]),
    )


def _state(story: Story, now: datetime) -> tuple[str, str]:
    if story.live and story.is_embargoed(now):
        return "embargoed", _("Embargoed: not on the front yet")
    if story.live:
        return "public", ""
    if story.goes_public_at:
        return "scheduled", _("Scheduled: not on the front yet")
    return "private", _("Not public: not on the front")


def _placed(card: Card, slot: Slot) -> Card:
    return Card(**{**card.__dict__, "until": slot.until})
