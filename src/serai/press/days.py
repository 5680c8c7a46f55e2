"""Days: which days an edition has stories of, which stories, and which days' books a change touches.

Rule: asks one index of the ledger, through the addresses that stories stand at. A story's day is the one in
its address, which is that of its publication in the edition's time zone, and stays while the address does.
Finding the newest days costs a step of the index for each, and a day's stories cost what the day holds,
however large the archive.

    days.newest(ledger.db, "en", 2)               # ["2026-11-23", "2026-11-21"]
    days.stories(ledger.db, "en", "2026-11-23", 100)
"""

import sqlite3
from collections.abc import Iterator

from serai.press.pages import BOOK_DAYS, Page
from serai.press.plates import AnyPlate, StoryPlate

_AT = "+kind = 'story' AND address >= ? AND address < ?"  # the sign keeps SQLite to the addresses' index


def day_of(plate: StoryPlate) -> str:
    """The day that a story's address stands in, "2026-11-23"."""
    return "-".join(plate.address.split("/")[2:5])


def newest(db: sqlite3.Connection, edition: str, take: int) -> list[str]:
    """The newest `take` days that have stories, newest first."""
    found: list[str] = []
    before = f"/{edition}/:"  # what is behind all digits
    while len(found) < take:
        row = db.execute(
            "SELECT address FROM plates WHERE address >= ? AND address < ? ORDER BY address DESC LIMIT 1",
            (f"/{edition}/0", before),
        ).fetchone()
        if not row:
            break
        found.append("-".join(row[0].split("/")[2:5]))
        before = _span(edition, found[-1])[0]
    return found


def stories(db: sqlite3.Connection, edition: str, day: str, take: int) -> list[str]:
    """Keys of the newest `take` stories of a day, newest first."""
    rows = db.execute(
        f"SELECT key FROM plates WHERE {_AT} ORDER BY time DESC, key DESC LIMIT ?",  # noqa: S608  of this file
        (*_span(edition, day), take),
    )
    return [row[0] for row in rows]


def count(db: sqlite3.Connection, edition: str, day: str) -> int:
    """How many stories a day has."""
    row = db.execute(f"SELECT count(*) FROM plates WHERE {_AT}", _span(edition, day)).fetchone()  # noqa: S608
    return int(row[0])


class Stirred:
    """The days of stories that come, change or go, in one run of changes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """None yet."""
        self._db = db
        self._before: dict[str, list[str]] = {}
        self._after: dict[str, list[str]] = {}
        self._days: set[tuple[str, str]] = set()

    def note(self, plate: AnyPlate | None) -> None:
        """A plate as it was or as it is to be, before the ledger is told."""
        if isinstance(plate, StoryPlate):
            self._days.add((plate.edition, day_of(plate)))
            if plate.edition not in self._before:
                self._before[plate.edition] = newest(self._db, plate.edition, BOOK_DAYS)

    def pages(self) -> Iterator[Page]:
        """After the last change: the books that may be others, and where days have come or gone, what leads
        to books."""
        for edition, before in self._before.items():
            turned = set(before) ^ set(self._kept(edition))
            if turned:
                yield from (Page(edition, "front"), Page(edition, "archive"))
            yield from (Page(edition, "book", key=day) for day in sorted(turned))
        for edition, day in sorted(self._days):
            if day in self._kept(edition):
                yield Page(edition, "book", key=day)

    def book_with(self, plate: StoryPlate) -> Iterator[Page]:
        """After the last change: the book that a story is in, if there is one."""
        if day_of(plate) in self._kept(plate.edition):
            yield Page(plate.edition, "book", key=day_of(plate))

    def _kept(self, edition: str) -> list[str]:
        if edition not in self._after:
            self._after[edition] = newest(self._db, edition, BOOK_DAYS)
        return self._after[edition]


def _span(edition: str, day: str) -> tuple[str, str]:
    """Where the addresses of a day's stories begin and end."""
    folder = f"/{edition}/{day.replace('-', '/')}"
    return f"{folder}/", f"{folder}0"
