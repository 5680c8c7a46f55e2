"""The inbox's file: how it is made, opened, and found unfit.

Rule: SQLite in WAL with `synchronous=FULL` (a commit returns once the disk has it) and `secure_delete` (what
is deleted is overwritten). The file is its owner's alone. It is made in one transaction: a crash leaves an
empty file, which is made anew, or a whole one.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serai.core import files
from serai.gate.errors import InboxError

APPLICATION = 0x53724962  # "SrIb", SQLite's application_id
VERSION = 1
PATIENCE = 10.0  # seconds to wait for another process's lock

_SCHEMA = Path(__file__).with_name("inbox.sql")


def make(path: Path) -> None:
    """Make the inbox at `path`, or find that it is one. InboxError where the file is something else."""
    with as_inbox_errors(path):
        _touch(path)
        connection = connect(path)
        try:
            if _kind(connection) == (0, 0):
                _create(connection, path)
            _check(connection, path)
        finally:
            connection.close()


def connect(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    """A connection for one thread at a time, without implicit transactions. `reading`: it can only read."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = OFF")
    if reading:
        connection.execute("PRAGMA query_only = ON")
    return connection


@contextmanager
def as_inbox_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite or the disk refuses into an InboxError that says what to do. It holds no row."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise InboxError(
            f"The inbox {path.name} cannot be used just now: {error}. Nothing was kept. Look at the "
            "free space and the health of its disk, and at who owns the file."
        ) from error
    except sqlite3.ProgrammingError:
        raise  # a mistake of ours, not the file's
    except sqlite3.DatabaseError as error:
        raise InboxError(
            f"The inbox {path.name} is damaged or no inbox: {error}. Move it away and keep it (what was not "
            "collected is in it alone); the gate makes a new one."
        ) from error
    except OSError as error:
        raise InboxError(
            f"The inbox {path.name} cannot be opened: {error.strerror}. Look at the folder's owner and its "
            "disk."
        ) from error


def scrub(connection: sqlite3.Connection) -> bool:
    """Move everything out of the log and empty it, so that nothing deleted stays there. False where a
    reader was in the way: scrub again later."""
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _touch(path: Path) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        files.flush_folder(path.parent)


def _kind(connection: sqlite3.Connection) -> tuple[int, int]:
    """The file's application and how many tables and indexes it has."""
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [things] = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return application, things


def _create(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    statements = _SCHEMA.read_text(encoding="utf-8")
    marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    connection.executescript(f"BEGIN IMMEDIATE; {marks} {statements} COMMIT;")
    files.flush_folder(path.parent)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application, _ = _kind(connection)
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) != (APPLICATION, VERSION):
        raise InboxError(
            f"{path.name} is not an inbox of version {VERSION}. Use the Serai that wrote it, or move it away "
            "and keep it; the gate makes a new one."
        )
    [found] = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    connection.execute("PRAGMA journal_mode = WAL")
