"""The inbox: what readers wrote, on the disk before they are answered, until the newsroom has it.

Rule: append-only for readers, collected by position. `append` returns after the flush (`synchronous=FULL`);
an entry that was acknowledged to its reader is given to the newsroom until the newsroom says it has it. What
is erased is overwritten, in the file and in its log. One event loop appends, one thread writes, and reading a
receipt waits for neither.

    inbox = Inbox.open(path, erase_after=timedelta(days=2), forget_after=timedelta(days=90))
    new = await inbox.append(entry, sealed_copy, address="/en/2026/11/23/bridge/")
"""

import asyncio
import sqlite3
import threading
from datetime import datetime, timedelta
from pathlib import Path

from serai.gate import entries, inbox_file, inbox_rows, receipts
from serai.gate.entries import AnyEntry
from serai.gate.errors import SignatureError
from serai.gate.inbox_writer import Writer
from serai.gate.protocol import BATCH_LIMIT, Collect, Collected, Mute, Positioned
from serai.gate.receipts import Receipt

LARGEST = 2 * 1024**3  # bytes of the file, before nothing more is taken
SPARE = 64 * 1024**2  # bytes of the disk, below which nothing more is taken
COLLECTED_BYTES = 4 * 1024**2  # of entries in one answer, the last one over it
_LARGEST_NUMBER = 2**62  # SQLite's whole numbers end soon after


class Inbox:
    """One gate's inbox. `name` is random and made with the file: another name, another inbox."""

    def __init__(
        self, path: Path, writer: Writer, *, erase_after: timedelta, forget_after: timedelta
    ) -> None:
        """Use `open`."""
        self.path = path
        self._writer = writer
        self._erase_after = erase_after
        self._forget_after = forget_after
        self._reading = threading.Lock()
        self._giving = threading.Lock()
        with inbox_file.as_inbox_errors(path):
            self._reader = inbox_file.connect(path, reading=True)
            self._giver = inbox_file.connect(path, reading=True)
            [self.name] = self._reader.execute("SELECT name FROM inbox").fetchone()
            self._mutes = inbox_rows.mutes(self._reader)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        erase_after: timedelta,
        forget_after: timedelta,
        largest: int = LARGEST,
        spare: int = SPARE,
    ) -> "Inbox":
        """Open the inbox at `path`, made where there is none. InboxError where the file is damaged, of
        another version, or something else. `largest` and `spare` in bytes."""
        inbox_file.make(path)
        writer = Writer(path, largest=largest, spare=spare)
        return cls(path, writer, erase_after=erase_after, forget_after=forget_after)

    async def append(self, entry: AnyEntry, copy: bytes, *, address: str = "") -> bool:
        """Keep the entry, and `copy` (sealed) as what its receipt shows; return once the disk has both.

        True: it is new. False: it is there already, and nothing changed; also an edit or an answer to what
        its writer has withdrawn or erased. InboxError: nothing was kept (no room, a broken disk, too many
        waiting). EntryError: the entry is over a limit. `address`: where the story stands, for the receipt.
        """
        return await self._writer.append(receipts.arrival(entry, copy, address))

    def receipt(self, receipt: str) -> Receipt | None:
        """What is known of a receipt (64 hexadecimal digits); None where nothing is, or it was forgotten."""
        try:
            digest = bytes.fromhex(receipt)
        except ValueError:
            return None
        with self._reading, inbox_file.as_inbox_errors(self.path):
            return inbox_rows.receipt(self._reader, digest)

    def muted(self, source: str, now: datetime) -> datetime | None:
        """Until when the newsroom holds what comes from `source`; None where it does not."""
        until = self._mutes.get(source)
        return until if until and until > now else None

    def carry_mute(self, old: str, new: str) -> None:
        """The source `old` is called `new` under today's key: hold it on. On the disk a moment later."""
        until = self._mutes.get(old)
        if until is None or not new or self._mutes.get(new) == until:
            return
        self._mutes[new] = until
        carried = Mute(source=new, until=until)
        self._writer.run(lambda connection: inbox_rows.mute(connection, [carried]))

    def collect(self, question: Collect, now: datetime) -> Collected:
        """Answer the newsroom: durably acknowledge, keep its answers and mutes, and give what came since.

        SignatureError where the question's sequence is not above the last one. Blocks for a flush: call it
        in a thread of its own. A question to another inbox changes nothing and is told our name alone. So is
        one that acknowledges more than this inbox ever gave (its file was put back from an old copy): it
        takes a new name first, so that nothing that came in since is taken for collected.
        """
        erased = any(told.state == "erased" for told in question.answers)
        self.name, ours = self._writer.run(lambda rows: _hear(rows, question, now), scrub=erased).result()
        after = question.acknowledged if question.gate == self.name else 0
        limit = min(max(question.limit, 0), BATCH_LIMIT) if ours else 0
        with self._giving, inbox_file.as_inbox_errors(self.path):
            self._mutes = inbox_rows.mutes(self._giver)
            found = _after(self._giver, after, limit)
            waiting = inbox_rows.waiting(self._giver, found[-1].position if found else after)
        return Collected(gate=self.name, entries=found, waiting=waiting)

    def tidy(self, now: datetime) -> None:
        """Erase what the newsroom has had for long enough, forget receipts that rested, and empty the log.
        Blocks for a flush."""
        self._writer.run(
            lambda connection: inbox_rows.tidy(
                connection,
                erase_before=now - self._erase_after,
                forget_before=now - self._forget_after,
                now=now,
            ),
            scrub=True,
        ).result()

    async def close(self) -> None:
        """Finish what waits, and close the file."""
        await asyncio.to_thread(self._writer.close)
        with self._reading, self._giving:
            self._reader.close()
            self._giver.close()


def _hear(connection: sqlite3.Connection, question: Collect, now: datetime) -> tuple[str, bool]:
    """Take in the question; this inbox's name, and whether the question was meant for it."""
    name, sequence = connection.execute("SELECT name, sequence FROM inbox").fetchone()
    if question.sequence <= sequence or question.sequence > _LARGEST_NUMBER:
        raise SignatureError(
            "This question to the gate was asked before, or an older one than the last. Ask a new one."
        )
    if question.gate not in {"", name}:
        return name, False
    connection.execute("UPDATE inbox SET sequence = ?", (question.sequence,))
    if question.acknowledged > inbox_rows.last_position(connection):
        return inbox_rows.rename(connection), False
    if question.gate:
        inbox_rows.acknowledge(connection, question.acknowledged, now)
    inbox_rows.answer(connection, question.answers, now)
    inbox_rows.mute(connection, question.mutes)
    return name, True


def _after(connection: sqlite3.Connection, position: int, limit: int) -> tuple[Positioned, ...]:
    found: list[Positioned] = []
    size = 0
    rows = connection.execute(
        "SELECT position, entry FROM entries WHERE position > ? ORDER BY position LIMIT ?",
        (position, limit),
    )
    for place, data in rows:
        found.append(Positioned(position=place, entry=entries.from_bytes(data)))
        size += len(data)
        if size >= COLLECTED_BYTES:
            break
    rows.close()
    return tuple(found)
