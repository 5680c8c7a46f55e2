"""Building: from what the ledger holds to the views that the theme shows.

Rule: reads the ledger and nothing else; the same ledger and settings give the same views. `Building.build`
is the one answer to "what is on this page": its files, each a view for the theme or finished bytes, or
nothing at all where the page does not exist. It remembers small things (chrome, teasers) for one bake only.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from serai.core import html
from serai.press import addresses, feeds, numbering, plates, sitemap, threads
from serai.press.ledger import Ledger
from serai.press.pages import (
    CORRECTION_LINES,
    FEED_STORIES,
    LOST_STORIES,
    OWN_LIST,
    ROW_STORIES,
    SHARD_STORIES,
    ListName,
    Page,
)
from serai.press.plates import (
    AuthorPlate,
    Block,
    EditionPlate,
    ListBlock,
    Paragraph,
    PullQuote,
    Quote,
    SectionPlate,
    StoryPlate,
    Subhead,
    TopicPlate,
)
from serai.press.threads import Thread
from serai.press.views import (
    AnyView,
    ArchiveView,
    Chrome,
    CorrectionLine,
    CorrectionsView,
    FrontView,
    Link,
    ListView,
    Month,
    NotFoundView,
    ProseView,
    RedirectView,
    RootView,
    Row,
    StoryView,
    Switch,
    Teaser,
)

Content: TypeAlias = AnyView | bytes
Files: TypeAlias = dict[str, Content]  # by path below the site's folder

WORDS_A_MINUTE = 200
DESCRIPTION_LIMIT = 200  # characters
_TEASERS_KEPT = 5000


class Settings(NamedTuple):
    """What a newsroom decides about its pages."""

    site_name: str
    site_url: str  # no slash at the end
    front_stories: int
    page_stories: int
    style: str  # the style sheet's address
    icon: str


class _Ground(NamedTuple):
    """What every page of an edition stands on."""

    edition: EditionPlate
    editions: tuple[EditionPlate, ...]
    sections: tuple[Link, ...]


class Building:
    """Builds pages from one state of the ledger; make another when the state changes."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        """Remember nothing yet."""
        self._ledger = ledger
        self._settings = settings
        self._grounds: dict[str, _Ground | None] = {}
        self._teasers: dict[tuple[str, str], Teaser | None] = {}
        self._makers: dict[str, Callable[[Page], Files]] = {
            "story": self._story_page,
            "list": self._list_page,
            "front": self._front_page,
            "archive": self._archive_page,
            "corrections": self._corrections_page,
            "about": self._prose_page,
            "comment_policy": self._prose_page,
            "lost": self._lost_page,
            "feed": self._feed,
            "shard": self._shard,
            "places": self._places,
            "sitemap": self._sitemap,
            "robots": self._robots,
            "root": self._root_page,
            "root_lost": self._root_lost_page,
        }

    def build(self, page: Page) -> Files:
        """The files of a page, but for pictures, assets and redirects."""
        if page.edition and not self._ground(page.edition):
            return {}
        return self._makers[page.kind](page)

    # --- what stands around a page ----------------------------------------------------------------------

    def _ground(self, code: str) -> _Ground | None:
        if code not in self._grounds:
            edition = self._ledger.edition(code)
            sections = tuple(Link(text=s.name, address=s.address) for s in self._ledger.sections(code))
            self._grounds[code] = _Ground(edition, self._ledger.editions(), sections) if edition else None
        return self._grounds[code]

    def _on(self, code: str) -> _Ground:
        ground = self._ground(code)
        if ground is None:
            raise KeyError(code)
        return ground

    def _chrome(
        self,
        code: str,
        address: str,
        *,
        title: str = "",
        description: str = "",
        same: dict[str, str] | None = None,
        section: str = "",
        feed: str = "",
        index: bool = True,
    ) -> Chrome:
        """`same` says where this very page stands in the editions that have it."""
        ground = self._on(code)
        return Chrome(
            edition=ground.edition,
            site_url=self._settings.site_url,
            address=address,
            title=title,
            description=description,
            sections=ground.sections,
            current_section=section,
            switches=_switches(ground.editions, code, {**(same or {}), code: address}),
            feed=feed or addresses.feed(addresses.edition(code)),
            index=index,
            style=self._settings.style,
            icon=self._settings.icon,
        )

    def _everywhere(self, code: str, address: Callable[[str], str]) -> dict[str, str]:
        """Where a page that every edition has stands in each."""
        return {edition.key: address(edition.key) for edition in self._on(code).editions}

    def _shared(self, kind: str, key: str) -> dict[str, str]:
        """Where the translations of one thing stand."""
        return self._ledger.siblings(kind, key)

    # --- stories ----------------------------------------------------------------------------------------

    def _section_link(self, code: str, key: str) -> Link | None:
        section = self._ledger.section(code, key)
        return Link(text=section.name, address=section.address) if section else None

    def _authors(self, story: StoryPlate) -> tuple[AuthorPlate, ...]:
        found = (self._ledger.author(story.edition, key) for key in dict.fromkeys(story.authors))
        return tuple(author for author in found if author)

    def teaser(self, code: str, key: str) -> Teaser | None:
        """A story as other pages show it."""
        if (code, key) not in self._teasers:
            if len(self._teasers) >= _TEASERS_KEPT:
                self._teasers.clear()
            story = self._ledger.story(code, key)
            self._teasers[code, key] = self._tease(story) if story else None
        return self._teasers[code, key]

    def _tease(self, story: StoryPlate) -> Teaser:
        return Teaser(
            key=story.key,
            address=story.address,
            headline=story.headline,
            deck=story.deck,
            place=story.place,
            section=self._section_link(story.edition, story.section),
            authors=tuple(Link(text=a.name, address=a.address) for a in self._authors(story)),
            published_at=story.published_at,
            photo=story.lead_photo,
            comment_count=self._ledger.comment_count(story.edition, story.key),
            corrected=bool(story.corrections),
        )

    def _tease_all(self, code: str, keys: list[str] | tuple[str, ...]) -> tuple[Teaser, ...]:
        return tuple(teaser for key in keys if (teaser := self.teaser(code, key)))

    def story_view(
        self, story: StoryPlate, thread: Thread | None, *, preview: bool = False
    ) -> StoryView | None:
        """A story's page; None where its edition is not there."""
        if not self._ground(story.edition):
            return None
        section = self._section_link(story.edition, story.section)
        topics = (self._ledger.topic(story.edition, key) for key in dict.fromkeys(story.topics))
        related = [key for key in dict.fromkeys(story.related) if key != story.key]
        words = _count_words(story)
        return StoryView(
            chrome=self._chrome(
                story.edition,
                story.address,
                title=story.headline,
                description=story.deck or _lede(story),
                same=self._shared("story", story.key),
                section=section.address if section else "",
            ),
            story=story,
            section=section,
            authors=self._authors(story),
            topics=tuple(Link(text=topic.name, address=topic.address) for topic in topics if topic),
            related=self._tease_all(story.edition, related),
            thread=thread,
            reading_minutes=max(1, -(-words // WORDS_A_MINUTE)),
            words=words,
            comment_policy=addresses.comment_policy(story.edition),
            preview=preview,
        )

    def _story_page(self, page: Page) -> Files:
        story = self._ledger.story(page.edition, page.key)
        if not story:
            return {}
        thread = self._ledger.thread(page.edition, page.key)
        files: Files = {addresses.file(addresses.plate(story.address)): plates.to_bytes(story)}
        if thread:
            files[addresses.file(addresses.thread(story.address))] = threads.to_bytes(thread)
        if view := self.story_view(story, thread):
            files[addresses.file(story.address)] = view
        return files

    # --- fronts and lists -------------------------------------------------------------------------------

    def _front_page(self, page: Page) -> Files:
        code = page.edition
        ground = self._on(code)
        lead = self._ledger.newest(code, OWN_LIST, self._settings.front_stories)
        address = addresses.edition(code)
        last = numbering.last(self._ledger.count(code, OWN_LIST), self._settings.page_stories, partial=True)
        view = FrontView(
            chrome=self._chrome(
                code,
                address,
                description=ground.edition.description or ground.edition.tagline,
                same=self._everywhere(code, addresses.edition),
            ),
            teasers=self._tease_all(code, lead),
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
                rows.append(Row(section=link, teasers=self._tease_all(code, shown)))
        return tuple(rows)

    def _list_page(self, page: Page) -> Files:
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
            chrome=self._chrome(
                code,
                address,
                title=head.heading,
                description=head.description if front else "",
                same=self._shared(name.of, name.key) if front and name.of != "month" else None,
                section=head.address if name.of == "section" else "",
                feed=feed,
            ),
            of=head.of,
            heading=head.heading,
            text=head.text if front else "",
            author=head.author,
            month=head.month,
            number=page.number,
            teasers=self._tease_all(code, self._ledger.newest(code, name, span.take, span.skip)),
            newer="" if front else addresses.numbered(head.address, newer) if newer else head.address,
            older=addresses.numbered(head.address, older) if older else "",
        )
        files: Files = {addresses.file(address): view}
        if front and head.plate:
            files[addresses.file(addresses.plate(address))] = plates.to_bytes(head.plate)
        return files

    def _list_head(self, code: str, name: ListName) -> "_Head | None":
        if name == OWN_LIST:
            edition = self._on(code).edition
            return _Head("edition", edition.address, edition.name)
        if name.of == "month":
            return _month_head(code, name.key) if self._ledger.count(code, name) else None
        plate = self._ledger.plate(code, name.of, name.key)
        if isinstance(plate, AuthorPlate):
            words = html.text(plate.biography)
            return _Head("author", plate.address, plate.name, plate.biography, _cut(words), plate, plate)
        if isinstance(plate, SectionPlate):
            return _Head(
                "section", plate.address, plate.name, _prose(plate.description), plate.description, plate
            )
        if isinstance(plate, TopicPlate):
            return _Head(
                "topic", plate.address, plate.name, _prose(plate.description), plate.description, plate
            )
        return None

    # --- the other pages of an edition ------------------------------------------------------------------

    def _archive_page(self, page: Page) -> Files:
        address = addresses.archive(page.edition)
        months = tuple(_month(page.edition, key, count) for key, count in self._ledger.months(page.edition))
        chrome = self._chrome(page.edition, address, same=self._everywhere(page.edition, addresses.archive))
        return {addresses.file(address): ArchiveView(chrome=chrome, months=months)}

    def _corrections_page(self, page: Page) -> Files:
        lines = []
        for key, place in self._ledger.corrections(page.edition, CORRECTION_LINES):
            story = self._ledger.story(page.edition, key)
            if story:
                made = story.corrections[place]
                link = Link(text=story.headline, address=story.address)
                lines.append(CorrectionLine(story=link, at=made.at, text=made.text, changed=made.changed))
        address = addresses.corrections(page.edition)
        chrome = self._chrome(
            page.edition, address, same=self._everywhere(page.edition, addresses.corrections)
        )
        return {addresses.file(address): CorrectionsView(chrome=chrome, lines=tuple(lines))}

    def _prose_page(self, page: Page) -> Files:
        edition = self._on(page.edition).edition
        place = addresses.about if page.kind == "about" else addresses.comment_policy
        chrome = self._chrome(page.edition, place(page.edition), same=self._everywhere(page.edition, place))
        if page.kind == "about":
            view = ProseView(chrome=chrome, of="about", text=edition.about)
        else:
            view = ProseView(chrome=chrome, of="comment_policy", text=edition.comment_policy)
        return {addresses.file(place(page.edition)): view}

    def _lost_page(self, page: Page) -> Files:
        address = f"{addresses.edition(page.edition)}404.html"
        chrome = self._chrome(page.edition, address, index=False)
        newest = self._ledger.newest(page.edition, OWN_LIST, LOST_STORIES)
        view = NotFoundView(chrome=chrome, teasers=self._tease_all(page.edition, newest))
        return {addresses.file(address): view}

    # --- feeds and sitemaps -----------------------------------------------------------------------------

    def _feed(self, page: Page) -> Files:
        name = ListName(page.of, page.key)
        head = self._list_head(page.edition, name)
        if not head:
            return {}
        edition = self._on(page.edition).edition
        entries = []
        for key in self._ledger.newest(page.edition, name, FEED_STORIES):
            story = self._ledger.story(page.edition, key)
            if story:
                authors = tuple(author.name for author in self._authors(story))
                section = self._section_link(page.edition, story.section)
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

    def _shard(self, page: Page) -> Files:
        name, code = ListName(page.of, page.key), page.edition
        count = self._ledger.count(code, name)
        if not self._settings.site_url or page.number > numbering.last(count, SHARD_STORIES, partial=True):
            return {}
        span = numbering.span(count, SHARD_STORIES, page.number)
        places = self._ledger.places(code, name, span)
        path = sitemap.shard_path(code, page.key, page.number)
        return {path: sitemap.urls(self._settings.site_url, places)}

    def _places(self, page: Page) -> Files:
        """The sitemap of all that is not a story: fronts, lists, months, prose."""
        if not self._settings.site_url:
            return {}
        code = page.edition
        found = [addresses.edition(code), addresses.about(code), addresses.comment_policy(code)]
        found += [addresses.archive(code), addresses.corrections(code)]
        found += [
            place for kind in ("section", "author", "topic") for place in self._ledger.addresses(code, kind)
        ]
        found += [_month(code, key, 0).address for key, _ in self._ledger.months(code)]
        places = [(address, None) for address in found[: sitemap.URL_LIMIT]]
        return {sitemap.places_path(code): sitemap.urls(self._settings.site_url, places)}

    def _sitemap(self, page: Page) -> Files:
        if not self._settings.site_url or not self._ledger.editions():
            return {}
        paths = []
        for edition in self._ledger.editions():
            paths.append(sitemap.places_path(edition.key))
            for key, count in self._ledger.months(edition.key):
                numbers = range(1, numbering.last(count, SHARD_STORIES, partial=True) + 1)
                paths += [sitemap.shard_path(edition.key, key, number) for number in numbers]
        return {"sitemap.xml": sitemap.index(self._settings.site_url, paths)}

    def _robots(self, page: Page) -> Files:
        return {"robots.txt": sitemap.robots(self._settings.site_url, some=bool(self._ledger.editions()))}

    # --- pages of the whole site ------------------------------------------------------------------------

    def _root_page(self, page: Page) -> Files:
        editions = self._ledger.editions()
        if not editions:
            return {}
        view = RootView(
            site_name=self._settings.site_name,
            site_url=self._settings.site_url,
            switches=_switches(editions, "", {edition.key: edition.address for edition in editions}),
            taglines=tuple(edition.tagline for edition in editions),
            style=self._settings.style,
            icon=self._settings.icon,
        )
        return {"index.html": view}

    def _root_lost_page(self, page: Page) -> Files:
        """In the first edition's language, and without stories, so that it never changes with the news."""
        editions = self._ledger.editions()
        if not editions:
            return {}
        chrome = self._chrome(editions[0].key, "/404.html", index=False)
        return {"404.html": NotFoundView(chrome=chrome, teasers=())}

    def redirect(self, path: str) -> Files:
        """What stands at an address that a plate has left."""
        for name in self._ledger.leavers(path):
            ground = self._ground(name.edition)
            plate = self._ledger.plate(*name)
            if ground and plate:
                view = RedirectView(
                    edition=ground.edition,
                    site_url=self._settings.site_url,
                    target=plate.address,
                    headline=plate.headline if isinstance(plate, StoryPlate) else plate.name,
                    style=self._settings.style,
                    icon=self._settings.icon,
                )
                return {addresses.file(path): view}
        return {}


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


def _switches(editions: tuple[EditionPlate, ...], current: str, same: dict[str, str]) -> tuple[Switch, ...]:
    return tuple(
        Switch(
            language=edition.language,
            direction=edition.direction,
            name=edition.language_name,
            address=same.get(edition.key, edition.address),
            same=edition.key in same,
            current=edition.key == current,
            default=place == 0,
        )
        for place, edition in enumerate(editions)
    )


def _month(code: str, key: str, count: int) -> Month:
    year, number = (int(part) for part in key.split("-"))
    return Month(year=year, number=number, address=addresses.month(code, year, number), count=count)


def _month_head(code: str, key: str) -> _Head:
    """Without the month's count, so that its older pages stay as they are."""
    month = _month(code, key, 0)
    return _Head("month", month.address, "", month=month)


def _prose(words: str) -> str:
    """Plain words as block markup."""
    return f"<p>{html.escape(words)}</p>" if words else ""


def _cut(words: str) -> str:
    """Words short enough for a description, cut between two of them."""
    words = " ".join(words.split())
    if len(words) <= DESCRIPTION_LIMIT:
        return words
    return words[:DESCRIPTION_LIMIT].rsplit(" ", 1)[0] + "…"


def _lede(story: StoryPlate) -> str:
    """The first paragraph, for search engines, where there is no deck."""
    first = next((block for block in story.body if isinstance(block, Paragraph)), None)
    return _cut(html.text(first.html)) if first else ""


def _count_words(story: StoryPlate) -> int:
    """Words of the body; captions and link cards are not read through."""
    return sum(len(words.split()) for block in story.body for words in _words(block))


def _words(block: Block) -> tuple[str, ...]:
    if isinstance(block, Paragraph | Quote):
        return (html.text(block.html),)
    if isinstance(block, ListBlock):
        return tuple(html.text(item) for item in block.items)
    if isinstance(block, Subhead | PullQuote):
        return (block.text,)
    return ()
