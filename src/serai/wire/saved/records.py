"""What a saved page held, and the receipt that accounts for every line of it.

Rule: pure records, immutable. A receipt's lines, read in order, are the input: for a text its physical
lines, for HTML the lines a reader would have seen. Each has one verdict. Parts and notes are short codes;
`serai.wire.words` says them in the editor's language.
"""

from typing import Literal, TypeAlias

import msgspec

from serai.press import plates

Verdict: TypeAlias = Literal["kept", "furniture", "left_over", "blank"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What every record here is: immutable, named fields, nothing unknown."""


class Line(Record, frozen=True, kw_only=True):
    """One line: as which part of the story it was kept, or as which furniture it was recognised.

    `of` numbers parts of one kind from 1 (paragraph 3, comment 2), 0 where there is but one. `note` says
    what else happened to the line, with `detail` as its words: ("same_as", "8") is "the same words as
    line 8".
    """

    number: int
    text: str
    verdict: Verdict
    part: str = ""
    of: int = 0
    note: str = ""
    detail: str = ""


class Note(Record, frozen=True, kw_only=True):
    """What the editor should know of the page as a whole."""

    code: str
    detail: str = ""


class Receipt(Record, frozen=True, kw_only=True):
    """Every line of the input, in order, and what is to be said of all of it."""

    kind: Literal["text", "html"]
    encoding: str
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()


class Picture(Record, frozen=True, kw_only=True, tag="picture"):
    """A picture the page showed. `source` is its address as the page wrote it, where it did."""

    caption: str = ""
    credit: str = ""
    alt: str = ""
    source: str = ""


Block: TypeAlias = (
    plates.Paragraph | plates.Subhead | plates.Quote | plates.ListBlock | plates.LinkCard | Picture
)


class Rating(Record, frozen=True, kw_only=True):
    """The page asked whether the story is liked; the counts, where they were saved."""

    likes: int | None = None
    dislikes: int | None = None


class SavedComment(Record, frozen=True, kw_only=True):
    """One reader's comment. `written` is spelled as in `Rescued`; `reply_to` is an index, from 0."""

    text: str
    name: str = ""
    written: str = ""
    reply_to: int | None = None


class Rescued(Record, frozen=True, kw_only=True):
    """The story in a saved page.

    `published`, `updated`: ISO 8601, "2023-05-25" or "2023-05-25T14:30", with an offset where the page
    gave one; without one it is the site's own clock. `comment_count` is what the page claimed.
    """

    site: str = ""
    section: str = ""
    headline: str = ""
    deck: str = ""
    authors: tuple[str, ...] = ()
    place: str = ""
    published: str = ""
    updated: str = ""
    lead: Picture | None = None
    body: tuple[Block, ...] = ()
    topics: tuple[str, ...] = ()
    rating: Rating | None = None
    comment_count: int | None = None
    comments: tuple[SavedComment, ...] = ()
    address: str = ""
    language: str = ""
    receipt: Receipt
