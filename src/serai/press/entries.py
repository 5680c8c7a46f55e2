"""Entries: which stories are in which list, in the list's order, and where each list is cut into pages.

Rule: rows of the ledger only, inside its transaction. Every question walks an index over what it answers
with: a page's stories, the newest so many, the neighbours of a change (4 × the width of `pagination`), the
months of an edition. Nothing costs the length of a list, but for what goes through it whole and says so.

A list may be cut twice: "list" into the pages that readers leaf through, and "shard" into files for search
engines. Ends follow from entries alone: `settle` brings them up to date around what came and went,
`cut_again` makes all of them anew, and both come to the same. An edition's sections, authors and topics are
a list too, `PLACES`, in the order of their names, that is cut into shards only.
"""

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from serai.press import pagination
from serai.press.pages import PLACES, SHARD_STORIES, ListName, Page
from serai.press.pagination import Row, Spot

_CHUNK = 500  # rows held in memory while walking a list
_LOW: Final[Spot] = (-(1 << 63), "")
_HIGH: Final[Spot] = ((1 << 63) - 1, "\U0010ffff")
_OF_LIST = "edition = ? AND of = ? AND list = ?"
_OF_RUN = f"{_OF_LIST} AND cut = ?"


class Run(NamedTuple):
    """A list cut in one way, `cut` "list" or "shard"; with a lot it names a page."""

    edition: str
    of: str
    list: str
    cut: str

    def page(self, lot: int) -> Page:
        """The page that ends with this lot; 0 for the front."""
        return Page(self.edition, self.cut, self.of, self.list, lot)


class Stretch(NamedTuple):
    """What one page holds, newest first, and the ends of the pages beside it."""

    rows: list[Row]
    end: Row | None  # None: the front
    newer: Row | None  # None: the front, or nothing
    older: Row | None


class Settled(NamedTuple):
    """Pages that hold or neighbour other stories than before, and runs that have other ends."""

    pages: set[Page]
    recut: set[Run]


class Entry(NamedTuple):
    """A story, or a place, in a list."""

    edition: str
    of: str
    list: str
    time: int
    story: str


class Entries:
    """The lists of one ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Of the ledger's connection."""
        self._db = connection
        self._stirred: dict[tuple[str, str, str], set[Spot]] = {}
        self._loose = False
        self._changed = False

    # --- in and out -------------------------------------------------------------------------------------

    def change(self, gone: Iterable[Entry], come: Iterable[Entry]) -> None:
        """Take entries out and put others in; their lists' ends wait for `settle`."""
        gone, come = list(gone), list(come)
        self._db.executemany(f"DELETE FROM entries WHERE {_OF_LIST} AND time = ? AND story = ?", gone)  # noqa: S608
        self._db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", map(with_lot, come))
        counts = [(*entry[:3], -1) for entry in gone] + [(*entry[:3], 1) for entry in come]
        self._db.executemany(
            "INSERT INTO counts VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (edition, of, list) DO UPDATE SET stories = stories + ?4",
            counts,
        )
        self._changed = self._changed or bool(counts)
        if not self._loose:
            for entry in (*gone, *come):
                self._stirred.setdefault(entry[:3], set()).symmetric_difference_update({entry[3:]})

    def loosen(self) -> None:
        """Until `settle`, do not remember what comes and goes: more than was there is to come."""
        self._loose = True

    def forget(self) -> None:
        """Nothing came or went: the transaction is rolled back, or all is settled."""
        self._stirred.clear()
        self._loose = self._changed = False

    def settle(self) -> Settled:
        """Bring the ends up to date with what came and went since the last time, and say which pages that
        altered; after `loosen` all ends are made anew and none are named."""
        settled = Settled(set(), set())
        if self._loose and self._changed:
            self.cut_again()
        elif self._cut():
            for name, spots in self._stirred.items():
                for run in runs(name[0], ListName(*name[1:])):
                    self._settle_run(run, sorted(spots), settled)
        self.forget()
        return settled

    def postpone(self) -> None:
        """Leave the ends as they are, whatever came and went: the next `cut_by` makes all of them anew."""
        self._db.execute("DELETE FROM meta WHERE name = 'cut'")
        self.forget()

    def cut_by(self, page_stories: int) -> None:
        """Cut lists into pages of about so many stories; all lists anew where that is not what they are cut
        by. Call at the beginning of a transaction that changes."""
        wanted = f"{page_stories} {SHARD_STORIES}"
        if self._cut() != wanted:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('cut', ?)", (wanted,))
            self.cut_again()

    def cut_again(self) -> None:
        """Make all ends anew: goes through every list, holding a few rows at a time. Where that is postponed,
        or no press has said how large pages are, `cut_by` will."""
        self._db.execute("DELETE FROM ends")
        if not self._cut():
            return
        for cut, lists in (("list", "of <> 'places'"), ("shard", "of IN ('month', 'places')")):
            rows = self._db.execute(
                "SELECT edition, of, list, time, story, lot FROM entries "  # noqa: S608  one of the two above
                f"WHERE {lists} ORDER BY edition, of, list, time, story"
            )
            wide = self._wide(cut)
            for (edition, of, name), members in groupby(rows, lambda row: row[:3]):
                found = pagination.ends((row[3:] for row in members), wide)
                self._put_ends(Run(edition, of, name, cut), found)

    def _settle_run(self, run: Run, spots: list[Spot], settled: Settled) -> None:
        for region in self._regions(run, spots):
            new = set(pagination.ends(region.rows, self._wide(run.cut)))
            old = set(self._ends(run, region.low, region.high))
            gone, come = old - new, new - old
            self._db.executemany(
                f"DELETE FROM ends WHERE {_OF_RUN} AND time = ? AND story = ?",  # noqa: S608
                [(*run, time, story) for time, story, _ in gone],
            )
            self._put_ends(run, come)
            flipped = sorted(gone | come)
            edges = region.stirred + [row[:2] for row in flipped]
            lots = {lot for time, story, lot in old | new if min(edges) <= (time, story) <= max(edges)}
            lots.add(self.holding(run, max(region.stirred)))
            if flipped:
                settled.recut.add(run)
                lots.update(row[2] for row in self._beside(run, flipped[0][:2], newer=False))
                lots.add(next((row[2] for row in self._beside(run, flipped[-1][:2], newer=True)), 0))
            settled.pages.update(run.page(lot) for lot in lots)

    def _regions(self, run: Run, spots: list[Spot]) -> "Iterator[_Region]":
        """The rows around spots that lie near each other, each with what decides of it."""
        wide, waiting = self._wide(run.cut), deque(spots)
        while waiting:
            rows = self._rows_before(run, waiting[0], 2 * wide)
            low = rows[wide][:2] if len(rows) == 2 * wide else _LOW
            stirred: list[Spot] = []
            after, high = 0, _HIGH  # rows after the last spot
            for row in self._rows_from(run, waiting[0]):
                rows.append(row)
                while waiting and waiting[0] <= row[:2]:
                    stirred.append(waiting.popleft())
                    after = 0
                after += stirred[-1] != row[:2]
                if after == 2 * wide:
                    high = rows[-1 - wide][:2]
                    break
            if high == _HIGH:
                stirred += waiting
                waiting.clear()
            yield _Region(stirred, rows, low, high)

    # --- pages ------------------------------------------------------------------------------------------

    def holding(self, run: Run, spot: Spot) -> int:
        """The lot of the page that holds a story which stands, or would stand, here; 0 for the front."""
        row = self._db.execute(
            f"SELECT lot FROM ends WHERE {_OF_RUN} AND (time, story) >= (?, ?) "  # noqa: S608
            "ORDER BY time, story LIMIT 1",
            (*run, *spot),
        ).fetchone()
        return row[0] if row else 0

    def stretch(self, run: Run, lot: int) -> Stretch | None:
        """What is on the page of this lot, 0 for the front; None where no page ends with it."""
        end = None
        if lot:
            end = self._db.execute(
                f"SELECT time, story, lot FROM ends WHERE {_OF_RUN} AND lot = ? LIMIT 1",  # noqa: S608
                (*run, lot),
            ).fetchone()
            if not end:
                return None
        high = end[:2] if end else _HIGH
        older = next(iter(self._beside(run, high, newer=False)), None)
        newer = next(iter(self._beside(run, high, newer=True)), None) if end else None
        rows = self._db.execute(
            "SELECT time, story, lot FROM entries "  # noqa: S608
            f"WHERE {_OF_LIST} AND (time, story) > (?, ?) AND (time, story) <= (?, ?) "
            "ORDER BY time DESC, story DESC",
            (*run[:3], *(older[:2] if older else _LOW), *high),
        ).fetchall()
        return Stretch(rows, end, newer, older)

    def lots(self, run: Run) -> Iterator[int]:
        """All pages of a run, the front (0) first, then from the oldest on: as many as there are."""
        yield 0
        after: Spot = _LOW
        while rows := self._ends(run, after, _HIGH, _CHUNK, beyond=True):
            yield from (lot for _, _, lot in rows)
            after = rows[-1][:2]

    # --- lists ------------------------------------------------------------------------------------------

    def count(self, edition: str, name: ListName) -> int:
        """How many stories a list holds."""
        row = self._db.execute(
            f"SELECT stories FROM counts WHERE {_OF_LIST}",  # noqa: S608
            (edition, *name),
        ).fetchone()
        return row[0] if row else 0

    def newest(self, edition: str, name: ListName, take: int) -> list[str]:
        """Keys of a list's newest stories, newest first."""
        return [story for _, story in self._newest(edition, name, take)]

    def reach(self, edition: str, name: ListName, take: int) -> Spot:
        """Where the oldest of a list's `take` newest stories stands; before all where there are fewer."""
        spots = self._newest(edition, name, take)
        return spots[-1] if len(spots) == take else _LOW

    def walk(self, edition: str, name: ListName) -> Iterator[str]:
        """Keys of all of a list's stories, oldest first: as many as there are, a few held at a time."""
        after: Spot = _LOW
        while rows := self._db.execute(
            f"SELECT time, story FROM entries WHERE {_OF_LIST} AND (time, story) > (?, ?) "  # noqa: S608
            "ORDER BY time, story LIMIT ?",
            (edition, *name, *after, _CHUNK),
        ).fetchall():
            yield from (story for _, story in rows)
            after = rows[-1]

    def months(self, edition: str) -> list[tuple[str, int]]:
        """The months that have stories, newest first, with how many."""
        return self._db.execute(
            "SELECT list, stories FROM counts WHERE edition = ? AND of = 'month' AND stories > 0 "
            "ORDER BY list DESC",
            (edition,),
        ).fetchall()

    # --- rows -------------------------------------------------------------------------------------------

    def _newest(self, edition: str, name: ListName, take: int) -> list[Spot]:
        return self._db.execute(
            f"SELECT time, story FROM entries WHERE {_OF_LIST} "  # noqa: S608
            "ORDER BY time DESC, story DESC LIMIT ?",
            (edition, *name, take),
        ).fetchall()

    def _rows_before(self, run: Run, spot: Spot, take: int) -> list[Row]:
        rows = self._db.execute(
            f"SELECT time, story, lot FROM entries WHERE {_OF_LIST} AND (time, story) < (?, ?) "  # noqa: S608
            "ORDER BY time DESC, story DESC LIMIT ?",
            (*run[:3], *spot, take),
        ).fetchall()
        return rows[::-1]

    def _rows_from(self, run: Run, spot: Spot) -> Iterator[Row]:
        return self._db.execute(
            f"SELECT time, story, lot FROM entries WHERE {_OF_LIST} AND (time, story) >= (?, ?) "  # noqa: S608
            "ORDER BY time, story",
            (*run[:3], *spot),
        )

    def _ends(self, run: Run, low: Spot, high: Spot, take: int = -1, *, beyond: bool = False) -> list[Row]:
        return self._db.execute(
            f"SELECT time, story, lot FROM ends WHERE {_OF_RUN} "  # noqa: S608
            f"AND (time, story) {'>' if beyond else '>='} (?, ?) AND (time, story) <= (?, ?) "
            "ORDER BY time, story LIMIT ?",
            (*run, *low, *high, take),
        ).fetchall()

    def _beside(self, run: Run, spot: Spot, *, newer: bool) -> list[Row]:
        """The nearest end on one side of a spot; none where there is none."""
        sign, order = (">", "ASC") if newer else ("<", "DESC")
        return self._db.execute(
            f"SELECT time, story, lot FROM ends WHERE {_OF_RUN} AND (time, story) {sign} (?, ?) "  # noqa: S608
            f"ORDER BY time {order}, story {order} LIMIT 1",
            (*run, *spot),
        ).fetchall()

    def _put_ends(self, run: Run, rows: Iterable[Row]) -> None:
        self._db.executemany("INSERT INTO ends VALUES (?, ?, ?, ?, ?, ?, ?)", ((*run, *row) for row in rows))

    def _wide(self, cut: str) -> int:
        stories, shard = self._cut().split()
        return pagination.width(int(stories if cut == "list" else shard))

    def _cut(self) -> str:
        """How large pages and files are, as it was last said; "" while all ends wait for `cut_by`."""
        row = self._db.execute("SELECT value FROM meta WHERE name = 'cut'").fetchone()
        return row[0] if row else ""


class _Region(NamedTuple):
    """Spots near each other where entries came or went, the rows around them, and the first and last row
    that may have become an end or ceased to be one."""

    stirred: list[Spot]
    rows: list[Row]
    low: Spot
    high: Spot


def runs(edition: str, name: ListName) -> tuple[Run, ...]:
    """The ways in which a list is cut."""
    cuts = ("shard",) if name == PLACES else ("list", "shard") if name.of == "month" else ("list",)
    return tuple(Run(edition, *name, cut) for cut in cuts)


def with_lot(entry: Entry) -> tuple[str, str, str, int, str, int]:
    """An entry's row."""
    edition, of, name, time, story = entry
    return (edition, of, name, time, story, pagination.lot(edition, of, name, story))
