"""Indexing: what the ledger keeps beside each plate, so that it can ask for plates by more than their name.

Rule: every row here follows from one plate alone, and is found by it whole. So a plate that changes rewrites
the rows that differ, and `index_again` comes to the same rows from all plates, reading each once and holding
a few hundred: they are sorted on the disk and written in the order of their tables.
"""

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import Final

from serai.press import plates
from serai.press.entries import Entries, Entry, with_lot
from serai.press.pages import PLACES, lists_of, media_of, place_of
from serai.press.plates import AnyPlate, EditionPlate, FrontPlate, StoryPlate

_CHUNK = 500  # plates held in memory while walking the archive
_COLUMNS: Final = {
    "related": ("edition", "target", "story"),
    "corrections": ("edition", "at", "story", "place"),
    "formers": ("path", "edition", "kind", "key", "time"),
    "media": ("file", "edition", "kind", "key"),
}
_Rows = set[tuple[str | int, ...]]


def replace(db: sqlite3.Connection, entries: Entries, old: AnyPlate | None, new: AnyPlate | None) -> None:
    """Take `old` out and put `new` in, with all that is kept beside them."""
    if new:
        db.execute(
            "INSERT INTO plates (edition, kind, key, address, time, updated, title, data) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (edition, kind, key) DO UPDATE SET "
            "address = ?4, time = ?5, updated = ?6, title = ?7, data = ?8",
            row_of(new),
        )
    elif old:
        db.execute("DELETE FROM plates WHERE edition = ? AND kind = ? AND key = ?", _name(old))
    before, after = (_beside(plate) if plate else {} for plate in (old, new))
    for table, columns in _COLUMNS.items():
        was, is_now = before.get(table, set()), after.get(table, set())
        equal = " AND ".join(f"{column} = ?" for column in columns)
        db.executemany(f"DELETE FROM {table} WHERE {equal}", was - is_now)  # noqa: S608  names of this file
        values = ", ".join("?" * len(columns))
        db.executemany(f"INSERT INTO {table} VALUES ({values})", is_now - was)  # noqa: S608
    was_in, is_in = (entries_of(plate) if plate else set() for plate in (old, new))
    entries.change(was_in - is_in, is_in - was_in)


def index_again(db: sqlite3.Connection, entries: Entries) -> None:
    """Build everything that is kept beside plates from the plates alone."""
    tables = {**_COLUMNS, "entries": ("edition", "of", "list", "time", "story", "lot")}
    for table, columns in tables.items():
        db.execute(f"DROP TABLE IF EXISTS temp.again_{table}")
        db.execute(f"CREATE TEMP TABLE again_{table} ({', '.join(columns)})")
    for some in _walk(db):
        db.executemany(
            "UPDATE plates SET address = ?, time = ?, updated = ?, title = ? WHERE number = ?",
            [(*_shown(plate), number) for number, shown, plate in some if shown != _shown(plate)],
        )
        beside = [_beside(plate) for _, _, plate in some]
        for table, columns in _COLUMNS.items():
            rows = chain.from_iterable(row.get(table, ()) for row in beside)
            values = ", ".join("?" * len(columns))
            db.executemany(f"INSERT INTO temp.again_{table} VALUES ({values})", rows)  # noqa: S608
        entered = (with_lot(entry) for _, _, plate in some for entry in entries_of(plate))
        db.executemany("INSERT INTO temp.again_entries VALUES (?, ?, ?, ?, ?, ?)", entered)
    for table, columns in tables.items():
        db.execute(f"DELETE FROM {table}")  # noqa: S608
        db.execute(
            f"INSERT INTO {table} SELECT * FROM temp.again_{table} ORDER BY {', '.join(columns)}"  # noqa: S608
        )
        db.execute(f"DROP TABLE temp.again_{table}")
    db.execute("DELETE FROM counts")
    db.execute("INSERT INTO counts SELECT edition, of, list, count(*) FROM entries GROUP BY 1, 2, 3")
    entries.cut_again()


def row_of(plate: AnyPlate) -> tuple[str, str, str, str, int, int, str, bytes]:
    """A plate's row but for its number: its name, its address, time, last change and title, its bytes."""
    return (*_name(plate), *_shown(plate), plates.to_bytes(plate))


def time_of(story: StoryPlate) -> int:
    """What orders a story in its lists: seconds since 1970."""
    return int(story.published_at.timestamp())


def entries_of(plate: AnyPlate) -> set[Entry]:
    """Where a plate stands in lists."""
    if isinstance(plate, StoryPlate):
        time = time_of(plate)
        return {Entry(plate.edition, *name, time, plate.key) for name in lists_of(plate)}
    if isinstance(plate, EditionPlate | FrontPlate):
        return set()
    return {Entry(plate.edition, *PLACES, 0, f"{plates.kind(plate)}/{plate.key}")}


def _beside(plate: AnyPlate) -> dict[str, _Rows]:
    name = _name(plate)
    time = time_of(plate) if isinstance(plate, StoryPlate) else 0
    rows: dict[str, _Rows] = {
        "formers": {(place_of(former), *name, time) for former in plate.former_addresses},
        "media": {(file, *name) for file in media_of(plate)},
    }
    if isinstance(plate, StoryPlate):
        rows["related"] = {(plate.edition, target, plate.key) for target in plate.related}
        rows["corrections"] = {
            (plate.edition, int(correction.at.timestamp()), plate.key, place)
            for place, correction in enumerate(plate.corrections)
        }
    return rows


def _name(plate: AnyPlate) -> tuple[str, str, str]:
    return (plate.edition, plates.kind(plate), plate.key)


def _shown(plate: AnyPlate) -> tuple[str, int, int, str]:
    """A plate's address, time, last change and title, as they stand before its bytes."""
    if isinstance(plate, StoryPlate):
        return (plate.address, time_of(plate), int(plate.updated_at.timestamp()), plate.headline)
    return (plate.address, 0, 0, plates.title(plate))


def _walk(db: sqlite3.Connection) -> Iterator[list[tuple[int, tuple[str, int, int, str], AnyPlate]]]:
    """Every plate, some hundred at a time, with its number and what stands before its bytes."""
    after = 0
    while rows := db.execute(
        "SELECT number, address, time, updated, title, data FROM plates WHERE number > ? "
        "ORDER BY number LIMIT ?",
        (after, _CHUNK),
    ).fetchall():
        yield [(row[0], row[1:5], plates.from_bytes(row[5])) for row in rows]
        after = rows[-1][0]
