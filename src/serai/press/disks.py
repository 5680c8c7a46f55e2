"""Disks: one that is full or fails is told in words.

Rule: translates errors, handles none. SQLite says it in its own way, and the system in another.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serai.press.errors import DiskError

_DISK = {errno.ENOSPC: "is full", errno.EDQUOT: "is full", errno.EIO: "failed"}
_SQLITE = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_IOERR: errno.EIO}


def of(error: sqlite3.Error) -> int | None:
    """The system's number for what SQLite could not do to a disk; None where it is about something else."""
    return _SQLITE.get(
        getattr(error, "sqlite_errorcode", 0) & 0xFF
    )  # the rest of the code says at which step


@contextmanager
def plainly(ledger: Path) -> Iterator[None]:
    """DiskError in the place of what is raised when a disk is full or fails."""
    try:
        yield
    except DiskError:
        raise
    except OSError as error:
        if error.errno not in _DISK:
            raise
        raise _told(error.errno, error.filename or ledger) from error
    except sqlite3.OperationalError as error:
        number = of(error)
        if number is None:
            raise
        raise _told(number, ledger) from error


def _told(number: int, where: object) -> DiskError:
    return DiskError(
        number,
        f"The disk {_DISK[number]}: {where} could not be written. See that it has room and is sound, and "
        "bake again: nothing is lost, and of very many pages those that are made are not made again.",
    )
