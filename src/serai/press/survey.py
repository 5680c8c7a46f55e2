"""The survey: every page there is, for when everything is made again.

Rule: asks the ledger and names pages; holds a few hundred keys at a time, however large the archive.
"""

from collections.abc import Iterable, Iterator

from serai.press import days
from serai.press.entries import runs
from serai.press.ledger import Ledger
from serai.press.pages import BOOK_DAYS, OWN_LIST, PLACES, ListName, Page

_ONCE = ("front", "archive", "corrections", "about", "comment_policy", "lost", "fronts", "news", "account")
_SITE = ("robots", "root", "root_lost", "fediverse")


def whole_site(ledger: Ledger, assets: Iterable[str]) -> Iterator[Page]:
    """All pages but redirects, which are known only when all else stands."""
    yield from (Page("", "asset", key=address) for address in assets)
    yield from (Page("", "media", key=file) for file in ledger.media())
    for edition in ledger.editions():
        yield from whole_edition(ledger, edition.key)
    yield from (Page("", kind) for kind in _SITE)


def whole_edition(ledger: Ledger, code: str) -> Iterator[Page]:
    """All pages of an edition."""
    yield from (Page(code, "story", key=key) for key in ledger.keys(code, "story"))
    for key, part in ledger.discussions.every_part(code):
        kind = "comments_feed" if part == 1 else "comments"
        yield Page(code, kind, key=key, number=0 if part == 1 else part)
    for key, part in ledger.discussions.further_parts_shown(code):
        yield Page(code, "comments", key=key, number=part)
    for name in _lists(ledger, code):
        if name.of not in {"month", "places"}:
            yield Page(code, "feed", *name)
        for run in runs(code, name):
            yield from (run.page(lot) for lot in ledger.entries.lots(run))
    yield Page(code, "sitemap", *PLACES)
    for year in dict.fromkeys(month[:4] for month, _ in ledger.entries.months(code)):
        yield Page(code, "sitemap", "year", year)
    yield from (Page(code, "book", key=day) for day in days.newest(ledger.db, code, BOOK_DAYS))
    yield from (Page(code, kind) for kind in ("offline", "follow"))
    yield from (Page(code, kind) for kind in _ONCE)


def _lists(ledger: Ledger, code: str) -> Iterator[ListName]:
    yield OWN_LIST
    yield PLACES
    for of in ("section", "author", "topic"):
        yield from (ListName(of, key) for key in ledger.keys(code, of))
    yield from (ListName("month", month) for month, _ in ledger.entries.months(code))
