"""A run: the few pages that a change touches, one after another, inside one transaction of the ledger.

Rule: what a page comes to is `making`'s to find; here it is brought into the ledger's rows and the journal.
Without a place to stage (a plan) the same comparison is made and nothing is written. Pages come in any order;
redirects last, for they give way to every page. For very many pages there is `cold`.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath

from serai.press import addresses, endings
from serai.press.ledger import Ledger
from serai.press.making import MadeFile, Maker
from serai.press.outs import Nowhere
from serai.press.pages import Page
from serai.press.reports import BakeReport
from serai.press.staging import Staging
from serai.press.standing import Standing

__all__ = ["BakeReport", "Run"]


class Run:
    """One bake, inside one transaction of the ledger."""

    def __init__(self, *, ledger: Ledger, maker: Maker, staged: Staging | None) -> None:
        """Without `staged`, nothing is kept of what is made."""
        self._maker = maker
        self._staged = staged
        self._out = staged or Nowhere()
        self._standing = Standing(ledger)
        self._written: set[str] = set()
        self._deleted: set[str] = set()
        self._left: set[str] = set()

    def report(self) -> BakeReport:
        """What came of it."""
        return BakeReport(
            written=tuple(sorted(self._written)),
            deleted=tuple(sorted(self._deleted)),
            unchanged=self._maker.unchanged,
        )

    def page(self, page: Page) -> None:
        """Make one page, or find that it is no more."""
        if self._standing.enter(page):
            files, left = self._maker.page(page, self._out)
            self._leave(page, left)
            for file in files:
                self._put(page, file)

    def redirects(self, places: Iterable[str]) -> None:
        """Make these addresses lead on, and those that pages have left in this run."""
        for place in [*places, *sorted(self._left)]:
            page = Page("", "redirect", key=place)
            if self._is_free(place, page):
                self.page(page)
            elif self._standing.enter(page):
                self._leave(page, self._standing.paths_of(page))

    def delete_left(self) -> None:
        """Delete what no page makes any more."""
        for file in self._standing.left():
            self._delete(file.path, ("", *file.variants))
            self._standing.forget(file.path)

    # --- one page's files -------------------------------------------------------------------------------

    def _leave(self, page: Page, paths: Iterable[str]) -> None:
        for path in paths:
            self._standing.leave(path)
            if path.endswith("/index.html") and page.kind != "redirect":
                self._left.add("/" + path.removesuffix("index.html"))

    def _put(self, page: Page, file: MadeFile) -> None:
        if file.staged:
            self._written.update(file.path + ending for ending in endings.read(file.staged))
            if self._staged:
                self._staged.note(file.path, file.rank, file.name, file.staged)
        self._delete(file.path, endings.read(file.dropped))
        self._standing.stand(file.path, page, file.digest, tuple(file.variants.split()), file.look)

    def _delete(self, path: str, gone: Iterable[str]) -> None:
        names = tuple(gone)
        self._deleted.update(path + ending for ending in names)
        if self._staged and names:
            self._staged.delete(path, *names)

    def _is_free(self, place: str, page: Page) -> bool:
        """No page stands at this address, and none of its folders is a file."""
        known = self._standing.file(addresses.file(place))
        if known and known.page not in {"", page.spell()}:
            return False
        above = (str(folder) for folder in PurePosixPath(place.strip("/")).parents)
        return not any(self._standing.file(folder) for folder in (place.strip("/"), *above))
