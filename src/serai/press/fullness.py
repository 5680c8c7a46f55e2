"""Fullness: a disk without room, told in words.

Rule: translates errors, handles none. SQLite says it in its own way, and so does the system.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serai.press.errors import FullDiskError

_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def plainly(ledger: Path) -> Iterator[None]:
    """FullDiskError in the place of what is raised when a disk is full."""
    try:
        yield
    except FullDiskError:
        raise
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise FullDiskError(error.errno, _told(error.filename or ledger)) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise
        raise FullDiskError(errno.ENOSPC, _told(ledger)) from error


def _told(where: object) -> str:
    return (
        f"The disk is full: {where} could not be written. Make room and bake again: nothing is lost, and of "
        "very many pages those that are made are not made again."
    )
