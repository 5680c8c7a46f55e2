"""The gate's pages: what each template in `gate/` is given, and all that it is given.

Rule: pure records, as `serai.press.views`; the words are the theme's. A problem is a name that the template
turns into words in the edition's language. Everything a reader wrote comes back in the view that refuses it.
"""

from datetime import datetime
from typing import Literal, TypeAlias

from serai.gate.entries import Answer, ReportReason
from serai.press.threads import Comment
from serai.press.views import Chrome, Link, View
from serai.search.snippets import Piece

Problem: TypeAlias = Literal[
    "missing",  # nothing was written where something must be
    "too_long",
    "unreadable",  # not text: control characters, a broken encoding
    "not_a_contact",  # not an e-mail address
    "stale",  # the form's token has run out or was used: look once more, and send again
    "unchanged",
]
Notice: TypeAlias = Literal[
    "closed",  # the story takes no comments
    "no_story",
    "no_comment",
    "no_receipt",
    "foreign",  # the form came from another site
    "too_large",
    "flood",  # absurdly many from one source
    "full",  # the gate's disk takes no more just now; nothing was kept
    "bad_form",  # the request is not one of our forms
    "failed",  # something is wrong with the gate itself
]


class StoryLine(View, frozen=True, kw_only=True):
    """The story that a page of the gate is about."""

    headline: str
    address: str


class Writing(View, frozen=True, kw_only=True):
    """What a reader has written so far."""

    name: str = ""
    text: str = ""
    contact: str = ""


class CommentFormView(View, frozen=True, kw_only=True):
    """`gate/comment.html`: the form, for a comment or a reply, empty or with what is to be mended."""

    chrome: Chrome
    story: StoryLine
    parent: Comment | None = None
    reply_to: str = ""
    known: str = ""  # hidden field `known`: an earlier receipt's secret
    writing: Writing = Writing()
    problems: dict[str, Problem] = {}  # by field: name, text, contact, form
    limit: int  # user-perceived characters
    length: int = 0  # of what is written, in the same
    contacts: bool  # whether to ask for a contact
    policy: str  # the comment policy's address


class PreviewView(View, frozen=True, kw_only=True):
    """`gate/preview.html`: the comment as it will stand, with the buttons `act=send` and `act=change`.

    `hidden` are the form's hidden fields in order, token and key among them.
    """

    chrome: Chrome
    story: StoryLine
    parent: Comment | None
    comment: Comment
    contact: str
    hidden: tuple[tuple[str, str], ...]
    stale: bool = False  # sent with a token that has run out: nothing is lost, send again


class ReportView(View, frozen=True, kw_only=True):
    """`gate/report.html`: report a comment. Posts `reason`, `detail`."""

    chrome: Chrome
    story: StoryLine
    comment: Comment
    reason: ReportReason | Literal[""] = ""
    detail: str = ""
    limit: int  # user-perceived characters of `detail`
    problems: dict[str, Problem] = {}  # by field: reason, detail, form
    hidden: tuple[tuple[str, str], ...]


class RateView(View, frozen=True, kw_only=True):
    """`gate/rate.html`: "Do you like this article?", one button each for `answer=yes` and `answer=no`, the
    one that was pressed on the story's page first and named."""

    chrome: Chrome
    story: StoryLine
    answer: Answer | Literal[""] = ""
    hidden: tuple[tuple[str, str], ...]


class ReceiptView(View, frozen=True, kw_only=True):
    """`gate/receipt.html`: what became of what was written, for whoever has the private link.

    Forms post to `address` + "edit" (text, key), "withdraw", "erase", "rate" (answer, key); `address` +
    "export" is a link to a JSON file.
    """

    chrome: Chrome
    story: StoryLine | None  # None where the story is not on the site any more
    address: str  # "/gate/receipt/SECRET/": the private link
    of: Literal["comment", "report", "rating"]
    state: Literal["waiting", "approved", "rejected", "withdrawn", "removed", "erased"]
    new: bool = False  # it was sent just now
    done: Literal["", "edited", "withdrawn", "erased", "rated"] = ""  # what was done just now
    note: str = ""  # the moderator's
    place: str = ""  # where the comment stands on the site
    name: str = ""
    text: str = ""
    answer: Answer | Literal[""] = ""
    written_at: datetime
    editable_until: datetime | None = None  # None: it cannot be edited any more
    writing: str = ""  # an edit that was refused
    problems: dict[str, Problem] = {}  # by field: text
    limit: int
    key: str = ""  # hidden field `key` of the edit and rate forms
    reply: str = ""  # where a further comment is written with this receipt's standing


class NoticeView(View, frozen=True, kw_only=True):
    """`gate/notice.html`: something that cannot be done, why, and what to do; with what was written."""

    chrome: Chrome
    what: Notice
    story: StoryLine | None = None
    writing: Writing = Writing()


SearchState: TypeAlias = Literal[
    "asked",  # nothing was asked yet: the form
    "found",
    "nothing",
    "too_long",
    "preparing",  # there is no index yet
    "busy",
]


class Filters(View, frozen=True, kw_only=True):
    """What a reader searched for, as the form has it; days are "2026-11-23"."""

    q: str = ""
    section: str = ""  # a slug
    author: str = ""
    topic: str = ""
    since: str = ""
    until: str = ""


class Result(View, frozen=True, kw_only=True):
    """One story that was found; `headline` and `snippet` come in pieces, some of them marked."""

    address: str
    headline: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    section: Link | None
    authors: tuple[Link, ...]
    place: str
    published_at: datetime


class SearchView(View, frozen=True, kw_only=True):
    """`gate/search.html`: the search form, and what was found."""

    chrome: Chrome
    story: None = None  # no page of search is about one
    state: SearchState
    how: Literal["all", "near", "some", "none"] = "all"  # all words, some nearly, or some of them
    filters: Filters
    sections: tuple[tuple[str, str], ...] = ()  # slug and name
    results: tuple[Result, ...] = ()
    count: int = 0
    exact: int = 0  # of these have all the words as they were typed, and stand first
    meant: Link | None = None  # what may have been meant, typed on another keyboard
    page: int = 1
    pages: int = 0
    newer: str = ""  # addresses
    older: str = ""
    feed: str = ""
    longest: int  # characters of a question


AnyGateView: TypeAlias = (
    CommentFormView | PreviewView | ReportView | RateView | ReceiptView | NoticeView | SearchView
)
TEMPLATES: dict[type, str] = {
    CommentFormView: "gate/comment.html",
    PreviewView: "gate/preview.html",
    ReportView: "gate/report.html",
    RateView: "gate/rate.html",
    ReceiptView: "gate/receipt.html",
    NoticeView: "gate/notice.html",
    SearchView: "gate/search.html",
}
