"""The plan: which pages a change touches.

Rule: asks the ledger, writes nothing but the plates and threads it is given, reads no clock and no site.
A touched page is one that *may* come out different; the press renders it and compares its digest, so to
touch too much costs time and to touch too little is a fault. Nothing here walks the archive: a story
touches its own page, its lists' fronts and feeds, the numbered pages from its place on, its translations,
and the stories that name it. Only what stands on every page (an edition, the menu) touches an edition whole.

Each change is weighed in the state before it and after it. A list's pages are remembered as "from this
page on" and spelled out at the end, when its length is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from serai.press import numbering, plates
from serai.press.changes import Change, Put, PutThread
from serai.press.checking import check, check_thread
from serai.press.errors import PlateError
from serai.press.ledger import Ledger, Name, time_of
from serai.press.pages import OWN_LIST, SHARD_STORIES, ListName, Page, front_of, lists_of, media_of, place_of
from serai.press.plates import AnyPlate, AuthorPlate, EditionPlate, SectionPlate, StoryPlate, TopicPlate

WHOLE_ABOVE = 500  # stories; above it a renamed author touches the edition whole, which is quicker
BULK_ABOVE = 500  # changes at once; above it stories touch their editions whole, and no place is looked up


class _Pages(NamedTuple):
    """A numbered run of a list: the list, and how it is cut into pages."""

    edition: str
    name: ListName
    kind: str  # "list" or "shard"


class Touched:
    """What a run of changes touches. `take` each change, in order, inside one transaction."""

    def __init__(self, ledger: Ledger, page_stories: int, *, bulk: bool = False) -> None:
        """Begin with nothing touched. In `bulk`, stories touch their editions whole."""
        self._bulk = bulk
        self.editions: set[str] = set()  # touched whole
        self.redirects: set[str] = set()
        self.put: dict[Name, AnyPlate] = {}
        self._ledger = ledger
        self._size = page_stories
        self._pages: set[Page] = set()
        self._before: dict[_Pages, int] = {}  # the last page, before
        self._from: dict[_Pages, int] = {}  # touched from this page on

    def take(self, change: Change) -> None:
        """Put one change into the ledger and note what it touches; PlateError where it may not be."""
        if isinstance(change, PutThread):
            self._take_thread(change)
            return
        if isinstance(change, Put):
            check(change.plate)
            new: AnyPlate | None = change.plate
            name = Name(change.plate.edition, plates.kind(change.plate), change.plate.key)
        else:
            new, name = None, Name(change.edition, change.kind, change.key)
        old = self._ledger.plate(*name)
        if old == new:
            return
        if new:
            self.put[name] = new
        else:
            self.put.pop(name, None)
        self._replace(name, old, new)

    def pages(self) -> Iterator[Page]:
        """The touched pages, those of whole editions and the redirects apart."""
        yield from self._pages
        for run, start in self._from.items():
            before, after = self._before[run], self._last(run)
            first = min(start, before, after) if before != after else start
            for number in range(max(1, first), max(before, after) + 1):
                yield Page(run.edition, run.kind, run.name.of, run.name.key, number)

    def check_addresses(self) -> None:
        """PlateError where two plates that are public now claim one address; it names both."""
        for plate in self.put.values():
            claims = self._ledger.at_address(plate.address)
            if len(claims) > 1:
                first, second = (f"{name.kind} {name.key!r}" for name in claims)
                raise PlateError(
                    f"Two plates claim the address {plate.address!r}: {first} and {second}, both of edition "
                    f"{plate.edition!r}. Change the slug of one, and publish it again."
                )

    # --- one change -------------------------------------------------------------------------------------

    def _replace(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        for plate in (old, new):
            if plate:
                self.redirects.update(place_of(former) for former in plate.former_addresses)
        old_media, new_media = (media_of(plate) if plate else frozenset() for plate in (old, new))
        self._pages.update(Page("", "media", key=file) for file in old_media ^ new_media)
        moved = not (old and new and old.address == new.address)
        if moved and name.kind != "edition":
            self._touch_siblings(name)
        if moved and old:
            self.redirects.update(place_of(former) for former in old.former_addresses)
        some = old or new
        if isinstance(some, StoryPlate):
            self._replace_story(name, _story(old), _story(new))
            return
        if isinstance(some, AuthorPlate):
            self._touch_author(name, old, new)
        self._ledger.replace(old, new)
        if isinstance(some, EditionPlate):
            self._touch_edition(name, old, new)
        elif isinstance(some, SectionPlate):
            self._touch_section(name, old, new)
        elif isinstance(some, TopicPlate):
            self._touch_topic(name, old, new)

    def _touch_siblings(self, name: Name) -> None:
        for code in self._ledger.siblings(name.kind, name.key):
            if name.kind == "story":
                self._pages.add(Page(code, "story", key=name.key))
            else:
                self._pages.add(Page(code, "list", name.kind, name.key))

    def _touch_edition(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        self.editions.add(name.edition)
        self._touch_site()
        if _switch(old) != _switch(new):
            self.editions.update(edition.key for edition in self._ledger.editions())
        if not (old and new):
            self._pages.update(Page("", "media", key=file) for file in self._ledger.media(name.edition))
            self.redirects.update(self._ledger.former_places_of(name.edition))

    def _touch_whole(self, edition: str) -> None:
        self.editions.add(edition)
        self._touch_site()

    def _touch_site(self) -> None:
        self._pages.update(Page("", kind) for kind in ("root", "root_lost", "sitemap", "robots"))

    def _touch_section(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        self._pages.add(Page(name.edition, "list", "section", name.key))
        self._pages.add(Page(name.edition, "feed", "section", name.key))
        if _menu(old) != _menu(new):
            self._touch_whole(name.edition)

    def _touch_author(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        """Before the change; a byline shows on the author's stories, the name wherever those are teased."""
        by = ListName("author", name.key)
        self._touch_own_list(name, by)
        count = self._ledger.count(name.edition, by)
        if self._bulk or count > WHOLE_ABOVE:
            self._touch_whole(name.edition)
            return
        renamed = _signature(old) != _signature(new)
        for key in self._ledger.newest(name.edition, by, count):
            self._pages.add(Page(name.edition, "story", key=key))
            story = self._ledger.story(name.edition, key) if renamed else None
            if story:
                self._touch_teasers(story)

    def _touch_topic(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        about = ListName("topic", name.key)
        self._touch_own_list(name, about)
        if _signature(old) == _signature(new):
            return
        count = self._ledger.count(name.edition, about)
        if self._bulk or count > WHOLE_ABOVE:
            self._touch_whole(name.edition)
            return
        for key in self._ledger.newest(name.edition, about, count):
            self._pages.add(Page(name.edition, "story", key=key))

    def _touch_own_list(self, name: Name, own: ListName) -> None:
        """All pages and the feed of an author's or topic's list, and where its front is told to robots."""
        self._pages.add(front_of(name.edition, own))
        self._pages.add(Page(name.edition, "feed", own.of, own.key))
        self._pages.add(Page(name.edition, "places"))
        self._shift(_Pages(name.edition, own, "list"), 1)

    # --- stories ----------------------------------------------------------------------------------------

    def _replace_story(self, name: Name, old: StoryPlate | None, new: StoryPlate | None) -> None:
        if self._bulk:
            self._ledger.replace(old, new)
            self._touch_whole(name.edition)
            return
        self._pages.add(Page(name.edition, "story", key=name.key))
        changed_teaser = _teaser(old) != _teaser(new)
        for story in filter(None, (old, new)):
            self._note_lengths(story)
        old_ranks = self._ranks(old)
        self._ledger.replace(old, new)
        new_ranks = self._ranks(new)
        timed = bool(old and new) and time_of(old or new) != time_of(new or old)  # type: ignore[arg-type]
        for listed in old_ranks.keys() | new_ranks.keys():
            stays = listed in old_ranks and listed in new_ranks
            ranks = [known[listed] for known in (old_ranks, new_ranks) if listed in known]
            self._touch_list(name.edition, listed, ranks, stays=stays, visible=changed_teaser or timed)
        if changed_teaser:
            self._pages.add(Page(name.edition, "lost"))
            self._touch_relating(name)
        if _amended(old) != _amended(new):
            self._pages.add(Page(name.edition, "corrections"))
        if _discussed(old) != _discussed(new):
            parts = self._ledger.discussions.parts(name.edition, name.key)
            self._touch_discussion(name.edition, name.key, parts)

    def _note_lengths(self, story: StoryPlate) -> None:
        """How long a story's lists are before it comes or goes."""
        for name in lists_of(story):
            for kind in ("list", "shard"):
                run = _Pages(story.edition, name, kind)
                self._before.setdefault(run, self._last(run))

    def _ranks(self, story: StoryPlate | None) -> dict[ListName, int]:
        if not story:
            return {}
        return {name: self._ledger.rank(story, name) for name in lists_of(story)}

    def _touch_list(
        self,
        edition: str,
        name: ListName,
        ranks: list[int],
        *,
        stays: bool,
        visible: bool,
        feeds: bool = True,
    ) -> None:
        """The pages of one list in which a story stood or stands, and its feed."""
        if feeds and name.of != "month":
            self._pages.add(Page(edition, "feed", *name))
        if visible or not stays:
            self._pages.add(front_of(edition, name))
            self._touch_run(_Pages(edition, name, "list"), self._size, ranks, stays=stays)
        if name.of == "month":
            self._touch_run(_Pages(edition, name, "shard"), SHARD_STORIES, ranks, stays=stays)
            if not stays:
                self._pages.add(Page(edition, "archive"))
            shards = _Pages(edition, name, "shard")
            if self._last(shards) != self._before.get(shards):  # perhaps a month more, or one less
                self._pages.update((Page(edition, "places"), Page("", "sitemap")))

    def _touch_run(self, run: _Pages, size: int, ranks: list[int], *, stays: bool) -> None:
        first, last = (numbering.page_of(rank, size) for rank in (min(ranks), max(ranks)))
        if stays:
            self._pages.update(
                Page(run.edition, run.kind, *run.name, number) for number in range(first, last + 1)
            )
        else:
            self._shift(run, first)

    def _touch_teasers(self, story: StoryPlate, *, feeds: bool = True) -> None:
        """Every page that shows a story as a teaser or, with `feeds`, in a feed."""
        if self._bulk:
            self._touch_whole(story.edition)
            return
        for name, rank in self._ranks(story).items():
            self._touch_list(story.edition, name, [rank], stays=True, visible=True, feeds=feeds)
        self._pages.add(Page(story.edition, "lost"))
        self._touch_relating(Name(story.edition, "story", story.key))

    def _touch_relating(self, name: Name) -> None:
        for key in self._ledger.relating(name.edition, name.key):
            self._pages.add(Page(name.edition, "story", key=key))

    def _take_thread(self, change: PutThread) -> None:
        thread = change.thread
        check_thread(thread)
        discussions = self._ledger.discussions
        before = discussions.count(thread.edition, thread.key)
        numbers = discussions.put(thread)
        if not numbers:
            return
        self._touch_discussion(thread.edition, thread.key, numbers)
        story = self._ledger.story(thread.edition, thread.key)
        if story and before != len(thread.comments):
            self._touch_teasers(story, feeds=False)

    def _touch_discussion(self, edition: str, key: str, parts: Iterable[int]) -> None:
        """These parts of a story's thread, and its feed."""
        self._pages.add(Page(edition, "comments_feed", key=key))
        for number in parts:
            kind = "story" if number == 1 else "comments"
            self._pages.add(Page(edition, kind, key=key, number=0 if number == 1 else number))

    # --- numbered pages ---------------------------------------------------------------------------------

    def _shift(self, run: _Pages, first: int) -> None:
        self._before.setdefault(run, self._last(run))
        self._from[run] = min(first, self._from.get(run, first))

    def _last(self, run: _Pages) -> int:
        count = self._ledger.count(run.edition, run.name)
        if run.kind == "shard":
            return numbering.last(count, SHARD_STORIES, partial=True)
        return numbering.last(count, self._size, partial=run.name == OWN_LIST)


def take_all(
    ledger: Ledger, changes: Sequence[Change], page_stories: int, *, everything: bool = False
) -> Touched:
    """Take changes in order; PlateError where one may not be, or two claim one address. With `everything`
    the caller goes through all pages anyway, and no story's place is looked up."""
    touched = Touched(ledger, page_stories, bulk=everything or len(changes) > BULK_ABOVE)
    for change in changes:
        touched.take(change)
    touched.check_addresses()
    return touched


def _story(plate: AnyPlate | None) -> StoryPlate | None:
    return plate if isinstance(plate, StoryPlate) else None


def _teaser(story: StoryPlate | None) -> object:
    """What other pages show of a story; equal where nothing of it changed."""
    if not story:
        return None
    shown = (story.address, story.headline, story.deck, story.place, story.section, story.authors)
    return (*shown, story.published_at, story.lead_photo, bool(story.corrections))


def _amended(story: StoryPlate | None) -> object:
    """What the corrections page shows of a story."""
    return (story.corrections, story.headline, story.address) if story and story.corrections else None


def _discussed(story: StoryPlate | None) -> object:
    """What the further parts of a story's discussion, and its feed, show of the story."""
    if not story:
        return None
    return (story.address, story.headline, story.section, story.comments, story.published_at)


def _switch(plate: AnyPlate | None) -> object:
    """What every edition shows of an edition."""
    if not isinstance(plate, EditionPlate):
        return None
    return (plate.language, plate.direction, plate.language_name, plate.address, plate.position)


def _menu(plate: AnyPlate | None) -> object:
    """What every page of an edition shows of a section."""
    return (plate.name, plate.address, plate.position) if isinstance(plate, SectionPlate) else None


def _signature(plate: AnyPlate | None) -> object:
    """What other pages show of an author or a topic."""
    return (plate.name, plate.address) if isinstance(plate, AuthorPlate | TopicPlate) else None
