"""Lists: an edition's front, the lists of all its stories, of sections, authors, topics and months, and their
feeds.

Rule: reads the ledger through the surroundings and nothing else. What only the front of a list shows (its
text, who an author is) is not on its older pages, so that they stay as they are.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from serai.core import html
from serai.press import activity, addresses, feeds, pagination, plates
from serai.press.arranging import Arranged, Sizes, arrange
from serai.press.books import newest_book
from serai.press.entries import Run
from serai.press.pages import FEED_STORIES, OWN_LIST, ROW_STORIES, ListName, Page
from serai.press.plates import AuthorPlate, FrontPlate, SectionPlate, StoryPlate, TopicPlate
from serai.press.surroundings import Files, Surroundings, cut
from serai.press.views import Banner, FrontView, ListView, Month, Row

_ENTRIES_KEPT = 200  # with their texts


class Lists:
    """Fronts, lists and feeds."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._ledger = around.ledger
        self._settings = around.settings
        self._entries: dict[tuple[str, str], feeds.Entry | None] = {}

    def front_page(self, page: Page) -> Files:
        """An edition's front, with the plates of the edition and, if there is one, of its arrangement."""
        code = page.edition
        ground = self._around.on(code)
        plate = self._ledger.front(code)
        arranged = self._arranged(code, plate)
        address = addresses.edition(code)
        view = FrontView(
            book=newest_book(self._around, code),
            manifest=addresses.manifest(code) if self._settings.offline else "",
            chrome=self._around.chrome(
                code,
                address,
                description=ground.edition.description or ground.edition.tagline,
                same=self._around.everywhere(code, addresses.edition),
                activity_at=activity.actor_address(code),
            ),
            banner=self._banner(code, plate.banner) if plate and plate.banner else None,
            teasers=self._around.tease_all(code, arranged.top),
            rows=tuple(self._rows(code, arranged)),
            older=addresses.stories(code) if arranged.top else "",
        )
        files: Files = {
            addresses.file(address): view,
            addresses.file(addresses.plate(address)): plates.to_bytes(ground.edition),
        }
        if plate:
            files[addresses.file(plate.address)] = plates.to_bytes(plate)
        return files

    def _arranged(self, code: str, plate: FrontPlate | None) -> Arranged:
        entries = self._ledger.entries
        return arrange(
            plate,
            Sizes(self._settings.front_stories, ROW_STORIES),
            newest=partial(entries.newest, code, OWN_LIST),
            sections=[section.key for section in self._ledger.sections(code)],
            newest_in=lambda key: partial(entries.newest, code, ListName("section", key)),
            is_public=lambda key: self._around.teaser(code, key) is not None,
        )

    def _banner(self, code: str, banner: plates.Banner) -> Banner | None:
        """None while the story that it is about is not public."""
        story = self._around.teaser(code, banner.story) if banner.story else None
        if banner.story and not story:
            return None
        return Banner(kind=banner.kind, text=banner.text, address=story.address if story else banner.link)

    def _rows(self, code: str, arranged: Arranged) -> Iterator[Row]:
        for key, stories in arranged.rows:
            if section := self._around.section_link(code, key):
                yield Row(section=section, teasers=self._around.tease_all(code, stories))

    def list_page(self, page: Page) -> Files:
        """The front of a list (number 0), or the older page that ends with the lot of this number."""
        code, name = page.edition, ListName(page.of, page.key)
        head = self._list_head(code, name)
        stretch = self._ledger.entries.stretch(Run(code, *name, "list"), page.number) if head else None
        if not head or not stretch:
            return {}
        front = stretch.end is None
        address = self._address(code, head, stretch.end)
        teasers = self._around.tease_all(code, [story for _, story, _ in stretch.rows])
        view = ListView(
            chrome=self._around.chrome(
                code,
                address,
                title=head.heading,
                description=head.description if front else "",
                same=self._same(code, name) if front else None,
                section=head.address if name.of == "section" else "",
                feed="" if name.of in {"edition", "month"} else addresses.feed(head.address),
            ),
            of=head.of,
            heading=head.heading,
            text=head.text if front else "",
            author=head.author if front else None,
            month=head.month,
            since=None if front else teasers[-1].published_at,
            until=None if front else teasers[0].published_at,
            teasers=teasers,
            newer="" if front else self._address(code, head, stretch.newer),
            older=self._address(code, head, stretch.older) if stretch.older else "",
        )
        files: Files = {addresses.file(address): view}
        if front and head.plate:
            files[addresses.file(addresses.plate(address))] = plates.to_bytes(head.plate)
        return files

    def _address(self, code: str, head: "_Head", end: pagination.Row | None) -> str:
        """Where the page with this end stands; without one, the front."""
        if end is None:
            return head.address
        return addresses.until(head.address, self._day(code, end[0]), pagination.mark(end[2]))

    def _day(self, code: str, time: int) -> date:
        zone = ZoneInfo(self._around.on(code).edition.time_zone)
        return datetime.fromtimestamp(time, UTC).astimezone(zone).date()

    def _same(self, code: str, name: ListName) -> dict[str, str] | None:
        """Where the front of this list stands in other editions."""
        if name.of == "month":
            return None
        if name == OWN_LIST:
            return self._around.everywhere(code, addresses.stories)
        return self._around.shared(name.of, name.key)

    def _list_head(self, code: str, name: ListName) -> "_Head | None":
        if name == OWN_LIST:
            edition = self._around.on(code).edition
            return _Head("edition", addresses.stories(code), edition.name)
        if name.of == "month":
            return _month_head(code, name.key) if self._ledger.entries.count(code, name) else None
        plate = self._ledger.plate(code, name.of, name.key)
        if isinstance(plate, AuthorPlate):
            words = html.text(plate.biography)
            return _Head("author", plate.address, plate.name, plate.biography, cut(words), plate, plate)
        if isinstance(plate, SectionPlate):
            return _Head(
                "section", plate.address, plate.name, _prose(plate.description), plate.description, plate
            )
        if isinstance(plate, TopicPlate):
            return _Head(
                "topic", plate.address, plate.name, _prose(plate.description), plate.description, plate
            )
        return None

    def feed(self, page: Page) -> Files:
        """The feeds of an edition's front or of a list."""
        name = ListName(page.of, page.key)
        head = self._list_head(page.edition, name)
        if not head:
            return {}
        edition = self._around.on(page.edition).edition
        keys = self._ledger.entries.newest(page.edition, name, FEED_STORIES)
        feed = feeds.Feed(
            edition=edition,
            of=name.of,
            key=name.key or edition.key,
            title=edition.name if name == OWN_LIST else f"{edition.name}: {head.heading}",
            subtitle=edition.tagline if name == OWN_LIST else head.description,
            address=edition.address if name == OWN_LIST else head.address,
            site_url=self._settings.site_url,
            icon=self._settings.icon,
            entries=tuple(entry for key in keys if (entry := self._entry(page.edition, key))),
            hub=self._settings.hub,
        )
        return {
            addresses.file(place(feed.address)): spell(feed)
            for place, spell in (
                (addresses.feed, feeds.atom),
                (addresses.rss, feeds.rss),
                (addresses.json_feed, feeds.json_feed),
            )
        }

    def _entry(self, code: str, key: str) -> feeds.Entry | None:
        """A story as feeds hold it; None where it is not public. The newest stand in several feeds."""
        if (code, key) not in self._entries:
            if len(self._entries) >= _ENTRIES_KEPT:
                self._entries.clear()
            story = self._ledger.story(code, key)
            self._entries[code, key] = self._entry_of(story) if story else None
        return self._entries[code, key]

    def _entry_of(self, story: StoryPlate) -> feeds.Entry:
        return feeds.Entry(
            story=story,
            authors=tuple(author.name for author in self._around.authors(story)),
            section=self._around.section_link(story.edition, story.section),
            topics=self._topics(story),
            text=feeds.content(story, self._settings.site_url) if self._settings.full_feeds else None,
        )

    def _topics(self, story: StoryPlate) -> tuple[str, ...]:
        """The names of a story's topics that are public."""
        found = (self._ledger.topic(story.edition, key) for key in dict.fromkeys(story.topics))
        return tuple(topic.name for topic in found if topic)


class _Head(NamedTuple):
    """What a list's pages say above the stories."""

    of: Literal["edition", "section", "author", "topic", "month"]
    address: str
    heading: str
    text: str = ""
    description: str = ""
    plate: SectionPlate | AuthorPlate | TopicPlate | None = None
    author: AuthorPlate | None = None
    month: Month | None = None


def month_of_archive(code: str, key: str, count: int) -> Month:
    """A month from its key, "2026-11"."""
    year, number = (int(part) for part in key.split("-"))
    return Month(year=year, number=number, address=addresses.month(code, year, number), count=count)


def _month_head(code: str, key: str) -> _Head:
    """Without the month's count, so that its older pages stay as they are."""
    month = month_of_archive(code, key, 0)
    return _Head("month", month.address, "", month=month)


def _prose(words: str) -> str:
    """Plain words as block markup."""
    return f"<p>{html.escape(words)}</p>" if words else ""
