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
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from serai.gate import inbox_file, inbox_rows
from serai.gate.errors import InboxError
from serai.gate.receipts import Arrival

Found = TypeVar("Found")
GROUP = 256  # entries, after which a transaction takes no more in
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


_Item: TypeAlias = list[_Waiting] | _Job | None  # None: stop


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
        self._gathered: dict[asyncio.AbstractEventLoop, list[_Waiting]] = {}
        self._lock = threading.Lock()
        self._entries = self._bytes = 0  # that wait
        self._closed = False
        self._connection = inbox_file.connect(path)
        self._thread = threading.Thread(target=self._work, name="inbox", daemon=True)
        self._thread.start()

    def append(self, arrival: Arrival) -> "asyncio.Future[bool]":
        """Queue an entry; the future is told once it is durable. InboxError where too many wait."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(arrival, loop.create_future())
        size = len(arrival.entry) + len(arrival.copy)
        with self._lock:
            self._check_open()
            if self._entries >= QUEUE or self._bytes + size > QUEUE_BYTES:
                raise InboxError(
                    "Too many entries wait for the inbox's disk. Nothing was kept: send again later."
                )
            self._entries += 1
            self._bytes += size
            gathered = self._gathered.get(loop)
            if gathered is None:
                gathered = self._gathered[loop] = []
                loop.call_soon(self._hand_over, loop)
            gathered.append(waiting)
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
                for gathered in self._gathered.values():
                    self._queue.put(gathered)
                self._gathered.clear()
                self._queue.put(None)
        self._thread.join()

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give the thread what this turn of the event loop has gathered: it is woken once for all of it."""
        with self._lock:
            if gathered := self._gathered.pop(loop, None):
                self._queue.put(gathered)

    def _check_open(self) -> None:
        if self._closed:
            raise InboxError("The inbox is closed. Start the gate again.")

    def _work(self) -> None:
        ahead: deque[_Item] = deque()
        while (item := ahead.popleft() if ahead else self._queue.get()) is not None:
            if isinstance(item, _Job):
                self._do(item)
            else:
                self._grow(item, ahead)
                self._commit(item)
        self._connection.close()

    def _grow(self, group: list[_Waiting], ahead: "deque[_Item]") -> None:
        """Add all that has gathered since, up to the next other work, which goes to `ahead`."""
        while len(group) < GROUP:
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return
            if not isinstance(item, list):
                ahead.append(item)
                return
            group += item

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
        if any(arrival.kind == "erasure" for arrival in arrivals):
            self._scrub()  # before its reader is told that it is gone
        _tell(group, news)

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
        with inbox_file.as_inbox_errors(self._path):
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
        with suppress(InboxError), inbox_file.as_inbox_errors(self._path):
            inbox_file.scrub(self._connection)

    def _has_room(self) -> bool:
        with inbox_file.as_inbox_errors(self._path):
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
