"""Walked: which plates' files an index was made of, and how those files looked then.

Rule: one SQLite file inside the generation it tells of, and gone with it. It is written after the index: a
kill between the two has some plates indexed once more, and loses none. A file whose time, size and number are
as they were is not read again.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from serai.search.errors import SearchIndexError

FILE = "walked.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS plates (
    path TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    changed INTEGER NOT NULL,  -- nanoseconds since 1970
    size INTEGER NOT NULL,     -- bytes
    number INTEGER NOT NULL    -- the file's, on its disk
) WITHOUT ROWID, STRICT;
CREATE TEMP TABLE seen (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Look(NamedTuple):
    """How a file looks without being read."""

    changed: int
    size: int
    number: int

    @classmethod
    def at(cls, file: Path) -> "Look":
        """OSError where there is no such file."""
        found = os.stat(file)  # noqa: PTH116 - asked of each plate of the archive
        return cls(found.st_mtime_ns, found.st_size, found.st_ino & (1 << 63) - 1)


class Taken(NamedTuple):
    """A plate's file as it was read."""

    path: str
    digest: str
    look: Look


class Walked:
    """What is remembered of the files."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """An open connection."""
        self._db = db

    def look(self, path: str) -> tuple[str, Look | None]:
        """The digest of a file when it was taken, and its look; ("", None) where it is new."""
        row = self._db.execute(
            "SELECT digest, changed, size, number FROM plates WHERE path = ?", (path,)
        ).fetchone()
        return (row[0], Look(*row[1:])) if row else ("", None)

    def saw(self, path: str) -> None:
        """The file is there."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (path,))

    def missing(self) -> Iterator[str]:
        """The paths of files that were taken and are there no more, when all that are there were seen."""
        rows = self._db.execute(
            "SELECT path FROM plates WHERE path NOT IN (SELECT path FROM seen) ORDER BY path"
        ).fetchall()
        return (path for (path,) in rows)

    def take(self, some: Iterable[Taken]) -> None:
        """Remember files that were read."""
        rows = [(one.path, one.digest, *one.look) for one in some]
        self._db.executemany("INSERT OR REPLACE INTO plates VALUES (?, ?, ?, ?, ?)", rows)

    def drop(self, paths: Iterable[str]) -> None:
        """Forget files that went."""
        self._db.executemany("DELETE FROM plates WHERE path = ?", ((path,) for path in paths))

    def keep(self) -> None:
        """What was taken and dropped is so from here on."""
        self._db.commit()


@contextmanager
def opened(place: Path) -> Iterator[Walked]:
    """What is remembered of the generation at `place`; SearchIndexError where that cannot be read or
    written."""
    try:
        db = sqlite3.connect(place / FILE)
        try:
            db.executescript(_SCHEMA)
            yield Walked(db)
        finally:
            db.close()
    except sqlite3.Error as error:
        raise SearchIndexError(
            f"What {place} was made of cannot be read or written ({type(error).__name__}). Look at the disk; "
            "then: serai index --rebuild"
        ) from error
