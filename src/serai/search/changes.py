"""Changes: which plates of the site came, changed or went after a moment that is remembered.

Rule: reads the ledger and nothing else. Every file knows the bake that last changed it, every deleted one the
bake that deleted it; both are walked through an index, so that the cost is that of what changed.
"""

import sqlite3
from typing import NamedTuple

from serai.press.ledger import Ledger
from serai.search.generations import Mark

_ENDING = "plate.json"
# Both parts are read in the order of an index on (bake, path); what a bake wrote besides is passed over.
_AFTER = """
SELECT bake, path, 0 FROM files WHERE bake >= ?1 AND (bake > ?1 OR path > ?2) AND path LIKE '%/plate.json'
UNION ALL
SELECT bake, path, 1 FROM gone WHERE bake >= ?1 AND (bake > ?1 OR path > ?2) AND path LIKE '%/plate.json'
ORDER BY 1, 2 LIMIT ?3
"""


class Changed(NamedTuple):
    """One plate's file. `data` is None where it is public no more."""

    bake: int
    path: str
    data: bytes | None


def after(ledger: Ledger, mark: Mark, limit: int) -> list[Changed]:
    """At most `limit` changes after the mark, oldest first."""
    rows = ledger.db.execute(_AFTER, (mark.bake, mark.path, limit)).fetchall()
    return [Changed(bake, path, None if went else _data(ledger.db, path)) for bake, path, went in rows]


def count(ledger: Ledger) -> int:
    """How many plates the site has."""
    found: int = ledger.db.execute("SELECT count(*) FROM plates").fetchone()[0]
    return found


def _data(db: sqlite3.Connection, path: str) -> bytes | None:
    address = "/" + path.removesuffix(_ENDING)
    row = db.execute("SELECT data FROM plates WHERE address = ? LIMIT 1", (address,)).fetchone()
    return row[0] if row else None
