"""Plates: everything the public may know of one story, section, author, topic or edition, and nothing else.

Rule: pure, immutable, versioned. A plate is made by casting (`serai.desk.cast`) and by nothing else in
production; what is not on a plate cannot be on the site. Its canonical bytes (`to_bytes`) are published
beside the page it makes, as `plate.json`, so that every copy of the site is an archive. Plates name each
other by key; a name that leads nowhere is left out of the page.

Markup on a plate (`html` fields) has been through `serai.core.html`; the press puts it through once more.
Times are UTC in whole seconds. Addresses are paths from the site's root, `/en/2026/11/23/slug/`.
"""

from datetime import datetime
from typing import Literal, TypeAlias, TypeVar, cast

import msgspec

from serai.core import canonical
from serai.press.errors import PlateError

VERSION: Literal[1] = 1

T = TypeVar("T")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every part of a plate is: immutable, named fields, nothing unknown."""


# --- photos ---------------------------------------------------------------------------------------------


class Rendition(Record, frozen=True, kw_only=True):
    """One published picture file, rebuilt from pixels. `file` is its name under `/media/`."""

    format: Literal["avif", "webp", "jpeg", "png"]
    width: int
    height: int
    size: int  # bytes
    file: str  # "ab/abcdef….avif": two digits, then the SHA-256 of its bytes, then its ending


class Photo(Record, frozen=True, kw_only=True):
    """A picture with what must stand beside it. Renditions go from narrow to wide within a format."""

    width: int
    height: int
    alt: str
    credit: str
    caption: str = ""
    copyright: str = ""
    renditions: tuple[Rendition, ...]


# --- a story's body -------------------------------------------------------------------------------------


class Paragraph(Record, frozen=True, kw_only=True, tag="paragraph"):
    """Running text: `html` is inline markup."""

    html: str


class Subhead(Record, frozen=True, kw_only=True, tag="subhead"):
    """A heading inside the body; plain text."""

    text: str


class Quote(Record, frozen=True, kw_only=True, tag="quote"):
    """What somebody said, with the speaker's name and, where it helps, who that is."""

    html: str
    speaker: str
    role: str = ""


class PullQuote(Record, frozen=True, kw_only=True, tag="pull_quote"):
    """A line from the story, set large."""

    text: str
    speaker: str = ""


class Figure(Record, frozen=True, kw_only=True, tag="figure"):
    """A photo inside the body."""

    photo: Photo


class ListBlock(Record, frozen=True, kw_only=True, tag="list"):
    """A list; each item is inline markup."""

    items: tuple[str, ...]
    ordered: bool = False


class LinkCard(Record, frozen=True, kw_only=True, tag="link_card"):
    """An embed that asks nothing of a third party: a title, a line, and where it leads."""

    url: str
    title: str
    text: str = ""
    source: str = ""


Block: TypeAlias = Paragraph | Subhead | Quote | PullQuote | Figure | ListBlock | LinkCard


class Correction(Record, frozen=True, kw_only=True):
    """One correction, append-only: when, what it says to the reader, what it changed."""

    at: datetime
    text: str
    changed: str = ""


class Translation(Record, frozen=True, kw_only=True):
    """That a story is a translation: of which edition's, made from which version of it, and how far it lags.
    The original shares the story's key."""

    edition: str  # the original's
    made_from: datetime  # when the version that it follows went public
    behind: int = 0  # paragraphs of the original that have changed since
    corrections: int = 0  # corrections of the original that it has not taken up


# --- plates ---------------------------------------------------------------------------------------------


class Plate(Record, frozen=True, kw_only=True, omit_defaults=False, tag_field="kind"):
    """What all plates share: the edition it belongs to, its key there, and its addresses."""

    version: Literal[1] = 1
    edition: str  # the edition's code, "en"
    key: str  # the handle: the same for all translations of one thing
    address: str
    former_addresses: tuple[str, ...] = ()  # each stays as a redirect


class StoryPlate(Plate, frozen=True, kw_only=True, tag="story"):
    """One story in one edition."""

    slug: str
    headline: str
    deck: str = ""
    section: str  # a section's key
    authors: tuple[str, ...] = ()  # authors' keys, in the byline's order
    place: str  # the dateline's place
    published_at: datetime  # the dateline's time; orders the fronts
    updated_at: datetime  # when what a reader sees last changed
    lead_photo: Photo | None = None
    body: tuple[Block, ...] = ()
    topics: tuple[str, ...] = ()
    related: tuple[str, ...] = ()  # stories' keys, as the editor ordered them
    corrections: tuple[Correction, ...] = ()  # oldest first
    comments: Literal["open", "closed"] = "closed"
    discussed_at: str = ""  # the story's address in the edition whose thread this page shows; "": its own
    translation: Translation | None = None  # None: an original
    card: Rendition | None = None  # drawn for networks that show a picture, where there is no lead photo


class SectionPlate(Plate, frozen=True, kw_only=True, tag="section"):
    """A section of an edition; `position` orders the menu."""

    slug: str
    name: str
    description: str = ""
    position: int = 0


class AuthorPlate(Plate, frozen=True, kw_only=True, tag="author"):
    """Somebody who signs; `biography` is block markup."""

    slug: str
    name: str
    role: str = ""
    biography: str = ""
    photo: Photo | None = None


class TopicPlate(Plate, frozen=True, kw_only=True, tag="topic"):
    """What a story is about."""

    slug: str
    name: str
    description: str = ""


class EditionPlate(Plate, frozen=True, kw_only=True, tag="edition"):
    """One language's site. Its key is its code; `about` and `comment_policy` are block markup."""

    language: str  # BCP 47, "uz-Latn"
    direction: Literal["ltr", "rtl"] = "ltr"
    name: str  # the masthead, in the edition's script
    language_name: str  # what the language calls itself, "Русский"
    tagline: str = ""
    description: str = ""
    time_zone: str = "UTC"  # IANA name; the dates in addresses and on pages are this zone's
    about: str = ""
    comment_policy: str = ""
    comment_limit: int = 1500  # user-perceived characters
    position: int = 0  # orders the language switcher; the lowest that has a page is x-default


class FrontRow(Record, frozen=True, kw_only=True):
    """A section's row on a front: what is named stands first, its newest follow."""

    section: str  # a section's key
    stories: tuple[str, ...] = ()  # stories' keys


class Banner(Record, frozen=True, kw_only=True):
    """A line above a front. It leads to a story, to a link, or nowhere; the desk withdraws it at `until`."""

    text: str
    kind: Literal["breaking", "notice"] = "breaking"
    story: str = ""  # a story's key; while that is not public there is no banner
    link: str = ""  # a path of the site, or an address elsewhere
    until: datetime


class FrontPlate(Plate, frozen=True, kw_only=True, tag="front"):
    """How editors arranged an edition's front; all they did not name is newest first. Its key is "front"; it
    is no page, but published beside its edition's."""

    lead: str = ""  # stories' keys, here and below
    second: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    rows: tuple[FrontRow, ...] = ()  # first these, in this order; then all other sections, in the menu's
    banner: Banner | None = None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A story as far as other pages show it: the fields of its plate, read without its body."""

    edition: str
    key: str
    address: str
    headline: str
    deck: str = ""
    section: str
    authors: tuple[str, ...] = ()
    place: str
    published_at: datetime
    lead_photo: Photo | None = None
    corrections: tuple[msgspec.Raw, ...] = ()  # not read either: whether there are any
    discussed_at: str = ""


AnyPlate: TypeAlias = StoryPlate | SectionPlate | AuthorPlate | TopicPlate | EditionPlate | FrontPlate
Kind: TypeAlias = Literal["story", "section", "author", "topic", "edition", "front"]

_decoder: msgspec.json.Decoder[AnyPlate] = msgspec.json.Decoder(AnyPlate)
_summary_decoder = msgspec.json.Decoder(Summary)


def kind(plate: AnyPlate) -> Kind:
    """The word that the plate's JSON carries as `kind`."""
    return cast(Kind, type(plate).__struct_config__.tag)


def title(plate: AnyPlate) -> str:
    """A story's headline, or the plate's name; "" where it has none."""
    if isinstance(plate, FrontPlate):
        return ""
    return plate.headline if isinstance(plate, StoryPlate) else plate.name


def to_bytes(plate: AnyPlate) -> bytes:
    """The plate's canonical bytes."""
    return canonical.encode(plate)


def from_bytes(data: bytes) -> AnyPlate:
    """Read a plate; PlateError where the bytes are not one of this version."""
    return _read(_decoder, data)


def summary_from_bytes(data: bytes) -> Summary:
    """Read a story's plate as far as other pages show it; PlateError where the bytes are not one."""
    return _read(_summary_decoder, data)


def _read(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise PlateError(
            f"These bytes are not a plate of version {VERSION}: {error}. Cast the story again, "
            "or bake with the Serai that wrote it."
        ) from error


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of every plate, as `docs/reference/plates.md` prints it."""
    return msgspec.json.schema(AnyPlate)
