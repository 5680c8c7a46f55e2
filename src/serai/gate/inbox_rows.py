"""The inbox's rows: what each act changes in the tables.

Rule: every function that changes works inside the caller's transaction and commits nothing. Many rows go in
with one statement: between statements Python's lock may go to another thread, and a group of comments must
not wait for it a hundred times.
"""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from serai.gate.protocol import Mute, ReceiptUpdate
from serai.gate.receipts import Arrival, Receipt, micros, moment

MUTES_LIMIT = 10_000  # the ones that end first give way
_CHUNKS = (64, 16, 4, 1)  # rows in one statement; few sizes, so that SQLite compiles few statements
_NEW_RECEIPT = (
    "INSERT INTO receipts (number, receipt, kind, edition, story, address, copy, at, changed_at) VALUES "
)
_NEW_ENTRY = "INSERT INTO entries (position, receipt, entry) VALUES "
_COLUMNS = "receipt, kind, edition, story, address, copy, state, note, place, at, changed_at"


def append(connection: sqlite3.Connection, group: Sequence[Arrival]) -> list[bool]:
    """Put the group in, in its order; for each, whether it is new."""
    news: list[bool] = []
    rest = iter(group)
    while len(news) < len(group):
        run: list[Arrival] = []
        for arrival in rest:
            if not arrival.opens:
                news += _open(connection, run)
                news.append(_follow(connection, arrival))
                break
            run.append(arrival)
        else:
            news += _open(connection, run)
    return news


def receipt(connection: sqlite3.Connection, digest: bytes) -> Receipt | None:
    """What is known of a receipt."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM receipts WHERE receipt = ?", (digest,)).fetchone()  # noqa: S608
    if row is None:
        return None
    name, kind, edition, story, address, copy, state, note, place, at, changed = row
    return Receipt(
        receipt=name.hex(),
        of=kind,
        edition=edition,
        story=story,
        address=address,
        copy=copy,
        state=state,
        note=note,
        place=place,
        at=moment(at),
        changed_at=moment(changed),
    )


def last_position(connection: sqlite3.Connection) -> int:
    """The highest position that was ever given."""
    [last] = connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'entries'").fetchone()
    return last or 0


def answer(connection: sqlite3.Connection, told: Sequence[ReceiptUpdate], now: datetime) -> None:
    """Note what became of receipts. What the writer withdrew or erased stays so; what the newsroom erased
    is erased here too."""
    rows = [(_digest(one.receipt), one.state, one.note, one.address, micros(now)) for one in told]
    for chunk in _chunked(rows):
        connection.execute(
            f"WITH told (receipt, state, note, place, now) AS (VALUES {_marks(5, len(chunk))}) "  # noqa: S608
            "UPDATE receipts SET state = told.state, note = told.note, place = told.place, "
            "changed_at = told.now "
            "FROM told WHERE receipts.receipt = told.receipt "
            "AND (receipts.state NOT IN ('withdrawn', 'erased') OR told.state = 'erased') "
            "AND (receipts.state, receipts.note, receipts.place) IS NOT (told.state, told.note, told.place)",
            _flat(chunk),
        )
    for digest, state, *_ in rows:
        if state == "erased":
            _erase(connection, digest, micros(now))


def mute(connection: sqlite3.Connection, mutes: Sequence[Mute]) -> None:
    """Keep the mutes; the last word on a source counts."""
    connection.executemany(
        "INSERT INTO mutes (source, until) VALUES (?, ?) "
        "ON CONFLICT (source) DO UPDATE SET until = excluded.until",
        [(one.source, micros(one.until)) for one in mutes],
    )
    connection.execute(
        "DELETE FROM mutes WHERE source IN (SELECT source FROM mutes ORDER BY until DESC LIMIT -1 OFFSET ?)",
        (MUTES_LIMIT,),
    )


def mutes(connection: sqlite3.Connection) -> dict[str, datetime]:
    """Until when each source is muted."""
    return {
        source: moment(until)
        for source, until in connection.execute("SELECT source, until FROM mutes").fetchall()
    }


def acknowledge(connection: sqlite3.Connection, up_to: int, now: datetime) -> None:
    """Note that the newsroom has everything up to this position."""
    changed = connection.execute("UPDATE inbox SET acknowledged = ? WHERE acknowledged < ?", (up_to, up_to))
    if changed.rowcount:
        connection.execute("INSERT OR IGNORE INTO acknowledgements VALUES (?, ?)", (up_to, micros(now)))


def waiting(connection: sqlite3.Connection, position: int) -> int:
    """How many entries come after this position."""
    [count] = connection.execute("SELECT count(*) FROM entries WHERE position > ?", (position,)).fetchone()
    return int(count)


def rename(connection: sqlite3.Connection) -> str:
    """Take a new random name, under which nothing has been acknowledged."""
    name = secrets.token_hex(16)
    connection.execute("UPDATE inbox SET name = ?, acknowledged = 0", (name,))
    connection.execute("DELETE FROM acknowledgements")
    return name


def tidy(
    connection: sqlite3.Connection, *, erase_before: datetime, forget_before: datetime, now: datetime
) -> None:
    """Erase entries acknowledged before the first time, and receipts unchanged since the second of which no
    entry is left, and mutes that are over."""
    connection.execute("DELETE FROM mutes WHERE until <= ?", (micros(now),))
    [up_to] = connection.execute(
        "SELECT max(up_to) FROM acknowledgements WHERE at <= ?", (micros(erase_before),)
    ).fetchone()
    if up_to is not None:
        connection.execute("DELETE FROM entries WHERE position <= ?", (up_to,))
        connection.execute("DELETE FROM acknowledgements WHERE up_to <= ?", (up_to,))
    connection.execute(
        "DELETE FROM receipts WHERE changed_at <= ? "
        "AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.receipt = receipts.number)",
        (micros(forget_before),),
    )


def _open(connection: sqlite3.Connection, run: Sequence[Arrival]) -> list[bool]:
    """Entries that make their receipts."""
    if not run:
        return []
    seen: set[bytes] = set()
    for chunk in _chunked([(one.receipt,) for one in run]):
        found = connection.execute(
            f"SELECT receipt FROM receipts WHERE receipt IN (VALUES {_marks(1, len(chunk))})",  # noqa: S608
            _flat(chunk),
        )
        seen.update(digest for [digest] in found.fetchall())
    news = []
    for one in run:
        news.append(one.receipt not in seen)
        seen.add(one.receipt)
    fresh = [one for one, new in zip(run, news, strict=True) if new]
    [number] = connection.execute("SELECT coalesce(max(number), 0) FROM receipts").fetchone()
    position = last_position(connection)
    receipts = [
        (number + n, a.receipt, a.kind, a.edition, a.story, a.address, a.copy, a.at, a.at)
        for n, a in enumerate(fresh, 1)
    ]
    for chunk in _chunked(receipts):
        connection.execute(_NEW_RECEIPT + _marks(9, len(chunk)), _flat(chunk))
    rows = [(position + n, number + n, a.entry) for n, a in enumerate(fresh, 1)]
    for chunk in _chunked(rows):
        connection.execute(_NEW_ENTRY + _marks(3, len(chunk)), _flat(chunk))
    return news


def _follow(connection: sqlite3.Connection, arrival: Arrival) -> bool:
    """An entry that comes through a receipt that is there (or was)."""
    if connection.execute("SELECT 1 FROM entries WHERE id = ?", (arrival.id,)).fetchone():
        return False
    row = connection.execute(
        "SELECT number, state FROM receipts WHERE receipt = ?", (arrival.receipt,)
    ).fetchone()
    number, state = row or (None, "")
    if arrival.kind in {"edit", "rating"} and (
        state == "erased" or (arrival.kind, state) == ("edit", "withdrawn")
    ):
        return False
    if arrival.kind == "erasure":
        _erase(connection, arrival.receipt, arrival.at)
    elif arrival.kind == "withdrawal":
        connection.execute(
            "UPDATE receipts SET state = 'withdrawn', changed_at = ? WHERE number = ? AND state <> 'erased'",
            (arrival.at, number),
        )
    else:
        connection.execute(
            "UPDATE receipts SET copy = ?, changed_at = ? WHERE number = ?",
            (arrival.copy, arrival.at, number),
        )
    connection.execute(
        "INSERT INTO entries (id, receipt, entry) VALUES (?, ?, ?)", (arrival.id, number, arrival.entry)
    )
    return True


def _erase(connection: sqlite3.Connection, digest: bytes, at: int) -> None:
    """Leave no word that came through this receipt."""
    connection.execute(
        "DELETE FROM entries WHERE receipt = (SELECT number FROM receipts WHERE receipt = ?)", (digest,)
    )
    connection.execute(
        "UPDATE receipts SET copy = x'', state = 'erased', note = '', changed_at = ? WHERE receipt = ?",
        (at, digest),
    )


def _digest(text: str) -> bytes:
    """The raw bytes; none, which no receipt is, where it is not hexadecimal."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _chunked(rows: Sequence[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    rest, left = iter(rows), len(rows)
    for size in _CHUNKS:
        while left >= size:
            yield list(islice(rest, size))
            left -= size


def _marks(columns: int, rows: int) -> str:
    return ",".join([f"({','.join('?' * columns)})"] * rows)


def _flat(rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    return [value for row in rows for value in row]
