"""A disk's refusals are told in words, whoever raised them; nothing else is taken for one."""

import errno
import sqlite3

import pytest

from serai.newsroom import disk


def _sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


def _caused_by(cause: Exception) -> Exception:
    error = RuntimeError("as Django says it")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "begins"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full. "),
        (OSError(errno.ENOSPC, "No space left on device", "/srv/a"), "The disk is full: /srv/a. "),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/a"), "This user may not use "),
        (OSError(errno.EIO, "Input/output error"), "The disk failed. "),
        (_caused_by(_sqlite(sqlite3.SQLITE_FULL)), "The disk is full. "),
        (_sqlite(sqlite3.SQLITE_IOERR | 3 << 8), "The disk failed. "),
    ],
)
def test_what_a_disk_refused_is_told(error: Exception, begins: str) -> None:
    assert disk.told(error).startswith(begins)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("of ours"),
        FileNotFoundError(errno.ENOENT, "No such file or directory", "/srv/a"),
        _caused_by(_sqlite(sqlite3.SQLITE_CONSTRAINT)),
        sqlite3.ProgrammingError("without a code"),
    ],
)
def test_what_is_no_disk_s_is_not(error: Exception) -> None:
    assert disk.told(error) == ""
