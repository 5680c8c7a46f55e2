"""Discussions: the threads that are public now, as rows of the ledger, one for each part.

Rule: rows only, inside the ledger's transaction. A thread goes in whole and is kept in slices; a slice that
is what it was is left alone, so that one comment more in a thread of ten thousand reads and writes little.
"""

import sqlite3
from collections.abc import Iterator

from serai.press import slices, threads
from serai.press.slices import Slice
from serai.press.threads import Comment, Thread

_CHUNK = 500  # rows held in memory while walking an edition's threads
_NAMES = '"discussed_at":"/'  # how a story's bytes name another edition: no word on a plate is spelled so


class Discussions:
    """The threads of one ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Of the ledger's connection."""
        self._db = connection

    def put(self, thread: Thread) -> list[int]:
        """Put a whole thread in the place of the one before; the numbers of the parts whose pages may have
        changed, came or went, in order. None where it is the thread that was there."""
        name = (thread.edition, thread.key)
        before = {
            part: (data, beside)
            for part, data, beside in self._db.execute(
                "SELECT part, data, beside FROM threads WHERE edition = ? AND key = ?", name
            )
        }
        after = {one.part.part: (one.part.count, *slices.to_bytes(one)) for one in slices.slices_of(thread)}
        changed = {part: row for part, row in after.items() if before.get(part) != row[1:]}
        gone = before.keys() - after.keys()
        self._db.executemany(
            "DELETE FROM threads WHERE edition = ? AND key = ? AND part = ?",
            [(*name, part) for part in gone],
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?, ?, ?)",
            [(*name, part, *row) for part, row in changed.items()],
        )
        return sorted(changed.keys() | gone)

    def slice(self, edition: str, key: str, part: int) -> Slice | None:
        """One part of a story's thread; None where it holds nothing, or no thread was put."""
        row = self._db.execute(
            "SELECT data, beside FROM threads WHERE edition = ? AND key = ? AND part = ?",
            (edition, key, part),
        ).fetchone()
        return slices.from_bytes(*row) if row else None

    def parts(self, edition: str, key: str) -> list[int]:
        """The numbers of all parts of a story's thread, in order; none where no thread was put."""
        rows = self._db.execute(
            "SELECT part FROM threads WHERE edition = ? AND key = ? ORDER BY part", (edition, key)
        )
        return [row[0] for row in rows]

    def count(self, edition: str, key: str) -> int:
        """How many comments a story has."""
        row = self._db.execute(
            "SELECT comments FROM threads WHERE edition = ? AND key = ? AND part = 1", (edition, key)
        ).fetchone()
        return row[0] if row else 0

    def newest(self, edition: str, key: str, take: int) -> tuple[Comment, ...]:
        """A story's newest comments, newest first."""
        found: list[Comment] = []
        for (data,) in self._db.execute(
            "SELECT data FROM threads WHERE edition = ? AND key = ? ORDER BY part DESC", (edition, key)
        ):
            found += reversed(threads.from_bytes(data).comments)
            if len(found) >= take:
                break
        return tuple(found[:take])

    def shown_in(self, edition: str, key: str) -> list[str]:
        """The other editions whose story of this key shows this edition's thread (`threads.home_of`)."""
        rows = self._db.execute(
            "SELECT edition FROM plates WHERE kind = 'story' AND key = ?1 AND edition <> ?2 "
            "AND instr(data, CAST(?3 || ?2 || '/' AS BLOB)) ORDER BY edition",
            (key, edition, _NAMES),
        )
        return [row[0] for row in rows]

    def further_parts_shown(self, edition: str) -> Iterator[tuple[str, int]]:
        """The further parts of other editions' threads that this edition's stories show: as `every_part`.
        Walks an index of all threads, and reads stories only of those that have such parts."""
        after = ("", "", 0)
        while rows := self._db.execute(
            "SELECT edition, key, part, EXISTS (SELECT 1 FROM plates WHERE plates.edition = ?1 "
            "AND kind = 'story' AND plates.key = threads.key "
            "AND instr(data, CAST(?2 || threads.edition || '/' AS BLOB))) FROM threads "
            "WHERE part > 1 AND edition <> ?1 AND (edition, key, part) > (?3, ?4, ?5) "
            "ORDER BY edition, key, part LIMIT ?6",
            (edition, _NAMES, *after, _CHUNK),
        ).fetchall():
            yield from ((key, part) for _, key, part, shown in rows if shown)
            after = rows[-1][:3]

    def every_part(self, edition: str) -> Iterator[tuple[str, int]]:
        """All parts of an edition's threads: story's key and part, in order, without holding them all."""
        after = ("", 0)
        while rows := self._db.execute(
            "SELECT key, part FROM threads WHERE edition = ? AND (key, part) > (?, ?) "
            "ORDER BY key, part LIMIT ?",
            (edition, *after, _CHUNK),
        ).fetchall():
            yield from rows
            after = rows[-1]
