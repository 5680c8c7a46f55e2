"""State: what is remembered of one target, so that only what changed is sent and a killed carry goes on.

Rule: rows only; nothing is sent, and no file of the site is read. One SQLite file a target, so that carries
to several do not wait for each other. A row is done only when the target has the file durably; what is
remembered is never more than what is so.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from serai.mirrors.carrying import Mark, UnderWay, step, together
from serai.mirrors.errors import CarryStateError
from serai.mirrors.manifest import File, Gone

VERSION = "1"
_CHUNK = 1000  # rows held in memory at once
# What lies there of the files that are carried.
_FOUND = """
UPDATE work SET there = 1, (size, tag) = (SELECT size, tag FROM lying WHERE path = work.path), beside = (
    SELECT ifnull(group_concat(substr(path, -3), ' '), '') FROM lying
    WHERE path IN (work.path || '.br', work.path || '.gz')
)
WHERE there IS NULL AND path IN (SELECT path FROM lying)
"""
# What lies there and is no file of the site, nor a variant that belongs beside one, nor hidden.
_STRANGERS = """
INSERT OR REPLACE INTO going SELECT path, '' FROM lying
WHERE path NOT IN (SELECT path FROM work) AND path NOT IN (SELECT path FROM going)
AND path NOT LIKE '.%' AND path NOT LIKE '%/.%'
AND NOT EXISTS (
    SELECT 1 FROM work WHERE work.path = substr(lying.path, 1, length(lying.path) - 3)
    AND instr(' ' || work.variants || ' ', ' ' || substr(lying.path, -3) || ' ') > 0
)
"""


class Lying(NamedTuple):
    """One file at a target: its size in bytes (-1: not known), its entity tag ("": not known), and which
    variants may lie beside it, as ".br .gz"."""

    path: str
    size: int = -1
    tag: str = ""
    beside: str = ""


class Due(NamedTuple):
    """One file to bring up to date; `there`: what lies at its place, None where nothing does."""

    file: File
    there: Lying | None


class State:
    """What is remembered of one target. Not for two threads at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take an open connection in autocommit mode."""
        self._db = connection

    @classmethod
    def open(cls, path: Path, *, kept: bool = True) -> "State":
        """Open, making the file where there is none; not `kept`: a copy that goes away, for a dry run.
        CarryStateError where the file cannot be used."""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            db = sqlite3.connect(path if kept else "", isolation_level=None)
            if kept:
                db.execute("PRAGMA journal_mode=WAL")
            elif path.exists():
                with sqlite3.connect(path) as before:
                    before.backup(db)
                before.close()
            db.executescript(resources.files(__package__).joinpath("state.sql").read_text(encoding="utf-8"))
            db.execute("INSERT OR IGNORE INTO meta VALUES ('version', ?)", (VERSION,))
            found = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0]
        except (sqlite3.Error, OSError) as error:
            raise CarryStateError(
                f"{path} cannot be used: {error}. Move it away: the next carry compares everything."
            ) from error
        if found != VERSION:
            db.close()
            raise CarryStateError(
                f"{path} is of version {found}, and this Serai reads {VERSION}. Move it away: the next carry "
                "compares everything."
            )
        return cls(db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All of the block is remembered, or nothing of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # --- where the target stands ------------------------------------------------------------------------

    @property
    def done(self) -> Mark:
        """Up to where the target is complete."""
        return Mark(self._note("ledger"), int(self._note("bake") or 0))

    @property
    def under_way(self) -> UnderWay | None:
        """The carry that was begun and not ended."""
        ledger = self._note("under way")
        return UnderWay(ledger, int(self._note("under way bake"))) if ledger else None

    @property
    def is_whole(self) -> bool:
        """Whether the carry under way goes through everything."""
        return self.under_way is not None and self.done == Mark(self.under_way.ledger, 0)

    @property
    def listed(self) -> bool:
        """Whether all that lies at the target was noted since the carry under way began."""
        return self._note("listed") == "yes"

    def begin(self, ledger: str, bake: int, *, everything: bool) -> None:
        """A carry begins, of rows read at this bake. `everything`: from here on it is not known what the
        target holds."""
        for table in ("work", "going", "lying"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608  (the names stand one line above)
        if everything:
            self._set({"ledger": ledger, "bake": "0"})
        self._set({"under way": ledger, "under way bake": str(bake), "listed": "no"})

    def read_up_to(self, bake: int) -> None:
        """Rows of the carry under way have been read up to this bake."""
        self._set({"under way bake": str(bake)})

    def end(self) -> None:
        """The carry under way is done: the target is complete up to its bake."""
        with self.together():
            found = self.under_way
            if found:
                self._set({"ledger": found.ledger, "bake": str(found.bake)})
            self._set({"under way": "", "listed": "no"})
            for table in ("work", "going", "lying"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608  (the names stand one line above)

    # --- what is to do ----------------------------------------------------------------------------------

    def add(self, files: Iterable[File]) -> None:
        """These files are as said here now: each is to be looked at, again if need be."""
        self._db.executemany(
            "INSERT INTO work VALUES (?1, ?2, ?3, ?4, ?5, NULL, -1, '', '', 0) ON CONFLICT (path) DO UPDATE "
            "SET beside = iif(done, variants, beside), there = iif(done, 1, there), size = -1, tag = '', "
            "digest = ?2, rank = ?3, variants = ?4, step = ?5, done = 0",
            (
                (file.path, file.digest, file.rank, " ".join(file.variants), step(file.path, file.rank))
                for file in files
            ),
        )
        self._db.execute("DELETE FROM going WHERE path IN (SELECT path FROM work)")

    def remove(self, gone: Iterable[Gone]) -> None:
        """These files go at the end."""
        for chunk in _chunks(gone):
            self._db.executemany(
                "INSERT OR REPLACE INTO going VALUES (?, ?)",
                [(one.path, " ".join(one.variants)) for one in chunk],
            )
            self._db.executemany("DELETE FROM work WHERE path = ?", [(one.path,) for one in chunk])

    def forget(self, path: str) -> None:
        """This file does not stand any more."""
        self._db.execute("DELETE FROM work WHERE path = ?", (path,))

    def not_asked(self) -> int:
        """How many files there are of which it is not known whether the target has one."""
        found: int = self._db.execute("SELECT count(*) FROM work WHERE there IS NULL").fetchone()[0]
        return found

    def paths_not_asked(self) -> list[str]:
        """Some of these files' paths."""
        rows = self._db.execute("SELECT path FROM work WHERE there IS NULL LIMIT ?", (_CHUNK,))
        return [row[0] for row in rows]

    def answer(self, asked: Sequence[str], found: Iterable[Lying]) -> None:
        """Of the paths `asked` for, the target has those `found`."""
        with self.together():
            self._db.executemany(
                "UPDATE work SET there = 1, size = ?2, tag = ?3, beside = ?4 "
                "WHERE path = ?1 AND there IS NULL",
                found,
            )
            self._db.executemany(
                "UPDATE work SET there = 0 WHERE path = ? AND there IS NULL", ((path,) for path in asked)
            )

    def note_lying(self, everything: Iterable[Lying], *, strangers: bool) -> None:
        """Note all that lies at the target. What is to go and is not there is forgotten; with `strangers`,
        what lies there and is no file of the site goes too."""
        with self.together():
            self._db.execute("DELETE FROM lying")
            self._db.executemany(
                "INSERT OR REPLACE INTO lying VALUES (?, ?, ?)", (found[:3] for found in everything)
            )
            self._db.execute(_FOUND)
            self._db.execute("UPDATE work SET there = 0 WHERE there IS NULL")
            self._db.execute(
                "DELETE FROM going WHERE path NOT IN (SELECT path FROM lying) "
                "AND path || '.br' NOT IN (SELECT path FROM lying) "
                "AND path || '.gz' NOT IN (SELECT path FROM lying)"
            )
            if strangers:
                self._db.execute(_STRANGERS)
            self._set({"listed": "yes"})

    def left(self) -> int:
        """How many files are to be looked at still, and how many are to go."""
        found: int = self._db.execute(
            "SELECT (SELECT count(*) FROM work WHERE done = 0) + (SELECT count(*) FROM going)"
        ).fetchone()[0]
        return found

    def next(self, most: int) -> list[Due]:
        """The files that come next, at most so many, in their order; none once all is done."""
        first = self._db.execute(
            "SELECT there, step FROM work WHERE done = 0 ORDER BY there, step LIMIT 1"
        ).fetchone()
        if first is None:
            return []
        low, high = together(first[1], there=bool(first[0]), whole=self.is_whole)
        rows = self._db.execute(
            "SELECT path, digest, rank, variants, there, size, tag, beside FROM work "
            "WHERE done = 0 AND there = ? AND step BETWEEN ? AND ? ORDER BY step, path LIMIT ?",
            (first[0], low, high, most),
        )
        return [_due(row) for row in rows]

    def did(self, dues: Iterable[Due]) -> None:
        """The target has these, durably."""
        with self.together():
            self._db.executemany(
                "UPDATE work SET done = 1 WHERE path = ? AND digest = ?",
                ((due.file.path, due.file.digest) for due in dues),
            )

    def next_going(self, most: int) -> list[Gone]:
        """Files that go, at most so many."""
        rows = self._db.execute("SELECT path, variants FROM going ORDER BY path LIMIT ?", (most,))
        return [Gone(path, tuple(variants.split())) for path, variants in rows]

    def went(self, gone: Iterable[Gone]) -> None:
        """The target has these no more."""
        with self.together():
            self._db.executemany("DELETE FROM going WHERE path = ?", ((one.path,) for one in gone))

    def _note(self, name: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def _set(self, notes: Mapping[str, str]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", notes.items())


def _due(row: tuple[str, str, int, str, int, int, str, str]) -> Due:
    path, digest, rank, variants, there, size, tag, beside = row
    file = File(path, digest, rank, tuple(variants.split()))
    return Due(file, Lying(path, size, tag, beside) if there else None)


def _chunks(those: Iterable[Gone]) -> Iterator[list[Gone]]:
    source = iter(those)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk
