"""Lists: an edition's front, the lists of all its stories, of sections, authors, topics and months, and their
feeds.

Rule: reads the ledger through the surroundings and nothing else. What only the front of a list shows (its
text, who an author is) is not on its older pages, so that they stay as they are.
"""

from datetime import UTC, date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from serai.core import html
from serai.press import addresses, feeds, pagination, plates
from serai.press.entries import Run
from serai.press.pages import FEED_STORIES, OWN_LIST, ROW_STORIES, ListName, Page
from serai.press.plates import AuthorPlate, SectionPlate, TopicPlate
from serai.press.surroundings import Files, Surroundings, cut
from serai.press.views import FrontView, Link, ListView, Month, Row


class Lists:
    """Fronts, lists and feeds."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._ledger = around.ledger
        self._settings = around.settings

    def front_page(self, page: Page) -> Files:
        """An edition's front, with the edition's plate beside it."""
        code = page.edition
        ground = self._around.on(code)
        lead = self._ledger.entries.newest(code, OWN_LIST, self._settings.front_stories)
        address = addresses.edition(code)
        view = FrontView(
            chrome=self._around.chrome(
                code,
                address,
                description=ground.edition.description or ground.edition.tagline,
                same=self._around.everywhere(code, addresses.edition),
            ),
            teasers=self._around.tease_all(code, lead),
            rows=self._rows(code, set(lead)),
            older=addresses.stories(code) if lead else "",
        )
        return {
            addresses.file(address): view,
            addresses.file(addresses.plate(address)): plates.to_bytes(ground.edition),
        }

    def _rows(self, code: str, above: set[str]) -> tuple[Row, ...]:
        """A row for each section that has stories which do not stand above already."""
        rows = []
        for section in self._ledger.sections(code):
            name = ListName("section", section.key)
            newest = self._ledger.entries.newest(code, name, ROW_STORIES + self._settings.front_stories)
            shown = [key for key in newest if key not in above][:ROW_STORIES]
            if shown:
                link = Link(text=section.name, address=section.address)
                rows.append(Row(section=link, teasers=self._around.tease_all(code, shown)))
        return tuple(rows)

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
        """The Atom feed of an edition's front or of a list."""
        name = ListName(page.of, page.key)
        head = self._list_head(page.edition, name)
        if not head:
            return {}
        edition = self._around.on(page.edition).edition
        entries = []
        for key in self._ledger.entries.newest(page.edition, name, FEED_STORIES):
            story = self._ledger.story(page.edition, key)
            if story:
                authors = tuple(author.name for author in self._around.authors(story))
                section = self._around.section_link(page.edition, story.section)
                entries.append(feeds.Entry(story=story, authors=authors, section=section))
        feed = feeds.Feed(
            edition=edition,
            of=name.of,
            key=name.key or edition.key,
            title=edition.name if name == OWN_LIST else f"{edition.name}: {head.heading}",
            subtitle=edition.tagline if name == OWN_LIST else head.description,
            address=edition.address if name == OWN_LIST else head.address,
            site_url=self._settings.site_url,
            icon=self._settings.icon,
            entries=tuple(entries),
        )
        return {addresses.file(addresses.feed(feed.address)): feeds.atom(feed)}


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
