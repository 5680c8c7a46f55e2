"""Sample pages of the gate: every view, in every state a reader may meet, in three languages."""

from datetime import datetime, timedelta
from typing import get_args

import msgspec

from serai.gate.views import (
    AnyGateView,
    CommentFormView,
    Filters,
    Notice,
    NoticeView,
    PreviewView,
    RateView,
    ReceiptView,
    ReportView,
    Result,
    SearchView,
    StoryLine,
    Writing,
)
from serai.press import addresses
from serai.press.threads import Comment
from serai.press.views import Chrome, Link
from serai.search.snippets import Piece
from tests.press.theme.samples import EVERY, NOW, STORY_DAY, chrome, thread

SECRET = "N2Q3ZDk4YjE0ZTU2Zjc4OQ"
RECEIPT = f"/gate/receipt/{SECRET}/"
HIDDEN = (("story", "/en/2026/11/23/river/"), ("token", "a-token"), ("key", SECRET))


def around(code: str, address: str, *, style: str, icon: str) -> Chrome:
    """What stands around a page of the gate: no sections, and no other editions."""
    full = chrome(EVERY[code], "/", "", style=style, icon=icon)
    return msgspec.structs.replace(
        full, address=address, sections=(), current_section="", switches=(), feed="", search="", index=False
    )


def gate_views(code: str, *, style: str, icon: str) -> dict[str, AnyGateView]:
    """Every page of the gate in one language, by a short name."""
    words = EVERY[code]
    said = thread(words).comments
    plain = around(code, "/gate/comment", style=style, icon=icon)
    story = StoryLine(headline=words.headline, address=f"/{code}{STORY_DAY}")
    policy = addresses.comment_policy(code)
    wrote = Writing(name=words.said[0].name, text=words.said[0].text * 2, contact="dana@example.org")
    views: dict[str, AnyGateView] = {
        "form": CommentFormView(chrome=plain, story=story, limit=1500, contacts=False, policy=policy),
        "reply": CommentFormView(
            chrome=plain,
            story=story,
            parent=said[0],
            reply_to="c0",
            known=SECRET,
            writing=wrote,
            limit=1500,
            length=len(wrote.text),
            contacts=True,
            policy=policy,
        ),
        "mend": CommentFormView(
            chrome=plain,
            story=story,
            writing=msgspec.structs.replace(wrote, name="", contact="nowhere"),
            problems={"name": "missing", "text": "too_long", "contact": "not_a_contact", "form": "stale"},
            limit=100,
            length=len(wrote.text),
            contacts=True,
            policy=policy,
        ),
        "preview": PreviewView(
            chrome=plain,
            story=story,
            parent=said[0],
            comment=Comment(key="new", number=6, name=wrote.name, text=wrote.text),
            contact=wrote.contact,
            hidden=HIDDEN,
        ),
        "stale": PreviewView(
            chrome=plain,
            story=story,
            parent=None,
            comment=Comment(key="new", number=6, name=wrote.name, text=wrote.text),
            contact="",
            hidden=HIDDEN,
            stale=True,
        ),
        "report": ReportView(chrome=plain, story=story, comment=said[0], limit=1000, hidden=HIDDEN),
        "report_mend": ReportView(
            chrome=plain,
            story=story,
            comment=said[0],
            detail=wrote.text,
            problems={"reason": "missing", "detail": "too_long"},
            limit=50,
            hidden=HIDDEN,
        ),
        "rate": RateView(chrome=plain, story=story, answer="yes", hidden=HIDDEN),
    }
    for what in get_args(Notice):
        views[f"notice_{what}"] = NoticeView(
            chrome=plain,
            what=what,
            story=None if what.startswith("no_") else story,
            writing=Writing() if what.startswith("no_") else wrote,
        )
    return views | receipts(code, plain, story, wrote) | searches(code, plain)


def searches(code: str, plain: Chrome) -> dict[str, AnyGateView]:
    """The search page in all its states."""
    words = EVERY[code]
    marked = (
        Piece("… ", False),
        Piece(words.deck, False),
        Piece(f" {words.headline} ", True),
        Piece("…", False),
    )
    result = Result(
        address=f"/{code}{STORY_DAY}",
        headline=(Piece(words.headline, True),),
        snippet=marked,
        section=Link(text=words.sections[0], address=addresses.section(code, "s0")),
        authors=tuple(
            Link(text=name, address=addresses.author(code, f"a{number}"))
            for number, name in enumerate(words.authors)
        ),
        place=words.place,
        published_at=NOW,
    )
    asked = addresses.search(code)
    base = SearchView(
        chrome=msgspec.structs.replace(plain, address=asked),
        state="asked",
        filters=Filters(),
        sections=tuple((f"s{number}", name) for number, name in enumerate(words.sections)),
        longest=200,
    )
    change = msgspec.structs.replace
    found = change(
        base,
        state="found",
        filters=Filters(q=words.headline, section="s0", since="2026-11-01"),
        results=(result, result),
        count=1234,
        exact=1,
        page=2,
        pages=50,
        newer=f"{asked}?q=a&page=1",
        older=f"{asked}?q=a&page=3",
        feed=f"{asked}/feed.xml?q=a",
    )
    return {
        "search": base,
        "search_found": found,
        "search_near": change(found, how="near", count=1, pages=1, newer="", older=""),
        "search_some": change(found, how="some"),
        "search_nothing": change(
            found,
            state="nothing",
            results=(),
            count=0,
            pages=0,
            newer="",
            older="",
            meant=Link(text=words.headline, address=f"{asked}?q=a"),
        ),
        "search_too_long": change(base, state="too_long"),
        "search_preparing": change(base, state="preparing"),
        "search_busy": change(base, state="busy"),
    }


def receipts(code: str, plain: Chrome, story: StoryLine, wrote: Writing) -> dict[str, AnyGateView]:
    """A receipt in all its states."""
    written: datetime = NOW
    base = ReceiptView(
        chrome=msgspec.structs.replace(plain, address=RECEIPT),
        story=story,
        address=RECEIPT,
        of="comment",
        state="waiting",
        name=wrote.name,
        text=wrote.text,
        written_at=written,
        limit=1500,
        reply=f"/gate/comment?story={story.address}&known={SECRET}",
    )
    change = msgspec.structs.replace
    rating = change(base, of="rating", name="", text="", answer="yes", key="next", reply="")
    report = change(base, of="report", name="", reply="")
    return {
        "receipt_new": change(base, new=True, editable_until=NOW + timedelta(minutes=15), key="next"),
        "receipt_edit_refused": change(
            base,
            editable_until=NOW + timedelta(minutes=15),
            key="next",
            writing=wrote.text * 3,
            problems={"text": "too_long"},
            limit=100,
        ),
        "receipt_edited": change(base, done="edited"),
        "receipt_approved": change(base, state="approved", place=f"{story.address}#comment-c0"),
        "receipt_rejected": change(base, state="rejected", note=wrote.text),
        "receipt_withdrawn": change(base, state="withdrawn", done="withdrawn"),
        "receipt_removed": change(base, state="removed", note="https://example.org/rules"),
        "receipt_erased": change(base, state="erased", done="erased", story=None, name="", text="", reply=""),
        "receipt_rating": change(rating, new=True),
        "receipt_rated": change(rating, done="rated", answer="no", state="approved"),
        "receipt_report": change(report, new=True),
        "receipt_report_kept": change(report, state="rejected"),
        "receipt_report_agreed": change(report, state="approved"),
    }
