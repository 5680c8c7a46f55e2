"""The docket: what a bake of very many pages has to do, what of it is done, and what came of it.

Rule: rows only, so that nothing grows with the archive but files. It is kept in SQLite: beside the ledger in
a file of its own, from which a killed bake goes on, or in the ledger connection's own temporary tables. A
job that is done twice is noted once. What is decided of it is one transaction of the ledger (`settle`).

    pages   every page, in the order of the survey, and whether it is to be made at all (a redirect that has
            to give way is not)
    jobs    the jobs that are done, by the number of their first page
    made    every file that is not as it stands
    lost    every path that its page makes no more
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from serai.press import addresses
from serai.press.making import Made
from serai.press.pages import Page, prefix, read

JOB_PAGES = 200  # pages in a job
_CHUNK = 1000  # rows at once
_TABLES = """
CREATE TABLE {d}.words (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {d}.pages (number INTEGER PRIMARY KEY, page TEXT NOT NULL UNIQUE, wanted INTEGER NOT NULL);
CREATE TABLE {d}.jobs (number INTEGER PRIMARY KEY, unchanged INTEGER NOT NULL);
CREATE TABLE {d}.made (
    path TEXT PRIMARY KEY, page TEXT NOT NULL, rank INTEGER NOT NULL, digest TEXT NOT NULL,
    variants TEXT NOT NULL, look TEXT NOT NULL, name TEXT NOT NULL, staged TEXT NOT NULL,
    dropped TEXT NOT NULL, job INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE {d}.lost (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_NAMES = ("words", "pages", "jobs", "made", "lost")


class Docket:
    """One bake's docket, on the ledger's own connection."""

    def __init__(self, db: sqlite3.Connection, schema: str) -> None:
        """`schema`: "temp", or the name that a file of its own is attached under. Nothing is made yet."""
        self._db = db
        self._schema = schema

    def begin(self) -> None:
        """Make the tables anew, empty."""
        for name in _NAMES:
            self._do(f"DROP TABLE IF EXISTS {{d}}.{name}")
        for statement in _TABLES.split(";"):
            self._do(statement)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All that is done inside is noted, or nothing: in the ledger's transaction where there is one."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def word(self, name: str) -> str:
        """Something remembered; "" where there is no such word, or no docket."""
        try:
            row = self._do("SELECT value FROM {d}.words WHERE name = ?", name).fetchone()
        except sqlite3.OperationalError:  # no such table
            return ""
        return row[0] if row else ""

    def set_word(self, name: str, value: str) -> None:
        """Remember something."""
        self._do("INSERT OR REPLACE INTO {d}.words VALUES (?, ?)", name, value)

    # --- what is to be done -----------------------------------------------------------------------------

    def add(self, pages: Iterable[Page], *, wanted: bool = True) -> None:
        """Put pages on the docket; one that is there already stays where it is."""
        self._many(
            "INSERT OR IGNORE INTO {d}.pages (page, wanted) VALUES (?, ?)",
            ((page.spell(), int(wanted)) for page in pages),
        )

    def count(self) -> int:
        """How many pages there are: the number of the last."""
        return int(self._do("SELECT ifnull(max(number), 0) FROM {d}.pages").fetchone()[0])

    def count_done(self) -> int:
        """How many pages the jobs that are done had, but for the last few."""
        jobs, last = self._do("SELECT count(*), ifnull(max(number), 0) FROM {d}.jobs").fetchone()
        return min(int(jobs) * JOB_PAGES, int(last) + JOB_PAGES - 1, self.count())

    def undone(self, first: int, last: int) -> Iterator[tuple[int, tuple[Page, ...]]]:
        """Jobs that are not done, of the pages from number `first` to `last`: each job's number and pages."""
        done = {row[0] for row in self._do("SELECT number FROM {d}.jobs WHERE number >= ?", first)}
        for number in range(first, last + 1, JOB_PAGES):
            if number not in done:
                rows = self._do(
                    "SELECT page FROM {d}.pages WHERE number BETWEEN ? AND ? AND wanted ORDER BY number",
                    number,
                    min(last, number + JOB_PAGES - 1),
                ).fetchall()
                yield number, tuple(read(row[0]) for row in rows)

    # --- what came of it --------------------------------------------------------------------------------

    def take(self, made: Made) -> None:
        """Note what came of a job. Of two pages that make one file, the later one's stands."""
        with self.whole():
            self._take(made)

    def _take(self, made: Made) -> None:
        self._many(
            "INSERT INTO {d}.made VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
            "ON CONFLICT (path) DO UPDATE SET page = ?2, rank = ?3, digest = ?4, variants = ?5, look = ?6, "
            "name = ?7, staged = ?8, dropped = ?9, job = ?10 WHERE job <= ?10",
            ((*file, made.number) for file in made.files),
        )
        self._many("INSERT OR IGNORE INTO {d}.lost VALUES (?)", ((path,) for path in made.left))
        self._do("INSERT OR REPLACE INTO {d}.jobs VALUES (?, ?)", made.number, made.unchanged)

    def lose_gone(self, edition: str | None) -> None:
        """Pages that have files, are of this edition (None: of the site or any edition), and that are not on
        the docket are no more."""
        if edition is None:
            self._do(
                "INSERT OR IGNORE INTO {d}.lost SELECT path FROM main.files "
                "WHERE page NOT IN (SELECT page FROM {d}.pages)"
            )
            return
        low = prefix(edition)
        self._do(
            "INSERT OR IGNORE INTO {d}.lost SELECT path FROM main.files WHERE page >= ? AND page < ? "
            "AND page NOT IN (SELECT page FROM {d}.pages)",
            low,
            low[:-1] + "\x20",
        )

    # --- redirects --------------------------------------------------------------------------------------

    def places_left(self) -> Iterator[str]:
        """The addresses that pages have left in this bake."""
        rows = self._do(
            "SELECT '/' || substr(path, 1, length(path) - 10) FROM {d}.lost JOIN main.files USING (path) "
            "WHERE path LIKE '%/index.html' AND files.page NOT LIKE ?",
            prefix("") + "redirect%",
        )
        return (row[0] for row in rows.fetchall())

    def clear_way(self, first: int, last: int) -> None:
        """Of the redirects from number `first` to `last`, want those that no page stands in the way of; what
        the others have made is lost."""
        after = first - 1
        while rows := self._do(
            "SELECT number, page FROM {d}.pages WHERE number > ? AND number <= ? ORDER BY number LIMIT ?",
            after,
            last,
            _CHUNK,
        ).fetchall():
            after = rows[-1][0]
            free = [(number, spelled) for number, spelled in rows if self._is_free(read(spelled))]
            self._many("UPDATE {d}.pages SET wanted = 1 WHERE number = ?", ((one[0],) for one in free))
            barred = ((spelled,) for _, spelled in set(rows) - set(free))
            self._many("INSERT OR IGNORE INTO {d}.lost SELECT path FROM main.files WHERE page = ?", barred)

    def _is_free(self, page: Page) -> bool:
        """No page stands at a redirect's address, and none of the folders above it is a file."""
        if self._owner(addresses.file(page.key)) not in {"", page.spell()}:
            return False
        folder = page.key.strip("/")
        while folder:
            if self._owner(folder):
                return False
            folder = folder.rpartition("/")[0]
        return True

    def _owner(self, path: str) -> str:
        """The page that makes a file, as things are by now; "" where none does."""
        row = self._do(
            "SELECT page FROM {d}.made WHERE path = ?1 UNION ALL SELECT page FROM main.files WHERE path = ?1 "
            "AND path NOT IN (SELECT path FROM {d}.lost) LIMIT 1",
            path,
        ).fetchone()
        return row[0] if row else ""

    # --- deciding ---------------------------------------------------------------------------------------

    def settle(self, bake: int, *, delete_rank: int, journal: bool) -> None:
        """Bring the ledger's rows in step, inside its transaction. `journal`: note what is to become of each
        file; else only of those that go."""
        self._do("DELETE FROM {d}.lost WHERE path IN (SELECT path FROM {d}.made)")
        self._do("DELETE FROM {d}.lost WHERE path NOT IN (SELECT path FROM main.files)")
        self._do(
            "INSERT INTO main.journal (rank, path, endings) SELECT ?, path, trim('. ' || variants) "
            "FROM {d}.lost JOIN main.files USING (path)",
            delete_rank,
        )
        self._do(
            "INSERT INTO main.journal (rank, path, endings) SELECT ?, path, dropped FROM {d}.made "
            "WHERE dropped <> ''",
            delete_rank,
        )
        if journal:
            self._do(
                "INSERT INTO main.journal (rank, path, staged, endings) "
                "SELECT rank, path, name, staged FROM {d}.made WHERE staged <> ''"
            )
        self._do(
            "INSERT OR REPLACE INTO main.gone SELECT path, variants, ? FROM {d}.lost JOIN main.files "
            "USING (path)",
            bake,
        )
        self._do("DELETE FROM main.gone WHERE path IN (SELECT path FROM {d}.made)")
        self._do(
            "INSERT INTO main.files SELECT path, page, rank, digest, variants, look, ? FROM {d}.made "
            "WHERE true ON CONFLICT (path) DO UPDATE SET "
            "bake = iif(digest = excluded.digest AND variants = excluded.variants, bake, excluded.bake), "
            "page = excluded.page, rank = excluded.rank, digest = excluded.digest, "
            "variants = excluded.variants, look = excluded.look",
            bake,
        )

    def forget_lost(self) -> None:
        """The last step of settling, after the report: what is lost stands no more."""
        self._do("DELETE FROM main.files WHERE path IN (SELECT path FROM {d}.lost)")

    # --- what is told -----------------------------------------------------------------------------------

    def unchanged(self) -> int:
        """How many files were made again and found the same."""
        return int(self._do("SELECT ifnull(sum(unchanged), 0) FROM {d}.jobs").fetchone()[0])

    def written(self, limit: int) -> tuple[int, list[tuple[str, str]]]:
        """How many files are new or others, variants counted, and the first of them with their endings."""
        return self._told("FROM {d}.made WHERE staged <> ''", "staged", limit)

    def deleted(self, limit: int) -> tuple[int, list[tuple[str, str]]]:
        """As `written`: what goes. After `settle`."""
        number, some = self._told(
            "FROM {d}.lost JOIN main.files USING (path)", "trim('. ' || variants)", limit
        )
        dropped, more = self._told("FROM {d}.made WHERE dropped <> ''", "dropped", limit)
        return number + dropped, some + more

    def _told(self, rows: str, endings: str, limit: int) -> tuple[int, list[tuple[str, str]]]:
        spaces = f"length({endings}) - length(replace({endings}, ' ', ''))"
        number = self._do(f"SELECT ifnull(sum(1 + {spaces}), 0) {rows}").fetchone()[0]
        some = self._do(f"SELECT path, {endings} {rows} ORDER BY path LIMIT ?", limit).fetchall()
        return int(number), some

    def _do(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._db.execute(statement.format(d=self._schema), values)

    def _many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._db.executemany(statement.format(d=self._schema), rows)


@contextmanager
def attached(db: sqlite3.Connection, path: Path) -> Iterator[Docket]:
    """The docket in a file of its own, which is made where there is none. Outside any transaction."""
    db.execute("ATTACH ? AS docket", (str(path),))
    # A kill loses nothing that was committed; a loss of power may, and `cold` begins anew after one.
    db.execute("PRAGMA docket.journal_mode = WAL")
    db.execute("PRAGMA docket.synchronous = OFF")
    try:
        yield Docket(db, "docket")
    finally:
        db.execute("DETACH docket")


def token_in(path: Path) -> str:
    """Which bake the docket in a file is of; "" where there is none, or none that can be read."""
    if not path.exists():
        return ""
    db = sqlite3.connect(path)
    try:
        return Docket(db, "main").word("token")
    except sqlite3.DatabaseError:
        return ""
    finally:
        db.close()


def remove(path: Path) -> None:
    """Remove a docket's file."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
