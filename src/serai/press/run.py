"""A run: one bake's way through its pages, comparing each file with what stands.

Rule: a file is staged only where its bytes are not those that stand. Without a place to stage (a plan) the
same comparison is made and nothing is written. Pages come in any order; redirects last, for they give way
to every page.
"""

from pathlib import Path, PurePosixPath

import msgspec

from serai.core import canonical
from serai.press import addresses, compression, media
from serai.press.building import Building
from serai.press.ledger import Ledger
from serai.press.pages import Page
from serai.press.rendering import Look, Rendered, render, show
from serai.press.staging import Staging
from serai.press.standing import Standing


class BakeReport(msgspec.Struct, frozen=True):
    """What a bake wrote and deleted, as paths below the site's folder, sorted; and how many files it made
    again to find them the same."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int


class Run:
    """One bake, inside one transaction of the ledger."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        building: Building,
        theme: Look,
        site: Path,
        pool: Path,
        staged: Staging | None,
        check_disk: bool,
    ) -> None:
        """`check_disk`: trust what lies on the disk, not what the ledger says of it."""
        self.assets = theme.assets()
        self._ledger = ledger
        self._building = building
        self._theme = theme
        self._site = site
        self._pool = pool
        self._staged = staged
        self._check_disk = check_disk
        self._standing = Standing(ledger)
        self._written: set[str] = set()
        self._deleted: set[str] = set()
        self._unchanged = 0
        self._left: set[str] = set()

    def report(self) -> BakeReport:
        """What came of it."""
        return BakeReport(
            written=tuple(sorted(self._written)),
            deleted=tuple(sorted(self._deleted)),
            unchanged=self._unchanged,
        )

    def page(self, page: Page) -> None:
        """Make one page, or find that it is no more."""
        if not self._standing.enter(page):
            return
        if page.kind == "media":
            self._picture(page)
        elif page.kind == "asset":
            data = self.assets.get(page.key)
            self._put(page, [Rendered(addresses.file(page.key), data)] if data is not None else [])
        elif page.kind == "redirect":
            self._put(page, [])
        else:
            self._put(page, render(self._building, self._theme, page))

    def gone(self, edition: str | None) -> None:
        """Go through the pages that have files and that nobody named: they are no more."""
        for page in self._standing.not_through(edition):
            if page.kind != "redirect":
                self.page(page)

    def redirects(self, places: list[str]) -> None:
        """Make these addresses lead on, and those that pages have left in this run."""
        for place in [*places, *sorted(self._left)]:
            page = Page("", "redirect", key=place)
            if self._standing.enter(page):
                free = self._is_free(place, page)
                self._put(page, show(self._theme, self._building.redirect(place)) if free else [])
        if self._check_disk:
            for page in self._standing.not_through(None):
                self.page(page)

    def delete_left(self) -> None:
        """Delete what no page makes any more."""
        for file in self._standing.left():
            self._delete(file.path, *(file.path + ending for ending in file.variants))
            self._standing.forget(file.path)

    # --- one page's files -------------------------------------------------------------------------------

    def _put(self, page: Page, files: list[Rendered]) -> None:
        self._leave(page, {file.path for file in files})
        for file in files:
            self._put_file(page, file)

    def _leave(self, page: Page, keeps: set[str]) -> None:
        for path in self._standing.paths_of(page):
            if path not in keeps:
                self._standing.leave(path)
                if path.endswith("/index.html") and page.kind != "redirect":
                    self._left.add("/" + path.removesuffix("index.html"))

    def _put_file(self, page: Page, file: Rendered) -> None:
        known = self._standing.file(file.path)
        digest = canonical.digest(file.data)
        same = known is not None and known.digest == digest
        if known and same and not self._check_disk:
            self._unchanged += 1 + len(known.variants)
            if (known.page, known.look) != (page.spell(), file.look):
                self._standing.stand(file.path, page, digest, known.variants, file.look)
            return
        thorough = page.kind == "asset"
        made = compression.variants(file.path, file.data, thorough=thorough)
        for ending, data in {"": file.data, **made}.items():
            self._write(file.path + ending, data, page.rank, same=same)
        if known:
            self._delete(*(file.path + ending for ending in known.variants if ending not in made))
        self._standing.stand(file.path, page, digest, tuple(sorted(made)), file.look)

    def _write(self, path: str, data: bytes, rank: int, *, same: bool) -> None:
        if same and self._lies_there(path, data):
            self._unchanged += 1
            return
        self._written.add(path)
        if self._staged:
            self._staged.put(path, data, rank)

    def _delete(self, *paths: str) -> None:
        for path in paths:
            self._deleted.add(path)
            if self._staged:
                self._staged.delete(path)

    def _lies_there(self, path: str, data: bytes) -> bool:
        file = self._site / path
        try:
            return file.stat().st_size == len(data) and file.read_bytes() == data
        except OSError:
            return False

    def _picture(self, page: Page) -> None:
        path = addresses.file(addresses.media(page.key))
        if not self._ledger.is_shown(page.key):
            self._leave(page, set())
            return
        known = self._standing.file(path)
        if known and (not self._check_disk or (self._site / path).is_file()):
            self._unchanged += 1
            return
        found = media.source(self._pool, page.key)
        self._written.add(path)
        if self._staged:
            self._staged.link(path, found, page.rank)
        self._standing.stand(path, page, found.stem, ())

    def _is_free(self, place: str, page: Page) -> bool:
        """No page stands at this address, and none of its folders is a file."""
        known = self._standing.file(addresses.file(place))
        if known and known.page not in {"", page.spell()}:
            return False
        above = (str(folder) for folder in PurePosixPath(place.strip("/")).parents)
        return not any(self._standing.file(folder) for folder in (place.strip("/"), *above))
