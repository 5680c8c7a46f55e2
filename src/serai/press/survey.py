"""The survey: every page there is, for when everything is made again.

Rule: asks the ledger and names pages; holds a few hundred keys at a time, however large the archive.
"""

from collections.abc import Iterable, Iterator

from serai.press import numbering
from serai.press.ledger import Ledger
from serai.press.pages import OWN_LIST, SHARD_STORIES, ListName, Page, list_pages

_ONCE = ("front", "archive", "corrections", "about", "comment_policy", "lost", "places")
_SITE = ("sitemap", "robots", "root", "root_lost")


def whole_site(ledger: Ledger, assets: Iterable[str], page_stories: int) -> Iterator[Page]:
    """All pages but redirects, which are known only when all else stands."""
    yield from (Page("", "asset", key=address) for address in assets)
    yield from (Page("", "media", key=file) for file in ledger.media())
    for edition in ledger.editions():
        yield from whole_edition(ledger, edition.key, page_stories)
    yield from (Page("", kind) for kind in _SITE)


def whole_edition(ledger: Ledger, code: str, page_stories: int) -> Iterator[Page]:
    """All pages of an edition."""
    yield from (Page(code, "story", key=key) for key in ledger.keys(code, "story"))
    for key, part in ledger.discussions.every_part(code):
        kind = "comments_feed" if part == 1 else "comments"
        yield Page(code, kind, key=key, number=0 if part == 1 else part)
    yield from _own_list(ledger, code, page_stories)
    for of in ("section", "author", "topic"):
        for key in ledger.keys(code, of):
            yield from _list(ledger, code, ListName(of, key), page_stories)
            yield Page(code, "feed", of, key)
    for month, count in ledger.months(code):
        name = ListName("month", month)
        yield from _list(ledger, code, name, page_stories)
        for number in range(1, numbering.last(count, SHARD_STORIES, partial=True) + 1):
            yield Page(code, "shard", *name, number)
    yield from (Page(code, kind) for kind in _ONCE)


def _own_list(ledger: Ledger, code: str, size: int) -> Iterator[Page]:
    last = numbering.last(ledger.count(code, OWN_LIST), size, partial=True)
    yield from list_pages(code, OWN_LIST, range(1, last + 1))
    yield Page(code, "feed", *OWN_LIST)


def _list(ledger: Ledger, code: str, name: ListName, size: int) -> Iterator[Page]:
    last = numbering.last(ledger.count(code, name), size, partial=False)
    yield from list_pages(code, name, range(last + 1))
