"""Showing: which pages show a place in a list, in one state of the ledger.

Rule: asks indexes only, and holds as many answers as there are lists asked about. A story's teaser is on the
page of the list that it stands on, on an edition's front while it is named there or among the newest that are
not, on its "not found" page while it is among the newest; its text in feeds while it is among the newest of
their lists, its last change in a sitemap file.
"""

from collections.abc import Callable, Iterator

from serai.press import arranging
from serai.press.entries import Entries, Run
from serai.press.indexing import time_of
from serai.press.pages import (
    FEED_STORIES,
    LOST_STORIES,
    NEWS_STORIES,
    OWN_LIST,
    PLACES,
    ROW_STORIES,
    ListName,
    Page,
    lists_of,
)
from serai.press.pagination import Spot
from serai.press.plates import FrontPlate, StoryPlate


class Showing:
    """The pages of one state of the ledger; make another when the state changes."""

    def __init__(
        self, entries: Entries, front_stories: int, front: Callable[[str], FrontPlate | None]
    ) -> None:
        """Nothing is asked yet; `front` is how an edition's front is arranged."""
        self._entries = entries
        self._front = front_stories
        self._arranged = front
        self._named: dict[str, frozenset[str]] = {}
        self._reaches: dict[tuple[str, ListName, int], Spot] = {}
        self._last: dict[Run, Page] = {}

    def story(self, story: StoryPlate) -> Iterator[Page]:
        """Every page of a list, feed or sitemap that shows a story, its own apart. A page that was named for
        the list's last story is not named again."""
        spot = (time_of(story), story.key)
        for name in lists_of(story):
            for page in self.at(story.edition, name, spot, teaser=True, text=True):
                run = Run(page.edition, page.of, page.key, page.kind)
                if self._last.get(run) != page:
                    self._last[run] = page
                    yield page

    def feeds(self, story: StoryPlate) -> Iterator[Page]:
        """The feeds that hold a story."""
        spot = (time_of(story), story.key)
        for name in lists_of(story):
            if name.of != "month" and self._reaches_to(story.edition, name, FEED_STORIES, spot):
                yield Page(story.edition, "feed", *name)

    def at(self, edition: str, name: ListName, spot: Spot, *, teaser: bool, text: bool) -> Iterator[Page]:
        """The pages that show what stands, or would stand, here: its teaser, its text, or both."""
        if teaser and name != PLACES:
            yield self._holding(Run(edition, *name, "list"), spot)
        if teaser and name == OWN_LIST:
            named = self._named_on(edition)
            if spot[1] in named or self._reaches_to(edition, name, self._front + len(named), spot):
                yield Page(edition, "front")
            if self._reaches_to(edition, name, LOST_STORIES, spot):
                yield Page(edition, "lost")
            if text and self._reaches_to(edition, name, NEWS_STORIES, spot):
                yield Page(edition, "news")
        if teaser and name.of == "section":
            row = self._front + ROW_STORIES + 2 * len(self._named_on(edition))
            if self._reaches_to(edition, name, row, spot):
                yield Page(edition, "front")
        if text and (name == PLACES or name.of == "month"):
            yield self._holding(Run(edition, *name, "shard"), spot)
        elif text and self._reaches_to(edition, name, FEED_STORIES, spot):
            yield Page(edition, "feed", *name)

    def _named_on(self, edition: str) -> frozenset[str]:
        """The stories that the front's arrangement names: it reaches so many further down its lists."""
        if edition not in self._named:
            self._named[edition] = arranging.named(self._arranged(edition))
        return self._named[edition]

    def _holding(self, run: Run, spot: Spot) -> Page:
        return run.page(self._entries.holding(run, spot))

    def _reaches_to(self, edition: str, name: ListName, take: int, spot: Spot) -> bool:
        """The place is among the `take` newest of the list."""
        asked = (edition, name, take)
        if asked not in self._reaches:
            self._reaches[asked] = self._entries.reach(*asked)
        return spot >= self._reaches[asked]
