"""Views: what each template is given, and all that it is given.

Rule: pure records. The press builds a view from plates and threads; a template shows a view and decides
nothing but looks. A newsroom that overrides a template reads this file to know what it has to work with.
In a template the view is `view`; its class names the template (`StoryView` is shown by `story.html`).
"""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from serai.press.plates import AuthorPlate, EditionPlate, Photo, StoryPlate
from serai.press.threads import Comment, Thread


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What every view is: immutable, named fields."""


class Link(View, frozen=True, kw_only=True):
    """Words that lead somewhere."""

    text: str
    address: str


class Switch(View, frozen=True, kw_only=True):
    """One choice of the edition switcher: the same page there or, where there is none, its front."""

    language: str  # BCP 47
    direction: str
    name: str  # what the language calls itself
    address: str
    same: bool  # it is this very page in that edition (so it is an hreflang alternate)
    current: bool
    default: bool  # x-default: the first in order of those that are the same page


class Chrome(View, frozen=True, kw_only=True):
    """What stands around every page of an edition."""

    edition: EditionPlate
    site_url: str  # "https://example.org", no slash at the end; "" where the newsroom has not named one
    address: str  # this page's
    title: str  # for <title>, without the edition's name
    description: str = ""
    sections: tuple[Link, ...] = ()  # the menu
    current_section: str = ""  # the address of the menu entry that is current
    switches: tuple[Switch, ...] = ()  # all editions, this one too, in order
    feed: str = ""  # the address of the feed that belongs to this page
    activity: str = ""  # the address of what followers' servers read of this page, "" where there is none
    account: str = ""  # "en@news.example", which readers elsewhere can follow; "" where none can
    search: str = ""  # where the search form leads; "" where the site has no search
    offline: str = ""  # the address of the page about reading offline; "" where the site has none
    index: bool = True  # False: ask search engines to leave it out
    style: str  # the style sheet's address
    icon: str  # the icon's address


class Teaser(View, frozen=True, kw_only=True):
    """A story as another page shows it."""

    key: str
    address: str
    headline: str
    deck: str
    place: str
    section: Link | None
    authors: tuple[Link, ...]
    published_at: datetime
    photo: Photo | None
    comment_count: int
    corrected: bool = False


class Row(View, frozen=True, kw_only=True):
    """A section's strip on an edition's front."""

    section: Link
    teasers: tuple[Teaser, ...]


class Month(View, frozen=True, kw_only=True):
    """One month of the archive."""

    year: int
    number: int
    address: str
    count: int  # stories; 0 on the month's own pages, so that its older ones stay as they are


class CorrectionLine(View, frozen=True, kw_only=True):
    """One correction on the corrections page."""

    story: Link
    at: datetime
    text: str
    changed: str


class Part(View, frozen=True, kw_only=True):
    """One page of a long thread, counted from the oldest."""

    number: int
    address: str
    current: bool


class Placed(View, frozen=True, kw_only=True):
    """A comment that stands on another page, or elsewhere on this one: its permalink."""

    comment: Comment
    address: str


class Talk(View, frozen=True, kw_only=True):
    """A story's discussion as one of its pages shows it.

    `thread` is this page's part: its comments. On the story's page it also says what is true of the whole
    (`count`, `rating`); a further part does not (`count` is 0 there), so that it stays as it is when
    something is said elsewhere.
    """

    thread: Thread
    open: bool  # whether readers may write: the story's plate and the thread both say so
    depth: int  # replies are set in so far, deeper ones stand below the last that was
    picks: tuple[Placed, ...] = ()  # the editors' picks of the whole thread; on the story's own page only
    answered: dict[str, Placed] = {}  # by key: comments of other parts that comments here reply to
    # The pages of a long thread, this one too; empty where one page holds all. The story's page leads to
    # all of them, a further one to the first and its neighbours.
    parts: tuple[Part, ...] = ()
    story: str  # the story's address: what the forms send
    feed: str  # the address of the comments' feed; "" where nothing was said
    contacts: bool = False  # whether the form asks for a contact
    shared: bool = False  # it is another edition's thread, of the same story in another script


class StoryView(View, frozen=True, kw_only=True):
    """A story's page, with the first part of its discussion."""

    chrome: Chrome
    story: StoryPlate
    section: Link | None
    authors: tuple[AuthorPlate, ...]
    topics: tuple[Link, ...]
    related: tuple[Teaser, ...]
    talk: Talk
    reading_minutes: int
    words: int
    comment_policy: str  # its address
    preview: bool = False
    original: Switch | None = None  # where the story that this one translates stands, if it is public


class CommentsView(View, frozen=True, kw_only=True):
    """A further part of a story's discussion, from the second on."""

    chrome: Chrome
    story: Link
    talk: Talk
    comment_policy: str  # its address


class Banner(View, frozen=True, kw_only=True):
    """A line above an edition's front, plain text; `address` is "" where it leads nowhere."""

    kind: Literal["breaking", "notice"]
    text: str
    address: str = ""


class FrontView(View, frozen=True, kw_only=True):
    """An edition's front: `teasers` as the editors arranged them, else newest first: the first leads, up to
    three stand beside it, then the others; then rows by section."""

    chrome: Chrome
    banner: Banner | None = None
    teasers: tuple[Teaser, ...]
    rows: tuple[Row, ...]
    older: str  # the address of the list of all stories, "" where there are none
    book: str = ""  # the address of the newest day's book; "" where there is none
    manifest: str = ""  # what the edition says of itself as a web app; "" where it says nothing


class ListView(View, frozen=True, kw_only=True):
    """Stories, newest first: the front of a section, an author, a topic, a month or of all stories, or one of
    its older pages."""

    chrome: Chrome
    of: Literal["edition", "section", "author", "topic", "month"]
    heading: str  # "" for a month, which the theme spells from `month`
    text: str = ""  # block markup
    author: AuthorPlate | None = None  # on the front only
    month: Month | None = None
    since: datetime | None = None  # of an older page: when its oldest story was published,
    until: datetime | None = None  # and its newest; None on the front
    teasers: tuple[Teaser, ...]
    newer: str = ""  # addresses
    older: str = ""


class Book(View, frozen=True, kw_only=True):
    """A day's book, as the archive leads to it."""

    day: datetime  # its noon, in the edition's time zone
    address: str


class ArchiveView(View, frozen=True, kw_only=True):
    """The list of months, newest first; and the newest days that have a book."""

    chrome: Chrome
    months: tuple[Month, ...]
    books: tuple[Book, ...] = ()


class CorrectionsView(View, frozen=True, kw_only=True):
    """The newest corrections, newest first."""

    chrome: Chrome
    lines: tuple[CorrectionLine, ...]


class ProseView(View, frozen=True, kw_only=True):
    """A page of text: about, comment policy. `text` is block markup."""

    chrome: Chrome
    of: Literal["about", "comment_policy"]
    text: str


class NotFoundView(View, frozen=True, kw_only=True):
    """The page for an address that leads nowhere."""

    chrome: Chrome
    teasers: tuple[Teaser, ...]


class FollowView(View, frozen=True, kw_only=True):
    """How an edition is followed. `fronts` have feeds: the edition's own, then its sections'."""

    chrome: Chrome
    fronts: tuple[Link, ...]
    account: str = ""  # "en@news.example", its name in the fediverse; "" where it has none
    books: str = ""  # the address of the list of books; "" where there are none


class OfflineView(View, frozen=True, kw_only=True):
    """What an edition says of reading without a network, and what is kept on the reader's device."""

    chrome: Chrome
    manifest: str  # its address
    books: str  # the address of the list of books; "" where there are none


class ManifestView(View, frozen=True, kw_only=True):
    """What an edition says of itself as a web app: a W3C Web Application Manifest."""

    edition: EditionPlate


class BookStory(View, frozen=True, kw_only=True):
    """A story in a book; `number` counts from 1 through the whole book."""

    number: int
    story: StoryPlate
    authors: tuple[AuthorPlate, ...]


class BookSection(View, frozen=True, kw_only=True):
    """A section's stories of one day, newest first; `name` is "" for stories of none."""

    name: str
    stories: tuple[BookStory, ...]


class BookView(View, frozen=True, kw_only=True):
    """An edition's day as one book (EPUB)."""

    edition: EditionPlate
    site_url: str
    address: str  # the book's own
    identifier: str  # a URN that stays, whatever the addresses become
    day: datetime  # its noon, in the edition's time zone
    changed: datetime  # when a story of it last changed
    sections: tuple[BookSection, ...]
    left_out: int = 0  # stories of the day that the book has no room for
    pictures: tuple[str, ...] = ()  # files of photos, as renditions name them, that the book holds


class RootView(View, frozen=True, kw_only=True):
    """The site's root: choose an edition."""

    site_name: str
    site_url: str
    switches: tuple[Switch, ...]
    taglines: tuple[str, ...]  # one for each switch
    style: str
    icon: str


class RedirectView(View, frozen=True, kw_only=True):
    """What stays at an address that a page has left."""

    edition: EditionPlate
    site_url: str
    target: str
    headline: str
    style: str
    icon: str


AnyView: TypeAlias = (
    StoryView
    | CommentsView
    | FrontView
    | ListView
    | ArchiveView
    | CorrectionsView
    | ProseView
    | NotFoundView
    | RootView
    | RedirectView
    | FollowView
    | OfflineView
    | ManifestView
    | BookView
)
