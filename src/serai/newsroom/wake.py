"""Waking when a database changes, and costing almost nothing until then.

Rule: SQLite only tells by being asked: `PRAGMA data_version` (sqlite.org/pragma.html#pragma_data_version)
gives another number once any other connection, in any process, has committed. Asking reads a few bytes of
shared memory.
"""

import sqlite3
import threading
import time
from pathlib import Path

ASK_EVERY = 0.1  # seconds: the longest that a commit goes unseen


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

    def wait(self, seconds: float, stop: threading.Event) -> bool:
        """Wait for a commit, at most `seconds` and only until `stop` is set; True where one was seen."""
        deadline = time.monotonic() + seconds
        while not stop.is_set():
            if self.changed():
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            stop.wait(min(left, ASK_EVERY))
        return False

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version
