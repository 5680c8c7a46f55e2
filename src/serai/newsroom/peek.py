"""Whether the newsroom's own inbox has something to collect, seen without asking the gate.

Rule: a hint, never the truth: it saves a signed question, which costs the gate a flush, where nothing came
in. What came in is collected over HTTP as from any other gate, and is asked for now and then whatever this
says. Reads one number; no entry is read here.
"""

import sqlite3
from pathlib import Path

from serai.newsroom.wake import Watch


class Peek:
    """Sees new entries in one inbox. For one thread."""

    def __init__(self, inbox: Path) -> None:
        """`inbox` need not be there yet."""
        self._path = inbox
        self._watch: Watch | None = None
        self._last = 0

    def last(self) -> int:
        """The last position that the inbox has given; what was last known while it cannot be read."""
        try:
            if self._watch is None:
                self._watch = Watch(self._path)
                self._last = self._read()
            elif self._watch.changed():
                self._last = self._read()
        except sqlite3.Error:
            self.close()
        return self._last

    def close(self) -> None:
        """Let go of the file; the next look opens it anew."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _read(self) -> int:
        connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entries'").fetchone()
        finally:
            connection.close()
        return int(found[0]) if found else 0
