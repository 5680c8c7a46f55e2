"""The ledger: what is public now, and every question the press asks of it, answered through an index.

Rule: one SQLite file (WAL, `synchronous=FULL`: a commit that returned survives a loss of power). Nothing
here decides what a page shows or when it is written. The caller begins, commits and rolls back; plates go
in whole, and what is kept beside them (`indexing`) follows in the same transaction. Lists are in `entries`,
threads in `discussions`.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from serai.core.errors import SeraiError
from serai.press import disks, indexing, overlay, plates
from serai.press.changes import Change
from serai.press.discussions import Discussions
from serai.press.entries import Entries
from serai.press.plates import (
    AnyPlate,
    AuthorPlate,
    EditionPlate,
    FrontPlate,
    SectionPlate,
    StoryPlate,
    Summary,
    TopicPlate,
)

VERSION = "4"
_PATIENCE = 60  # seconds to wait for another connection's write
_REMEDY = "Use the Serai that wrote it, or move it and the site away and publish everything again."
_CHUNK = 500  # rows held in memory while walking the archive
_SMALL_KEPT = 5000  # plates


class LedgerError(SeraiError):
    """The ledger's file cannot be used."""


class Name(NamedTuple):
    """Which plate."""

    edition: str
    kind: str
    key: str


class SitemapEntry(NamedTuple):
    """A plate as the sitemaps have it; times are seconds since 1970, `updated` 0 for all but stories."""

    address: str
    time: int
    updated: int
    title: str


class Ledger:
    """An open ledger. Not for two threads at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take an open connection in autocommit mode."""
        self.db = connection
        self.discussions = Discussions(connection)
        self.entries = Entries(connection)
        self._small: dict[Name, AnyPlate | None] = {}

    @classmethod
    def open(cls, path: Path) -> "Ledger":
        """Open for writing, making the file where there is none; LedgerError where it is no ledger,
        sqlite3.OperationalError where the disk is full or fails."""
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
        try:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32000"):
                db.execute(f"PRAGMA {pragma}")
            if _version(db) is None:
                schema = resources.files(__package__).joinpath("schema.sql")
                db.executescript(schema.read_text(encoding="utf-8"))
                db.execute("INSERT OR IGNORE INTO meta VALUES ('version', ?)", (VERSION,))
        except sqlite3.DatabaseError as error:
            db.close()
            if disks.of(error):
                raise
            raise LedgerError(f"{path} cannot be opened as a ledger: {error}. {_REMEDY}") from error
        return cls(_checked(db, path))

    @classmethod
    def open_reading(cls, path: Path, changes: Sequence[Change] = ()) -> "Ledger":
        """Open to read only, while another process may be baking, as if `changes` were made (`overlay`);
        LedgerError where there is none."""
        address = f"{path.absolute().as_uri()}?mode=ro"
        try:
            db = sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False, timeout=_PATIENCE
            )
            checked = _checked(db, path)
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"There is no ledger at {path} to read yet: {error}. Bake first.") from error
        if changes:
            overlay.lay(checked, changes)
        return cls(checked)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def begin(self, how: str = "IMMEDIATE") -> None:
        """Begin a transaction; what was remembered of small plates is asked again."""
        self._small.clear()
        self.db.execute(f"BEGIN {how}")

    def commit(self) -> None:
        """Decide: from here on what was put is so."""
        self.entries.settle()
        self.db.execute("COMMIT")

    def roll_back(self) -> None:
        """Forget everything since `begin`."""
        self._small.clear()
        self.entries.forget()
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    # --- notes ------------------------------------------------------------------------------------------

    def note(self, name: str) -> str:
        """A remembered word, "" where there is none."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def set_note(self, name: str, value: str) -> None:
        """Remember a word."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def bake_number(self) -> int:
        """How many bakes have been decided: each file knows the one that last changed it."""
        return int(self.note("bake") or 0)

    def count_bake(self) -> None:
        """The bake in this transaction is the next one."""
        self.set_note("bake", str(self.bake_number + 1))

    # --- plates in and out ------------------------------------------------------------------------------

    def replace(self, old: AnyPlate | None, new: AnyPlate | None) -> None:
        """Take `old` out and put `new` in, with all that is indexed of them."""
        indexing.replace(self.db, self.entries, old, new)
        self._small.clear()

    def index_again(self) -> None:
        """Build everything that is kept beside plates from the plates alone."""
        indexing.index_again(self.db, self.entries)
        self._small.clear()

    # --- plates -----------------------------------------------------------------------------------------

    def plate(self, edition: str, kind: str, key: str) -> AnyPlate | None:
        """One plate. All but stories are remembered until the transaction's next change."""
        name = Name(edition, kind, key)
        if name in self._small:
            return self._small[name]
        row = self.db.execute(
            "SELECT data FROM plates WHERE edition = ? AND kind = ? AND key = ?", name
        ).fetchone()
        found = plates.from_bytes(row[0]) if row else None
        if kind != "story":
            if len(self._small) >= _SMALL_KEPT:
                self._small.clear()
            self._small[name] = found
        return found

    def story(self, edition: str, key: str) -> StoryPlate | None:
        """One story."""
        found = self.plate(edition, "story", key)
        return found if isinstance(found, StoryPlate) else None

    def summary(self, edition: str, key: str) -> Summary | None:
        """One story as far as other pages show it, for a fraction of the work."""
        row = self.db.execute(
            "SELECT data FROM plates WHERE edition = ? AND kind = 'story' AND key = ?", (edition, key)
        ).fetchone()
        return plates.summary_from_bytes(row[0]) if row else None

    def section(self, edition: str, key: str) -> SectionPlate | None:
        """One section."""
        found = self.plate(edition, "section", key)
        return found if isinstance(found, SectionPlate) else None

    def author(self, edition: str, key: str) -> AuthorPlate | None:
        """One author."""
        found = self.plate(edition, "author", key)
        return found if isinstance(found, AuthorPlate) else None

    def topic(self, edition: str, key: str) -> TopicPlate | None:
        """One topic."""
        found = self.plate(edition, "topic", key)
        return found if isinstance(found, TopicPlate) else None

    def edition(self, code: str) -> EditionPlate | None:
        """One edition."""
        found = self.plate(code, "edition", code)
        return found if isinstance(found, EditionPlate) else None

    def front(self, code: str) -> FrontPlate | None:
        """How an edition's front is arranged."""
        found = self.plate(code, "front", "front")
        return found if isinstance(found, FrontPlate) else None

    def editions(self) -> tuple[EditionPlate, ...]:
        """All editions, in the switcher's order."""
        rows = self.db.execute("SELECT data FROM plates WHERE kind = 'edition'")
        found = [plate for row in rows if isinstance(plate := plates.from_bytes(row[0]), EditionPlate)]
        return tuple(sorted(found, key=lambda edition: (edition.position, edition.key)))

    def sections(self, edition: str) -> tuple[SectionPlate, ...]:
        """An edition's sections, in the menu's order."""
        rows = self.db.execute("SELECT key FROM plates WHERE edition = ? AND kind = 'section'", (edition,))
        found = (self.section(edition, key) for (key,) in rows.fetchall())
        there = [section for section in found if section]
        return tuple(sorted(there, key=lambda section: (section.position, section.name, section.key)))

    def siblings(self, kind: str, key: str) -> dict[str, str]:
        """Where the same thing stands in every edition: code to address."""
        rows = self.db.execute("SELECT edition, address FROM plates WHERE kind = ? AND key = ?", (kind, key))
        return dict(rows.fetchall())

    def at_address(self, address: str) -> list[Name]:
        """The plates that claim an address; two of them are one too many."""
        rows = self.db.execute(
            "SELECT edition, kind, key FROM plates WHERE address = ? ORDER BY 1, 2, 3 LIMIT 2", (address,)
        )
        return [Name(*row) for row in rows]

    def keys(self, edition: str, kind: str) -> Iterator[str]:
        """The keys of an edition's plates of one kind, in order, without holding them all."""
        after = ""
        while rows := self.db.execute(
            "SELECT key FROM plates WHERE edition = ? AND kind = ? AND key > ? ORDER BY key LIMIT ?",
            (edition, kind, after, _CHUNK),
        ).fetchall():
            yield from (row[0] for row in rows)
            after = rows[-1][0]

    # --- what stands beside plates ----------------------------------------------------------------------

    def sitemap_entry(self, edition: str, kind: str, key: str) -> SitemapEntry | None:
        """What search engines are told of a plate, without reading it whole."""
        row = self.db.execute(
            "SELECT address, time, updated, title FROM plates WHERE edition = ? AND kind = ? AND key = ?",
            (edition, kind, key),
        ).fetchone()
        return SitemapEntry(*row) if row else None

    def relating(self, edition: str, target: str) -> list[str]:
        """Keys of the stories that name `target` as related."""
        rows = self.db.execute(
            "SELECT story FROM related WHERE edition = ? AND target = ?", (edition, target)
        )
        return [row[0] for row in rows]

    def corrections(self, edition: str, take: int) -> list[tuple[str, int]]:
        """The newest corrections, newest first: the story's key, and which of its corrections."""
        return self.db.execute(
            "SELECT story, place FROM corrections WHERE edition = ? "
            "ORDER BY at DESC, story DESC, place DESC LIMIT ?",
            (edition, take),
        ).fetchall()

    # --- redirects and pictures -------------------------------------------------------------------------

    def leavers(self, path: str) -> list[Name]:
        """The plates that once stood at `path`, the latest story first."""
        rows = self.db.execute(
            "SELECT edition, kind, key FROM formers WHERE path = ? ORDER BY time DESC, edition, kind, key",
            (path,),
        )
        return [Name(*row) for row in rows]

    def former_places(self, edition: str | None = None) -> Iterator[str]:
        """Every address that plates of one edition, or of any, have left; a few held at a time."""
        return self._walk("SELECT DISTINCT path FROM formers", "path", edition)

    def is_shown(self, file: str) -> bool:
        """A plate of a living edition names this picture."""
        return bool(
            self.db.execute(
                "SELECT 1 FROM media JOIN plates ON plates.edition = media.edition "
                "AND plates.kind = 'edition' AND plates.key = media.edition WHERE media.file = ? LIMIT 1",
                (file,),
            ).fetchone()
        )

    def media(self, edition: str | None = None) -> Iterator[str]:
        """Every picture that plates of one edition, or of any, name; a few held at a time."""
        return self._walk("SELECT DISTINCT file FROM media", "file", edition)

    def _walk(self, select: str, column: str, edition: str | None) -> Iterator[str]:
        after = ""
        while rows := self.db.execute(
            f"{select} WHERE {column} > ?1 AND (?2 IS NULL OR edition = ?2) ORDER BY {column} LIMIT ?3",
            (after, edition, _CHUNK),
        ).fetchall():
            yield from (row[0] for row in rows)
            after = rows[-1][0]

    # --- the journal ------------------------------------------------------------------------------------

    def add_to_journal(self, rank: int, path: str, staged: str | None, endings: str) -> None:
        """Note what is to become of a file and its variants: put the staged ones there or, without a staged
        name, delete them."""
        self.db.execute(
            "INSERT INTO journal (rank, path, staged, endings) VALUES (?, ?, ?, ?)",
            (rank, path, staged, endings),
        )

    def journal(self) -> Iterator[tuple[str, str | None, str]]:
        """What is decided and may not be done, in order: path, staged name and endings."""
        after = (-1, 0)
        while rows := self.db.execute(
            "SELECT rank, number, path, staged, endings FROM journal WHERE (rank, number) > (?, ?) "
            "ORDER BY rank, number LIMIT ?",
            (*after, _CHUNK),
        ).fetchall():
            yield from ((path, staged, endings) for _, _, path, staged, endings in rows)
            after = rows[-1][:2]

    def has_journal(self) -> bool:
        """Something decided may not be done yet."""
        return self.db.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is not None

    def forget_file(self, path: str) -> None:
        """A file, or a folder with all files in it, that should stand is lost: the next bake is to go through
        everything."""
        self.db.execute(
            "DELETE FROM files WHERE path = ?1 OR (path > ?1 || '/' AND path < ?1 || '0')", (path,)
        )
        self.set_note("fingerprint", "")

    def clear_journal(self) -> None:
        """All of it is done."""
        self.db.execute("DELETE FROM journal")


def _checked(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The connection, where it is to a ledger of this version."""
    found = _version(db)
    if found == VERSION:
        return db
    db.close()
    raise LedgerError(f"{path} is a ledger of version {found}; this Serai reads version {VERSION}. {_REMEDY}")


def _version(db: sqlite3.Connection) -> str | None:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return None
    row = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    return row[0] if row else None
