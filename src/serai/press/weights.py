"""Weights: how many pages a bake will go through, told before it begins.

Rule: counts names of pages; renders none and changes nothing. A page that is gone through may come out as it
was, and is then not written: the weight is the work, not the change.

    press.weigh(()).told()     # "312 pages (stories 300, lists 12): 1 template changed, of 1 section"
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from serai.press import looks, survey
from serai.press.ledger import Ledger
from serai.press.looks import Looks
from serai.press.pages import Page
from serai.press.plan import Touched
from serai.press.theme.looks import read

_WORDS = {
    "story": "stories",
    "comments": "discussions",
    "list": "lists",
    "front": "fronts",
    "feed": "feeds",
    "comments_feed": "comment feeds",
    "media": "pictures",
    "asset": "assets",
    "redirect": "redirects",
}


class Weight(msgspec.Struct, frozen=True):
    """The pages that a bake goes through.

    `pages` counts them by kind (as `pages.RANKS` names them); `everything` says that it is all there are,
    because the theme or a setting has changed; `editions` are those gone through whole; `templates` are the
    templates that have changed, and `looks` those that come from them."""

    pages: dict[str, int] = {}
    everything: bool = False
    editions: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All pages."""
        return sum(self.pages.values())

    @property
    def sections(self) -> int:
        """In how many sections changed templates show; 0 where they show on pages of none, too."""
        found = [read(look).section for look in self.looks]
        return len(set(found)) if all(found) else 0

    def told(self) -> str:
        """One line for whoever waits."""
        known = [f"{words} {self.pages[kind]:,}" for kind, words in _WORDS.items() if kind in self.pages]
        others = sum(count for kind, count in self.pages.items() if kind not in _WORDS)
        kinds = ", ".join([*known, *([f"others {others:,}"] if others else [])])
        line = f"{_counted(self.total, 'page')} ({kinds})" if self.total else "no page"
        return f"{line}: {'; '.join(why)}" if (why := list(self._why())) else line

    def _why(self) -> Iterator[str]:
        if self.everything:
            yield "the theme or a setting changed, everything is made again"
            return
        if self.templates:
            of = f", of {_counted(self.sections, 'section')}" if self.sections else ""
            yield f"{_counted(len(self.templates), 'template')} changed{of}"
        if self.editions:
            yield f"edition {', '.join(self.editions)} as a whole"


def weigh(ledger: Ledger, touched: Touched, theme: Looks) -> Weight:
    """What these changes and the templates as they are now touch. After the changes are in the ledger."""
    stale = looks.stale(ledger, theme)
    whole = sorted(touched.editions)
    single = set(touched.pages()) | {Page("", "redirect", key=place) for place in touched.redirects}
    beside = (page for page in looks.pages(ledger, stale) if page not in single)
    count = _kinds(page for page in single if page.edition not in touched.editions)
    count += _kinds(page for page in beside if page.edition not in touched.editions)
    for code in whole:
        count += _kinds(survey.whole_edition(ledger, code))
    return Weight(
        pages=dict(count), editions=tuple(whole), templates=looks.changed(ledger, theme), looks=stale
    )


def weigh_all(ledger: Ledger, assets: Iterable[str]) -> Weight:
    """All pages there are."""
    pages = _kinds(survey.whole_site(ledger, assets))
    pages += Counter({"redirect": sum(1 for _ in ledger.former_places())})
    return Weight(pages=dict(+pages), everything=True)


def _kinds(pages: Iterable[Page]) -> Counter[str]:
    return Counter(page.kind for page in pages)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
