"""The plan: which pages a change touches.

Rule: asks the ledger, writes nothing but the plates and threads it is given, reads no clock and no site.
A touched page is one that *may* come out different; the press renders it and compares its digest, so to
touch too much costs time and to touch too little is a fault. Nothing here walks the archive: a story
touches its own page, its translations, the stories that name it, and in each of its lists what `Showing`
and `Entries.settle` say. An author or a topic touches what shows it. Only what stands on every page (an
edition, the menu) touches an edition whole.

While changes are taken, the plan notes where in which list something came, went or looks different. What
shows those places is asked after the last change, and named one by one. What only the newest of a list are
shown on need not be asked before a change as well: where all that changed is older than the newest so many
that are there after it, those are the same that were there before.
"""

from collections.abc import Iterable, Iterator, Sequence

from serai.press import plates, threads
from serai.press.changes import Change, Put, PutThread
from serai.press.checking import check, check_thread
from serai.press.days import Stirred
from serai.press.entries import Run, Settled
from serai.press.errors import PlateError
from serai.press.indexing import time_of
from serai.press.ledger import Ledger, Name
from serai.press.pages import (
    OWN_LIST,
    PLACES,
    ListName,
    Page,
    front_of,
    lists_of,
    media_of,
    month_of,
    place_of,
)
from serai.press.pagination import Spot
from serai.press.plates import (
    AnyPlate,
    AuthorPlate,
    EditionPlate,
    FrontPlate,
    SectionPlate,
    StoryPlate,
    TopicPlate,
)
from serai.press.showing import Showing

BULK_ABOVE = 500  # changes at once; above it, where they are more than the stories there were, all is touched

_SITE = ("root", "root_lost", "robots", "fediverse")


class Touched:
    """What a run of changes touches. `take` each change, in order, then `settle`, inside one transaction."""

    def __init__(self, ledger: Ledger, front_stories: int, *, bulk: bool = False) -> None:
        """Begin with nothing touched. In `bulk`, stories touch their editions whole."""
        self.editions: set[str] = set()  # touched whole
        self.redirects: set[str] = set()
        self.put: dict[Name, AnyPlate] = {}
        self._ledger = ledger
        self._front = front_stories
        self._bulk = bulk
        self._pages: set[Page] = set()
        self._spots: dict[tuple[str, ListName], set[tuple[Spot, bool, bool]]] = {}  # with teaser, with text
        self._counts: dict[tuple[str, ListName], int] = {}  # of months and places, before
        self._signed: dict[Name, bool] = {}  # authors and topics; whether they are named or stand anew
        self._opened: set[str] = set()  # editions that came or went, and their pictures with them
        self._days = Stirred(ledger.db)
        if bulk:
            ledger.entries.loosen()

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

    def settle(self) -> None:
        """Bring the lists' pages up to date; PlateError as in `check_addresses`."""
        self.check_addresses()
        self._touch_cuts(self._ledger.entries.settle())

    def check_addresses(self) -> None:
        """PlateError where two plates that are public now claim one address: it names both."""
        for plate in self.put.values():
            claims = self._ledger.at_address(plate.address)
            if len(claims) > 1:
                first, second = (f"{name.kind} {name.key!r}" for name in claims)
                raise PlateError(
                    f"Two plates claim the address {plate.address!r}: {first} and {second}, both of edition "
                    f"{plate.edition!r}. Change the slug of one, and publish it again."
                )

    def pages(self) -> Iterator[Page]:
        """The touched pages, those of whole editions and the redirects apart. After `settle`; a page may be
        named more than once."""
        yield from self._pages
        showing = Showing(self._ledger.entries, self._front, self._ledger.front)
        for (edition, name), spots in self._spots.items():
            for spot, teaser, text in spots:
                yield from showing.at(edition, name, spot, teaser=teaser, text=text)
        for signed, anew in self._signed.items():
            yield from self._signed_by(signed, showing, anew=anew)
        yield from self._days.pages()
        for edition in self._opened:
            yield from (Page("", "media", key=file) for file in self._ledger.media(edition))

    # --- one change -------------------------------------------------------------------------------------

    def _replace(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        for plate in (old, new):
            if plate:
                self.redirects.update(place_of(former) for former in plate.former_addresses)
        old_media, new_media = (media_of(plate) if plate else frozenset() for plate in (old, new))
        self._pages.update(Page("", "media", key=file) for file in old_media ^ new_media)
        moved = not (old and new and old.address == new.address)
        if moved and name.kind not in {"edition", "front"}:
            self._touch_siblings(name)
        self._count(old, new)
        for plate in (old, new):
            self._days.note(plate)
        self._ledger.replace(old, new)
        some = old or new
        if isinstance(some, StoryPlate):
            self._touch_story(name, _story(old), _story(new))
        elif isinstance(some, EditionPlate):
            self._touch_edition(name, old, new)
        elif isinstance(some, FrontPlate):
            self._pages.add(Page(name.edition, "front"))
        elif isinstance(some, SectionPlate):
            self._touch_section(name, old, new)
        else:
            self._touch_signed(name, anew=_signature(old) != _signature(new))

    def _count(self, old: AnyPlate | None, new: AnyPlate | None) -> None:
        """How many stories are in a month, or places in an edition, before the first change of it."""
        for plate in filter(None, (old, new)):
            name = ListName("month", month_of(plate)) if isinstance(plate, StoryPlate) else PLACES
            if (plate.edition, name) not in self._counts:
                self._counts[plate.edition, name] = self._ledger.entries.count(plate.edition, name)

    def _touch_siblings(self, name: Name) -> None:
        for code in self._ledger.siblings(name.kind, name.key):
            if name.kind == "story":
                self._touch_pages_of(code, name.key)
            else:
                self._pages.add(front_of(code, ListName(name.kind, name.key)))

    def _touch_pages_of(self, edition: str, key: str) -> None:
        """A story's page, and those of its discussion."""
        story = self._ledger.story(edition, key)
        home = threads.home_of(story) if story else edition
        self._pages.add(Page(edition, "story", key=key))
        further = (number for number in self._ledger.discussions.parts(home, key) if number > 1)
        self._pages.update(Page(edition, "comments", key=key, number=number) for number in further)

    def _touch_edition(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        self._touch_whole(name.edition)
        if _switch(old) != _switch(new):
            self.editions.update(edition.key for edition in self._ledger.editions())
        if not (old and new):
            self._opened.add(name.edition)

    def _touch_whole(self, edition: str) -> None:
        self.editions.add(edition)
        self._pages.update(Page("", kind) for kind in _SITE)

    def _touch_section(self, name: Name, old: AnyPlate | None, new: AnyPlate | None) -> None:
        self._touch_front_and_feed(name)
        if _menu(old) != _menu(new):
            self._touch_whole(name.edition)

    def _touch_front_and_feed(self, name: Name) -> None:
        own = ListName(name.kind, name.key)
        self._pages.update((front_of(name.edition, own), Page(name.edition, "feed", *own)))

    def _touch_signed(self, name: Name, *, anew: bool) -> None:
        """An author or a topic; `anew` where its name or address is another, or it came or went."""
        self._touch_front_and_feed(name)
        if self._bulk:
            self._touch_whole(name.edition)
            return
        self._signed[name] = anew or self._signed.get(name, False)
        if anew:
            spot = (0, f"{name.kind}/{name.key}")
            self._spots.setdefault((name.edition, PLACES), set()).add((spot, False, True))

    def _signed_by(self, name: Name, showing: Showing, *, anew: bool) -> Iterator[Page]:
        """What shows an author or a topic: its stories, and an author's books; where it shows `anew`, its own
        list's older pages, of an author whatever shows those bylines, of a topic the feeds that name it."""
        entries, own = self._ledger.entries, ListName(name.kind, name.key)
        if name.kind == "topic" and not anew:
            return
        if anew:
            run = Run(name.edition, *own, "list")
            yield from (run.page(lot) for lot in entries.lots(run))
        for key in entries.walk(name.edition, own):
            yield Page(name.edition, "story", key=key)
            story = self._ledger.story(name.edition, key)
            if story and name.kind == "topic":
                yield from showing.feeds(story)
            elif story:
                yield from self._days.book_with(story)
            if story and name.kind == "author" and anew:
                yield from showing.story(story)
                yield from self._relating(name.edition, key)

    # --- stories ----------------------------------------------------------------------------------------

    def _touch_story(self, name: Name, old: StoryPlate | None, new: StoryPlate | None) -> None:
        discussed_anew = _discussed(old) != _discussed(new)
        if self._bulk:
            self._touch_whole(name.edition)
            if discussed_anew:
                for code in self._ledger.discussions.shown_in(name.edition, name.key):
                    self._touch_whole(code)
            return
        if discussed_anew:
            self._touch_talk(name, old, new)
        self._pages.add(Page(name.edition, "story", key=name.key))
        if not (old and new):
            self._pages.add(front_of(name.edition, OWN_LIST))  # beside it the outbox says how many there are
        teased = _teaser(old) != _teaser(new)
        for story in filter(None, (old, new)):
            self._note(story, teaser=teased, text=True)
        if teased:
            self._pages.update(self._relating(name.edition, name.key))
        if _amended(old) != _amended(new):
            self._pages.add(Page(name.edition, "corrections"))

    def _note(self, story: StoryPlate, *, teaser: bool, text: bool) -> None:
        spot = (time_of(story), story.key)
        for name in lists_of(story):
            self._spots.setdefault((story.edition, name), set()).add((spot, teaser, text))

    def _relating(self, edition: str, key: str) -> Iterator[Page]:
        return (Page(edition, "story", key=story) for story in self._ledger.relating(edition, key))

    def _touch_cuts(self, settled: Settled) -> None:
        """What follows from where lists are cut, and from months that came, went or hold more or less."""
        self._pages |= settled.pages
        for run in settled.recut:
            if run.cut == "shard":
                self._pages.add(_index(run.edition, ListName(run.of, run.list)))
        for (edition, name), before in self._counts.items():
            after = self._ledger.entries.count(edition, name)
            if name != PLACES and before != after:
                self._pages.add(Page(edition, "archive"))
            if bool(before) != bool(after):
                self._pages.update((_index(edition, name), Page(edition, "fronts"), Page("", "robots")))

    # --- threads ----------------------------------------------------------------------------------------

    def _touch_talk(self, name: Name, old: StoryPlate | None, new: StoryPlate | None) -> None:
        """What shows the thread below a story: its own pages, of the thread that it showed and of the one
        that it shows, and those of its twins in another script."""
        discussions = self._ledger.discussions
        for home in {threads.home_of(story) for story in (old, new) if story}:
            self._touch_discussion(name.edition, name.key, discussions.parts(home, name.key))
        for code in discussions.shown_in(name.edition, name.key):
            parts = discussions.parts(name.edition, name.key)
            self._touch_discussion(code, name.key, {1, *parts})

    def _take_thread(self, change: PutThread) -> None:
        thread = change.thread
        check_thread(thread)
        discussions = self._ledger.discussions
        before = discussions.count(thread.edition, thread.key)
        numbers = discussions.put(thread)
        if not numbers:
            return
        for code in (thread.edition, *discussions.shown_in(thread.edition, thread.key)):
            self._touch_discussion(code, thread.key, numbers)
            if before != len(thread.comments):
                self._touch_count(code, thread.key)

    def _touch_count(self, edition: str, key: str) -> None:
        """Whatever shows how much was said under a story."""
        story = self._ledger.story(edition, key)
        if story and self._bulk:
            self._touch_whole(edition)
        elif story:
            self._note(story, teaser=True, text=False)
            self._pages.update(self._relating(edition, key))

    def _touch_discussion(self, edition: str, key: str, parts: Iterable[int]) -> None:
        """These parts of a story's thread, and its feed."""
        self._pages.add(Page(edition, "comments_feed", key=key))
        for number in parts:
            kind = "story" if number == 1 else "comments"
            self._pages.add(Page(edition, kind, key=key, number=0 if number == 1 else number))


def take_all(
    ledger: Ledger,
    changes: Sequence[Change],
    page_stories: int,
    *,
    front_stories: int,
    everything: bool = False,
) -> Touched:
    """Take changes in order; PlateError where one may not be, or two claim one address. With `everything`
    the caller goes through all pages anyway, and no story's place is looked up."""
    ledger.entries.cut_by(page_stories)
    stories = (ledger.entries.count(edition.key, OWN_LIST) for edition in ledger.editions())
    bulk = everything or (len(changes) > BULK_ABOVE and len(changes) > sum(stories))
    touched = Touched(ledger, front_stories, bulk=bulk)
    for change in changes:
        touched.take(change)
    touched.settle()
    return touched


def take_only(ledger: Ledger, changes: Sequence[Change]) -> Touched:
    """As `take_all`, for a ledger that takes more before the next bake: its lists are to be
    postponed then (`Entries.postpone`)."""
    touched = Touched(ledger, 0, bulk=True)
    for change in changes:
        touched.take(change)
    touched.check_addresses()
    return touched


def _index(edition: str, name: ListName) -> Page:
    """The sitemap's index that names the files of a month, or of places."""
    if name == PLACES:
        return Page(edition, "sitemap", *PLACES)
    return Page(edition, "sitemap", "year", name.key[:4])


def _story(plate: AnyPlate | None) -> StoryPlate | None:
    return plate if isinstance(plate, StoryPlate) else None


def _teaser(story: StoryPlate | None) -> object:
    """What other pages show of a story; equal where nothing of it changed."""
    if not story:
        return None
    shown = (story.address, story.headline, story.deck, story.place, story.section, story.authors)
    home = threads.home_of(story)  # whose comments are counted
    return (*shown, story.published_at, story.lead_photo, bool(story.corrections), home)


def _amended(story: StoryPlate | None) -> object:
    """What the corrections page shows of a story."""
    return (story.corrections, story.headline, story.address) if story and story.corrections else None


def _discussed(story: StoryPlate | None) -> object:
    """What the further parts of a story's discussion, its feed, and its twin in another script show of the
    story."""
    if not story:
        return None
    home = threads.home_of(story)
    return (story.address, story.headline, story.section, story.comments, story.published_at, home)


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
