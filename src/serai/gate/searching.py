"""Searching: one gate's search, within bounds.

Rule: a search runs in a thread, few run at a time, few more wait, and none is waited for longer than
`PATIENCE`; who comes beyond that is told to come again. How much one network searches is counted in memory,
as what it writes is. No word of a question is logged or kept.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from serai.gate.limits import Counter
from serai.gate.sources import SHARED
from serai.search.finding import Finder

AT_ONCE = 2  # searches that run
WAITING = 30  # and that wait for their turn
PATIENCE = 5.0  # seconds
MINUTELY = 60  # searches a minute from one source
SHARED_TIMES = 20  # for all together who cannot be told apart

T = TypeVar("T")


class Searching:
    """What the search door of one gate works with."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` holds the index; None: this site has no search."""
        self.finder = Finder(folder, time.monotonic) if folder is not None else None
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="search")
        self._under_way = 0
        self._own = Counter(span=60.0, most=MINUTELY)
        self._shared = Counter(span=60.0, most=MINUTELY * SHARED_TIMES)

    def over(self, source: str, now: datetime) -> bool:
        """Count one search more; True where that is too many."""
        counter = self._shared if source == SHARED else self._own
        return counter.over(source, now.timestamp())

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` gives, done in a thread; TimeoutError where it does not come in time, or too many
        wait."""
        if self._under_way >= AT_ONCE + WAITING:
            raise TimeoutError
        self._under_way += 1
        loop = asyncio.get_running_loop()
        future = self._threads.submit(work)
        future.add_done_callback(lambda done: _in(loop, self._done, done))
        return await asyncio.wait_for(asyncio.wrap_future(future), PATIENCE)

    def _done(self, _future: "Future[T]") -> None:
        self._under_way -= 1

    def close(self) -> None:
        """No search is begun any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _in(loop: asyncio.AbstractEventLoop, call: Callable[["Future[T]"], None], future: "Future[T]") -> None:
    """Call it in the loop's own thread, unless the loop has gone."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call, future)
