"""The inbox's one writer: a thread that puts all that waits into one transaction.

Rule: group commit. While one group is being flushed to the disk the next gathers; everyone in a group is told
after the flush, all or none. A transaction that fails leaves nothing behind and the writer goes on: when the
disk has space again, the next group finds it.
"""

import asyncio
import os
import queue
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from serai.gate import inbox_file, inbox_rows
from serai.gate.errors import InboxError
from serai.gate.receipts import Arrival

Found = TypeVar("Found")
GROUP = 256  # entries in one transaction
QUEUE = 4096  # entries that may wait
QUEUE_BYTES = 32 * 1024 * 1024  # and what they may hold
_SHRINKING = {"withdrawal", "erasure"}  # taken even where there is no room for more words


class _Waiting(NamedTuple):
    arrival: Arrival
    told: "asyncio.Future[bool]"


class _Job(NamedTuple):
    work: Callable[[sqlite3.Connection], Any]
    told: "Future[Any]"
    scrub: bool


_Item: TypeAlias = _Waiting | _Job | None  # None: stop


class Writer:
    """Owns the one connection that writes.

    `largest`: bytes that the inbox's pages may fill before nothing more is taken; `spare`: bytes of the disk
    that are left free, so that collecting and erasing still work when nothing more is taken.
    """

    def __init__(self, path: Path, *, largest: int, spare: int) -> None:
        """Start the thread; the file is there and sound."""
        self._path = path
        self._largest = largest
        self._spare = spare
        self._queue: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._entries = self._bytes = 0  # that wait
        self._closed = False
        self._connection = inbox_file.connect(path)
        self._thread = threading.Thread(target=self._work, name="inbox", daemon=True)
        self._thread.start()

    def append(self, arrival: Arrival) -> "asyncio.Future[bool]":
        """Queue an entry; the future is told once it is durable. InboxError where too many wait."""
        waiting = _Waiting(arrival, asyncio.get_running_loop().create_future())
        size = len(arrival.entry) + len(arrival.copy)
        with self._lock:
            self._check_open()
            if self._entries >= QUEUE or self._bytes + size > QUEUE_BYTES:
                raise InboxError(
                    "Too many entries wait for the inbox's disk. Nothing was kept: send again later."
                )
            self._entries += 1
            self._bytes += size
            self._queue.put(waiting)
        return waiting.told

    def run(self, work: Callable[[sqlite3.Connection], Found], *, scrub: bool = False) -> "Future[Found]":
        """Queue other work, a transaction of its own. `scrub`: empty the log after it."""
        job = _Job(work, Future(), scrub)
        with self._lock:
            self._check_open()
            self._queue.put(job)
        return job.told

    def close(self) -> None:
        """Finish what waits, and stop. Blocks."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _check_open(self) -> None:
        if self._closed:
            raise InboxError("The inbox is closed. Start the gate again.")

    def _work(self) -> None:
        while batch := self._taken():
            for is_job, items in groupby(batch, lambda item: isinstance(item, _Job)):
                if is_job:
                    for job in items:
                        self._do(job)
                else:
                    self._commit(list(items))
            batch.clear()
        self._connection.close()

    def _taken(self) -> list[Any]:
        """Everything that waits now, up to a group; nothing when it is time to stop."""
        batch: list[Any] = []
        item = self._queue.get()
        while item is not None:
            batch.append(item)
            if len(batch) >= GROUP:
                return batch
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return batch
        if batch:
            self._queue.put(None)  # the next time
        return batch

    def _commit(self, group: Sequence[_Waiting]) -> None:
        with self._lock:
            self._entries -= len(group)
            self._bytes -= sum(len(one.arrival.entry) + len(one.arrival.copy) for one in group)
        try:
            if not self._has_room():
                refused = [one for one in group if one.arrival.kind not in _SHRINKING]
                group = [one for one in group if one.arrival.kind in _SHRINKING]
                _tell(refused, InboxError("The inbox has no room for more. Nothing was kept: free its disk."))
            arrivals = [one.arrival for one in group]
            news = (
                self._transact(lambda connection: inbox_rows.append(connection, arrivals)) if arrivals else []
            )
        except Exception as error:  # noqa: BLE001 - every waiter hears of it, and the thread lives on
            _tell(group, error)
            return
        _tell(group, news)
        if any(arrival.kind == "erasure" for arrival in arrivals):
            self._scrub()

    def _do(self, job: _Job) -> None:
        try:
            found = self._transact(job.work)
        except Exception as error:  # noqa: BLE001 - whoever asked for the work hears of it
            job.told.set_exception(error)
            return
        if job.scrub:
            self._scrub()
        job.told.set_result(found)

    def _transact(self, work: Callable[[sqlite3.Connection], Found]) -> Found:
        with inbox_file.told(self._path):
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                found = work(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                self._recover()
                raise
        return found

    def _recover(self) -> None:
        """Back to before the transaction, with a new connection where this one cannot."""
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._connection.close()
            self._connection = inbox_file.connect(self._path)

    def _scrub(self) -> None:
        # Where a reader or the disk is in the way nothing is lost: the next tidying empties the log.
        with suppress(InboxError), inbox_file.told(self._path):
            inbox_file.scrub(self._connection)

    def _has_room(self) -> bool:
        with inbox_file.told(self._path):
            disk = os.statvfs(self._path)
            [pages] = self._connection.execute("PRAGMA page_count").fetchone()
            [free] = self._connection.execute("PRAGMA freelist_count").fetchone()
            [size] = self._connection.execute("PRAGMA page_size").fetchone()
        return disk.f_bavail * disk.f_frsize >= self._spare and (pages - free) * size < self._largest


def _tell(group: Sequence[_Waiting], found: Sequence[bool] | Exception) -> None:
    """Wake the waiters, each in its own event loop, with one call to each loop."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[bool], bool | Exception]]]
    loops = defaultdict(list)
    for n, waiting in enumerate(group):
        result = found if isinstance(found, Exception) else found[n]
        loops[waiting.told.get_loop()].append((waiting.told, result))
    for loop, results in loops.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits there any more
            loop.call_soon_threadsafe(_wake, results)


def _wake(results: Sequence[tuple["asyncio.Future[bool]", bool | Exception]]) -> None:
    for future, result in results:
        if future.done():
            continue  # the reader has gone; what was kept stays kept
        if isinstance(result, Exception):
            future.set_exception(result)
        else:
            future.set_result(result)
