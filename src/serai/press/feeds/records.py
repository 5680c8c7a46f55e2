"""What a feed is, whichever way it is spelled.

Rule: pure. Identifiers are made from an edition and a key alone and are UUIDs (RFC 4122, version 5), so
that an outlet whose name on the net is blocked takes its feed to another without its readers' programs
showing every story as new. Times come from plates.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from serai.press import addresses
from serai.press.plates import EditionPlate, StoryPlate
from serai.press.views import Link

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries was updated
_SPACE = uuid.uuid5(uuid.NAMESPACE_OID, "serai")


class Entry(NamedTuple):
    """One story in a feed."""

    story: StoryPlate
    authors: tuple[str, ...]
    section: Link | None
    topics: tuple[str, ...] = ()
    text: str | None = None  # as `prose.content` has it; None: the feed holds a summary only

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the story is about: its section and its topics, each word once."""
        section = (self.section.text,) if self.section else ()
        return tuple(dict.fromkeys((*section, *self.topics)))


class Feed(NamedTuple):
    """One feed: `of` and `key` name the front it belongs to; entries come newest first.

    A feed of what was searched for has a `base` of its own, and a `query` that follows its address and its
    page's, as it stands in a URL.
    """

    edition: EditionPlate
    of: str
    key: str
    title: str
    subtitle: str
    address: str  # the front's
    site_url: str
    icon: str
    entries: tuple[Entry, ...]
    hub: str = ""  # the WebSub hub's URL
    base: str = ""  # the folder that the feed stands in; "" for the front's own
    query: str = ""  # "q=bridge", percent-encoded

    def own(self, place: Callable[[str], str]) -> str:
        """The feed's address in one spelling: `place` is `addresses.feed`, `rss` or `json_feed`."""
        return place(self.base or self.address)

    @property
    def identifier(self) -> str:
        """Its lasting name."""
        return identifier(self.edition.key, self.of, self.key)

    @property
    def updated(self) -> datetime:
        """When any of its stories last changed."""
        return max((entry.story.updated_at for entry in self.entries), default=NEVER)


def addresses_of(front: str) -> tuple[str, str, str]:
    """Where a front's feeds stand: Atom, RSS, JSON Feed."""
    return addresses.feed(front), addresses.rss(front), addresses.json_feed(front)


def identifier(edition: str, kind: str, key: str) -> str:
    """The lasting name of a feed or of an entry, whatever its address becomes."""
    return uuid.uuid5(_SPACE, f"{edition}/{kind}/{key}").urn


def moment(time: datetime) -> str:
    """A time as Atom and JSON Feed spell it (RFC 3339), in UTC."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
