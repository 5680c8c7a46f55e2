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
    default: bool  # x-default


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


class CommentsView(View, frozen=True, kw_only=True):
    """A further part of a story's discussion, from the second on."""

    chrome: Chrome
    story: Link
    talk: Talk
    comment_policy: str  # its address


class FrontView(View, frozen=True, kw_only=True):
    """An edition's front: `teasers` newest first, the first of them leads; then rows by section."""

    chrome: Chrome
    teasers: tuple[Teaser, ...]
    rows: tuple[Row, ...]
    older: str  # the address of the list of all stories, "" where there are none


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


class ArchiveView(View, frozen=True, kw_only=True):
    """The list of months, newest first."""

    chrome: Chrome
    months: tuple[Month, ...]


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
)
