"""Waking when a database changes, and costing almost nothing until then.

Rule: SQLite only tells by being asked: `PRAGMA data_version` (sqlite.org/pragma.html#pragma_data_version)
gives another number once any other connection, in any process, has committed. Asking reads a few bytes of
shared memory.
"""

import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from serai.newsroom import postgresql
from serai.newsroom.config import Newsroom

ASK_EVERY = 0.1  # seconds: the longest that a commit goes unseen


class Watched(Protocol):
    """Something that can be asked whether it has changed."""

    def changed(self) -> bool: ...


class Watch:
    """Sees the commits that others make to one SQLite file. For one thread."""

    def __init__(self, database: Path) -> None:
        """`database` must exist. What was committed before now is not news."""
        address = f"{database.absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=20)
        self._seen = self._version()

    def changed(self) -> bool:
        """Whether something was committed since this was last asked."""
        version = self._version()
        changed = version != self._seen
        self._seen = version
        return changed

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version


def wait(watches: Sequence[Watched], seconds: float, stop: threading.Event) -> bool:
    """Wait until one of `watches` has changed, at most `seconds` and only until `stop` is set; True where
    one has."""
    deadline = time.monotonic() + seconds
    while not stop.is_set():
        # Each is asked: a change of the second must not wait behind the first's to be forgotten.
        seen = [watch.changed() for watch in watches]
        if any(seen):
            return True
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        stop.wait(min(left, ASK_EVERY))
    return False


def watch_desk(newsroom: Newsroom) -> Watched:
    """Sees what is committed to the desk."""
    if newsroom.text(postgresql.DESK):
        return postgresql.Watch(newsroom, postgresql.DESK)
    return Watch(newsroom.desk_database)


def watch_discussion(newsroom: Newsroom) -> Watched:
    """Sees what is committed to the discussion."""
    if newsroom.text(postgresql.DISCUSSION):
        return postgresql.Watch(newsroom, postgresql.DISCUSSION)
    return Watch(newsroom.discussion_database)
