"""Standing: which files stand in the site, whose they are, and what is left to do with them.

Rule: rows of the ledger only; no file is read or written here. A file belongs to one page. A page that no
longer makes a file leaves it (its page becomes ""); another page may take it in the same bake; what nobody
has taken by the end goes.
"""

from typing import NamedTuple

from serai.press.ledger import Ledger
from serai.press.pages import Page


class File(NamedTuple):
    """One file of the site as the ledger knows it; `variants` are endings, ".br" and ".gz"; `look` names
    what of the theme it was made with, "" where it is bytes from plates alone."""

    path: str
    page: str
    digest: str
    variants: tuple[str, ...]
    look: str


class Known:
    """The files that stand, to read."""

    def __init__(self, ledger: Ledger) -> None:
        """Of an open ledger."""
        self._db = ledger.db

    def file(self, path: str) -> File | None:
        """One file."""
        row = self._db.execute(
            "SELECT path, page, digest, variants, look FROM files WHERE path = ?", (path,)
        ).fetchone()
        return _file(row) if row else None

    def paths_of(self, page: Page) -> list[str]:
        """The files that a page has made."""
        return [row[0] for row in self._db.execute("SELECT path FROM files WHERE page = ?", (page.spell(),))]


class Standing(Known):
    """The files that stand, and the pages that this bake has been through."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin a bake: no page has been through. Inside the ledger's transaction."""
        super().__init__(ledger)
        self._bake = ledger.bake_number + 1
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS through (page TEXT PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("DELETE FROM through")

    def enter(self, page: Page) -> bool:
        """False where this bake has been through the page."""
        return self._db.execute("INSERT OR IGNORE INTO through VALUES (?)", (page.spell(),)).rowcount == 1

    def stand(self, path: str, page: Page, digest: str, variants: tuple[str, ...], look: str = "") -> None:
        """This file stands now, and is the page's. Where it holds what it held, the bake that last changed
        it stays the same."""
        self._db.execute(
            "INSERT INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (path) DO UPDATE SET "
            "bake = iif(digest = ?4 AND variants = ?5, bake, ?7), "
            "page = ?2, rank = ?3, digest = ?4, variants = ?5, look = ?6",
            (path, page.spell(), page.rank, digest, " ".join(variants), look, self._bake),
        )
        self._db.execute("DELETE FROM gone WHERE path = ?", (path,))

    def leave(self, path: str) -> None:
        """The page that made this file makes it no more."""
        self._db.execute("UPDATE files SET page = '' WHERE path = ?", (path,))

    def left(self) -> list[File]:
        """Files that nobody has."""
        rows = self._db.execute(
            "SELECT path, page, digest, variants, look FROM files WHERE page = '' ORDER BY path"
        )
        return [_file(row) for row in rows]

    def forget(self, path: str) -> None:
        """The file stands no more."""
        self._db.execute(
            "INSERT OR REPLACE INTO gone SELECT path, variants, ? FROM files WHERE path = ?",
            (self._bake, path),
        )
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))


def _file(row: tuple[str, str, str, str, str]) -> File:
    path, page, digest, variants, look = row
    return File(path, page, digest, tuple(variants.split()), look)
