"""The overlay: changes that a ledger is read with, and that are nowhere written.

Rule: one connection sees it, and it goes with that connection: the rows stand in SQLite's temporary tables,
in memory, and temporary views stand before the ledger's own tables of the same names. So every question about
plates and lists of stories is answered as if the changes were made, by the same words and through the same
indexes; what would write to them is refused by SQLite. What previews do not ask for is as it was: threads,
and how lists are counted and cut into pages.
"""

import sqlite3
from collections.abc import Iterable
from itertools import chain
from typing import Final

from serai.press import indexing, plates
from serai.press.changes import Change, Put, Withdraw
from serai.press.entries import with_lot
from serai.press.plates import AnyPlate, StoryPlate

_TABLES: Final = """
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE hidden (
    edition TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (edition, kind, key)
) WITHOUT ROWID;
CREATE TEMP TABLE laid_plates AS SELECT * FROM main.plates WHERE false;
CREATE TEMP TABLE laid_entries AS SELECT * FROM main.entries WHERE false;
CREATE TEMP VIEW plates AS
    SELECT * FROM main.plates AS own WHERE NOT EXISTS (
        SELECT 1 FROM hidden
        WHERE hidden.edition = own.edition AND hidden.kind = own.kind AND hidden.key = own.key
    )
    UNION ALL SELECT * FROM laid_plates;
CREATE TEMP VIEW entries AS
    SELECT * FROM main.entries AS own WHERE NOT EXISTS (
        SELECT 1 FROM hidden
        WHERE hidden.edition = own.edition AND hidden.kind = 'story' AND hidden.key = own.story
    )
    UNION ALL SELECT * FROM laid_entries;
"""


def lay(db: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Read the ledger of this connection with these changes from now on; of several of one plate the last
    counts, and threads are passed over. Once for a connection, outside of a transaction."""
    db.executescript(_TABLES)
    found: dict[tuple[str, str, str], AnyPlate | None] = {}
    for change in changes:
        if isinstance(change, Put):
            found[change.plate.edition, plates.kind(change.plate), change.plate.key] = change.plate
        elif isinstance(change, Withdraw):
            found[change.edition, change.kind, change.key] = None
    db.executemany("INSERT INTO hidden VALUES (?, ?, ?)", found)
    laid = [plate for plate in found.values() if plate]
    db.executemany(
        "INSERT INTO laid_plates (edition, kind, key, address, time, updated, title, data) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        map(indexing.row_of, laid),
    )
    stories = (plate for plate in laid if isinstance(plate, StoryPlate))
    entries = chain.from_iterable(map(indexing.entries_of, stories))
    db.executemany("INSERT INTO laid_entries VALUES (?, ?, ?, ?, ?, ?)", map(with_lot, entries))
