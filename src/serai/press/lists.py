"""Lists: an edition's front, the fronts of sections, authors, topics and months, their numbered pages, and
their feeds.

Rule: reads the ledger through the surroundings and nothing else. What only the front of a list shows (its
text, its count) is not on its numbered pages, so that old pages stay as they are.
"""

from typing import Literal, NamedTuple

from serai.core import html
from serai.press import addresses, feeds, numbering, plates
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
        lead = self._ledger.newest(code, OWN_LIST, self._settings.front_stories)
        address = addresses.edition(code)
        last = numbering.last(self._ledger.count(code, OWN_LIST), self._settings.page_stories, partial=True)
        view = FrontView(
            chrome=self._around.chrome(
                code,
                address,
                description=ground.edition.description or ground.edition.tagline,
                same=self._around.everywhere(code, addresses.edition),
            ),
            teasers=self._around.tease_all(code, lead),
            rows=self._rows(code, set(lead)),
            older=addresses.numbered(address, last) if last else "",
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
            newest = self._ledger.newest(code, name, ROW_STORIES + self._settings.front_stories)
            shown = [key for key in newest if key not in above][:ROW_STORIES]
            if shown:
                link = Link(text=section.name, address=section.address)
                rows.append(Row(section=link, teasers=self._around.tease_all(code, shown)))
        return tuple(rows)

    def list_page(self, page: Page) -> Files:
        """The front of a list (number 0) or one of its numbered pages."""
        code, name = page.edition, ListName(page.of, page.key)
        head = self._list_head(code, name)
        if not head:
            return {}
        size, count = self._settings.page_stories, self._ledger.count(code, name)
        last = numbering.last(count, size, partial=name == OWN_LIST)
        if page.number > last or (page.number == 0 and name == OWN_LIST):
            return {}
        if page.number:
            span = numbering.span(count, size, page.number)
        else:
            span = numbering.Span(skip=0, take=numbering.on_front(count, size))
        address = addresses.numbered(head.address, page.number) if page.number else head.address
        older = last if page.number == 0 else page.number - 1
        newer = page.number + 1 if 0 < page.number < last else 0
        feed = "" if name.of in {"edition", "month"} else addresses.feed(head.address)
        front = page.number == 0
        view = ListView(
            chrome=self._around.chrome(
                code,
                address,
                title=head.heading,
                description=head.description if front else "",
                same=self._around.shared(name.of, name.key) if front and name.of != "month" else None,
                section=head.address if name.of == "section" else "",
                feed=feed,
            ),
            of=head.of,
            heading=head.heading,
            text=head.text if front else "",
            author=head.author,
            month=head.month,
            number=page.number,
            teasers=self._around.tease_all(code, self._ledger.newest(code, name, span.take, span.skip)),
            newer="" if front else addresses.numbered(head.address, newer) if newer else head.address,
            older=addresses.numbered(head.address, older) if older else "",
        )
        files: Files = {addresses.file(address): view}
        if front and head.plate:
            files[addresses.file(addresses.plate(address))] = plates.to_bytes(head.plate)
        return files

    def _list_head(self, code: str, name: ListName) -> "_Head | None":
        if name == OWN_LIST:
            edition = self._around.on(code).edition
            return _Head("edition", edition.address, edition.name)
        if name.of == "month":
            return _month_head(code, name.key) if self._ledger.count(code, name) else None
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
        for key in self._ledger.newest(page.edition, name, FEED_STORIES):
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
            address=head.address,
            site_url=self._settings.site_url,
            icon=self._settings.icon,
            entries=tuple(entries),
        )
        return {addresses.file(addresses.feed(head.address)): feeds.atom(feed)}


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
