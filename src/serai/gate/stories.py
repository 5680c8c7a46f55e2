"""Stories: what the gate knows of a story, from the site as it is baked.

Rule: reads the site's folder and nothing else: the plate beside a story's page says which story it is and
whether comments are taken, the threads beside it (`serai.press.threads`) hold the comments that may be
answered or reported. An address is followed only where all its parts are plain names; a story that has
moved is found where its redirect leads. A story that shows the thread of its twin in another script is
answered in its own edition's words, and what is written there is the twin's (`home`).
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from serai.gate import site as baked
from serai.gate.shelf import FRESH, Mark, Shelf, mark_of, record_of
from serai.press import addresses, threads
from serai.press.threads import Comment, Thread

STORIES = 512  # kept in memory at once
PARTS = 128  # of threads, kept in memory at once
INDEXES = 8  # stories whose comments' places are known
_ADDRESS = re.compile(r"/[^/]{1,40}/[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/]{1,255}/")
_MOVED = re.compile(rb'<meta http-equiv="refresh" content="0; url=([^"]{1,400})">')
_MOVES = 3


class Story(msgspec.Struct, frozen=True, kw_only=True, tag="story", tag_field="kind"):
    """What the gate needs of a `StoryPlate`."""

    edition: str
    key: str
    address: str
    headline: str
    comments: Literal["open", "closed"] = "closed"
    discussed_at: str = ""

    @property
    def home(self) -> "Story":
        """The story that the discussion is of: itself, or its twin in another script."""
        return self

    def place(self, address: str) -> str:
        """Where this story's own page shows what stands at `address` on its home's."""
        inside = address.removeprefix(self.home.address)
        return self.address + inside if inside != address else address


class _Twin(Story, frozen=True, kw_only=True, tag="story", tag_field="kind"):
    """A story whose discussion is another's."""

    other: Story

    @property
    def home(self) -> Story:
        return self.other


class _Index(NamedTuple):
    """Where a story's comments are: their keys by part, with the mark of the file that says so."""

    looked_at: float = float("-inf")
    parts: dict[int, tuple[Mark, frozenset[str]]] = {}


class Stories:
    """The stories of one baked site. `clock` gives seconds that never go back."""

    def __init__(self, site: Path, clock: Callable[[], float]) -> None:
        """Read nothing yet."""
        self._site = site
        self._root = str(site)
        self._clock = clock
        self._plates: Shelf[Story] = Shelf(record_of(Story), kept=STORIES, clock=clock)
        self._threads: Shelf[Thread] = Shelf(threads.from_bytes, kept=PARTS, clock=clock)
        self._moves: Shelf[str] = Shelf(_target, kept=STORIES, clock=clock)
        self._indexes: OrderedDict[str, _Index] = OrderedDict()

    def find(self, address: str) -> Story | None:
        """The story that stands at `address`, or has moved from there; None where there is none, or where its
        discussion is nowhere."""
        story = self._at(address)
        if story is None or threads.home_of(story) == story.edition:
            return story
        twin = self._at(story.discussed_at)
        if twin is None or twin.key != story.key or threads.home_of(twin) != twin.edition:
            return None
        return _Twin(**msgspec.structs.asdict(story), other=twin)

    def _at(self, address: str) -> Story | None:
        for _ in range(_MOVES):
            if not _ADDRESS.fullmatch(address) or not baked.plain(address):
                return None
            story = self._plates.get(f"{self._root}{addresses.plate(address)}")
            if story is not None:
                return story if story.address == address else None
            address = self._moves.get(f"{self._root}{address}index.html") or ""
        return None

    def open(self, story: Story, now: datetime) -> bool:
        """Whether the story takes comments, as far as the site says."""
        story = story.home
        if story.comments != "open":
            return False
        thread = self._threads.get(self._part_file(story, 1))
        return thread is None or (thread.open and (thread.closes_at is None or now < thread.closes_at))

    def comment(self, story: Story, key: str) -> Comment | None:
        """The comment of the story's thread that has this key."""
        return self._look(story, key, anew=False) or self._look(story, key, anew=True)

    def _look(self, story: Story, key: str, *, anew: bool) -> Comment | None:
        for number, (_mark, keys) in self._index(story, anew=anew).parts.items():
            if key in keys:
                thread = self._threads.get(self._part_file(story, number), anew=anew)
                return next((c for c in thread.comments if c.key == key), None) if thread else None
        return None

    def _part_file(self, story: Story, part: int) -> str:
        return f"{self._root}{addresses.thread(addresses.comments(story.home.address, part))}"

    def _index(self, story: Story, *, anew: bool) -> _Index:
        """Where each comment stands; parts whose files did not change are not read again."""
        now = self._clock()
        index = self._indexes.get(story.home.address) or _Index()
        if not anew and now - index.looked_at < FRESH:
            return index
        first = self._threads.get(self._part_file(story, 1), anew=anew)
        parts: dict[int, tuple[Mark, frozenset[str]]] = {}
        for number in (first.parts or (1,)) if first else ():
            mark = mark_of(self._part_file(story, number))
            if mark and number in index.parts and index.parts[number][0] == mark:
                parts[number] = index.parts[number]
            elif mark and (thread := self._threads.read(self._part_file(story, number))):
                parts[number] = mark, frozenset(comment.key for comment in thread.comments)
        index = self._indexes[story.home.address] = _Index(now, parts)
        self._indexes.move_to_end(story.home.address)
        if len(self._indexes) > INDEXES:
            self._indexes.popitem(last=False)
        return index


def _target(page: bytes) -> str:
    """Where a redirect page leads, as the theme writes it; "" where the page is another."""
    found = _MOVED.search(page, 0, 4096)
    return found[1].decode("utf-8", "replace") if found else ""
