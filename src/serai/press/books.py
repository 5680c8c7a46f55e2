"""Books: an edition's day as one EPUB, to be read without a network.

Rule: reads the ledger through the surroundings and nothing else; a book shows its day's stories and nothing
that other days change. It is bounded: `BOOK_STORIES` stories, the newest, and `PICTURE_BYTES` of pictures,
each in its narrowest JPEG. Lead photos have the first turn, then those inside stories, in the book's order;
one that does not fit is left out, and its caption and alternative text stand. Books are kept of the newest
`BOOK_DAYS` days that have stories, as their addresses tell: no clock is read.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from serai.press import addresses, binding, days, feeds
from serai.press.pages import BOOK_DAYS, BOOK_STORIES, PICTURE_BYTES, Page
from serai.press.plates import Figure, Photo, StoryPlate
from serai.press.surroundings import Files, Surroundings
from serai.press.views import Book, BookSection, BookStory, BookView


class Books:
    """The books of editions' days."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._db = around.ledger.db

    def book_page(self, page: Page) -> Files:
        """A day's book, where the day is among the newest."""
        code, day = page.edition, page.key
        if day not in kept(self._around, code):
            return {}
        keys = days.stories(self._db, code, day, BOOK_STORIES)
        stories = [story for key in keys if (story := self._around.ledger.story(code, key))]
        sections = self._sections(code, stories)
        address = addresses.book(code, day)
        view = BookView(
            edition=self._around.on(code).edition,
            site_url=self._around.settings.site_url,
            address=address,
            identifier=feeds.identifier(code, "book", day),
            day=_noon(self._around, code, day),
            changed=max(story.updated_at for story in stories),
            sections=sections,
            left_out=days.count(self._db, code, day) - len(stories),
            pictures=choose(told.story for section in sections for told in section.stories),
        )
        return {addresses.file(address): view}

    def _sections(self, code: str, stories: list[StoryPlate]) -> tuple[BookSection, ...]:
        """In the menu's order; what is in no section that is public comes last."""
        names = {section.key: section.name for section in self._around.ledger.sections(code)}
        told: dict[str, list[StoryPlate]] = {key: [] for key in (*names, "")}
        for story in stories:
            told[story.section if story.section in names else ""].append(story)
        number = count(1)
        return tuple(
            BookSection(
                name=names.get(key, ""),
                stories=tuple(
                    BookStory(number=next(number), story=story, authors=self._around.authors(story))
                    for story in some
                ),
            )
            for key, some in told.items()
            if some
        )


def kept(around: Surroundings, code: str) -> list[str]:
    """The days of an edition that have a book, newest first; none where the newsroom wants none."""
    if not around.settings.epub:
        return []
    return [day for day in days.newest(around.ledger.db, code, BOOK_DAYS) if _is_real(day)]


def book_links(around: Surroundings, code: str) -> tuple[Book, ...]:
    """The ways to an edition's books, newest first."""
    return tuple(
        Book(day=_noon(around, code, day), address=addresses.book(code, day)) for day in kept(around, code)
    )


def newest_book(around: Surroundings, code: str) -> str:
    """The address of an edition's newest book; "" where there is none."""
    return next((addresses.book(code, day) for day in kept(around, code)), "")


def _is_real(day: str) -> bool:
    """An address may name a day that no calendar has."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _noon(around: Surroundings, code: str, day: str) -> datetime:
    zone = ZoneInfo(around.on(code).edition.time_zone)
    return datetime.combine(date.fromisoformat(day), time(12), zone)


def choose(stories: Iterable[StoryPlate]) -> tuple[str, ...]:
    """The pictures that stories of this order show within `PICTURE_BYTES`, in the order of their turn."""
    chosen: dict[str, None] = {}
    left = PICTURE_BYTES
    for photo in _in_turn(tuple(stories)):
        file = binding.small(photo)
        if file and file.file not in chosen and file.size <= left:
            chosen[file.file] = None
            left -= file.size
    return tuple(chosen)


def _in_turn(stories: tuple[StoryPlate, ...]) -> Iterator[Photo]:
    yield from (story.lead_photo for story in stories if story.lead_photo)
    for story in stories:
        yield from (block.photo for block in story.body if isinstance(block, Figure))
