"""Pages: the names of everything the press may have to make, and which of them one plate belongs to.

Rule: pure. A page is named, not built: `Page` says whose it is and what it is, and sorts by the order in
which files are put in place (pictures and style first, then what only a story leads to, then stories, then
what leads to them), so that a reader never follows a link to a file that is not there yet.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from serai.press.plates import AnyPlate, AuthorPlate, Figure, Photo, StoryPlate

SHARD_STORIES: Final = 120  # stories, or other places, in the middle of the sitemap's files
NEWS_STORIES: Final = 200  # stories in the news sitemap
FEED_STORIES: Final = 20  # entries in one feed
FEED_COMMENTS: Final = 20  # entries in the feed of a story's comments
ROW_STORIES: Final = 4  # stories in a section's row on the edition's front
LOST_STORIES: Final = 4  # stories offered on the page for an address that leads nowhere
CORRECTION_LINES: Final = 100  # corrections on the corrections page
BOOK_DAYS: Final = 30  # newest days of an edition that have a book
BOOK_STORIES: Final = 100  # in one book
PICTURE_BYTES: Final = 1_000_000  # of all pictures in one book

RANKS: Final = {
    "media": 0,
    "asset": 0,
    "comments": 1,
    "comments_feed": 1,
    "story": 2,
    "list": 3,
    "archive": 3,
    "corrections": 3,
    "about": 3,
    "comment_policy": 3,
    "follow": 3,
    "book": 3,
    "offline": 3,
    "lost": 4,
    "front": 4,
    "feed": 4,
    "shard": 4,
    "fronts": 4,
    "news": 4,
    "account": 4,
    "fediverse": 4,
    "sitemap": 5,
    "robots": 5,
    "root": 5,
    "root_lost": 5,
    "redirect": 6,
}
_MARK: Final = "\x1f"  # between the parts of a page's name in the ledger; no key can hold it


class ListName(NamedTuple):
    """A list of an edition: `of` is edition, section, author, topic, month or places; `key` is "" for the
    edition's own and for places, "2026-11" for a month."""

    of: str
    key: str


class Page(NamedTuple):
    """One page's name. `edition` is "" for what belongs to the whole site. `number` is a part of a thread,
    or the lot that a list's page ends with, 0 for its front."""

    edition: str
    kind: str
    of: str = ""
    key: str = ""
    number: int = 0

    @property
    def rank(self) -> int:
        """When its files are put in place; lower is earlier."""
        return RANKS[self.kind]

    def spell(self) -> str:
        """The name as the ledger keeps it; `read` is the inverse."""
        return _MARK.join((self.edition, self.kind, self.of, self.key, str(self.number)))


OWN_LIST: Final = ListName("edition", "")
PLACES: Final = ListName("places", "")  # sections, authors and topics, for the sitemap


def read(name: str) -> Page:
    """A page from its spelled name."""
    edition, kind, of, key, number = name.split(_MARK)
    return Page(edition, kind, of, key, int(number))


def prefix(edition: str) -> str:
    """How the spelled names of all of an edition's pages begin."""
    return edition + _MARK


def month_of(plate: StoryPlate) -> str:
    """The archive's month that holds a story, "2026-11": the one that its address stands in."""
    _, _, year, month, *_ = plate.address.split("/")
    return f"{year}-{month}"


def lists_of(plate: StoryPlate) -> tuple[ListName, ...]:
    """The lists that a story is in."""
    return (
        OWN_LIST,
        ListName("section", plate.section),
        *(ListName("author", key) for key in dict.fromkeys(plate.authors)),
        *(ListName("topic", key) for key in dict.fromkeys(plate.topics)),
        ListName("month", month_of(plate)),
    )


def front_of(edition: str, name: ListName) -> Page:
    """The page that a list begins with."""
    return Page(edition, "list", name.of, name.key)


def photos_of(plate: AnyPlate) -> Iterator[Photo]:
    """Every photo that a plate shows."""
    if isinstance(plate, StoryPlate):
        if plate.lead_photo:
            yield plate.lead_photo
        yield from (block.photo for block in plate.body if isinstance(block, Figure))
    elif isinstance(plate, AuthorPlate) and plate.photo:
        yield plate.photo


def media_of(plate: AnyPlate) -> frozenset[str]:
    """The picture files that a plate names."""
    card = plate.card if isinstance(plate, StoryPlate) else None
    drawn = frozenset({card.file} if card else ())
    return drawn | frozenset(rendition.file for photo in photos_of(plate) for rendition in photo.renditions)


def place_of(former: str) -> str:
    """The folder address where the redirect for a former address stands: `/old.html` is answered by
    `/old.html/`, so that no file is ever in the way of a folder."""
    return former.removesuffix("index.html").rstrip("/") + "/"
