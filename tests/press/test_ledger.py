"""What a change touches is answered through indexes: the archive is never read through."""

from pathlib import Path

import pytest

from serai.press import ledger as ledgers
from serai.press.changes import Change, Put, PutThread, Withdraw
from tests.press import casting
from tests.press.sites import Works
from tests.press.talking import thread

GLANCE = "SELECT 1 FROM "  # whether there is anything, or more than a few: ends at the first row that says so
SMALL = ("meta", "journal", "through", "sqlite_master")  # tables that do not grow with the archive


def scans(desk: Works, statements: set[str]) -> list[str]:
    """Steps of the statements' query plans that read a table from end to end."""
    db = ledgers.Ledger.open(desk.ledger).db
    db.execute("CREATE TEMP TABLE through (page TEXT PRIMARY KEY) WITHOUT ROWID")
    found = []
    for statement in sorted(statements):
        glance = statement.startswith(GLANCE) and " LIMIT 1" in statement and " WHERE " not in statement
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")) and not glance:
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
            found += [step for step in plan if step.startswith("SCAN") and step.split()[1] not in SMALL]
    db.close()
    return found


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every statement that a ledger opened from now on is given."""
    seen: set[str] = set()
    opened = ledgers.Ledger.open

    def watched(path: Path) -> ledgers.Ledger:
        ledger = opened(path)
        ledger.db.set_trace_callback(seen.add)
        return ledger

    monkeypatch.setattr(ledgers.Ledger, "open", watched)
    return seen


def test_no_change_of_one_story_reads_a_table_through(desk: Works, statements: set[str]) -> None:
    told: list[Change] = [Put(casting.edition()), Put(casting.section()), Put(casting.author())]
    told += [Put(casting.story(n, authors=("ada",), related=("s1",))) for n in range(30)]
    desk.press().bake(told)
    moved = casting.story(3, slug="moved", section="world", former_addresses=(casting.story(3).address,))
    desk.press().bake([PutThread(thread(120, key="s4"))])
    statements.clear()
    for change in (
        Put(casting.story(40, authors=("ada",), topics=("water",), lead_photo=casting.photo(desk.pool))),
        Put(moved),
        PutThread(thread(121, key="s4")),
        Put(casting.story(4, slug="moved", section="world")),
        Put(casting.author(name="Ada L.")),
        Withdraw(kind="story", edition="en", key="s5"),
    ):
        desk.press().bake([change])
    assert len(statements) > 300
    assert scans(desk, statements) == []


def test_a_commit_survives_a_loss_of_power(desk: Works) -> None:
    desk.press().bake([])
    db = ledgers.Ledger.open(desk.ledger).db
    modes = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    db.close()
    assert modes == ["wal", 2]  # 2 is FULL
