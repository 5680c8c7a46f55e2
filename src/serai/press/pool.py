"""The pool: processes of this machine that do jobs.

Rule: started anew (`spawn`), never forked, for a fork takes other threads' locks along; they end with the
process that started them, and leave Ctrl-C to it. Where one holds more memory than its share, all of them end
after the jobs they have and others take their place: so memory is bounded, whatever a library keeps.
"""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, ParamSpec, TypeVar

from serai.core import processes
from serai.press.making import Made

P = ParamSpec("P")
T = TypeVar("T")

_BREATH = 20  # jobs before processes may end for their memory: starting one takes about as long as ten jobs
_GARBAGE = 50_000  # objects between two searches
_OWN_SHARE = 3  # of that many parts of the memory, the process that started the others has one at most


class Inline(Executor):
    """Does each job at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it; what it gives or raises is in the future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed over to whoever asks for the result
            future.set_exception(error)
        return future


class Pool(Executor):
    """Some processes that keep to some memory."""

    def __init__(self, count: int, memory: int) -> None:
        """`count` processes, 1 or more; `memory` in MB, for them and this one together."""
        self._count = count
        self._limit = memory * 1_000_000 * (_OWN_SHARE - 1) // _OWN_SHARE // count
        self._done = 0
        self._over = False
        self._pool = self._start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a process do it."""
        if self._over and self._done >= _BREATH:
            self._pool.shutdown(wait=True)
            self._pool, self._over, self._done = self._start(), False, 0
        future = self._pool.submit(fn, *args, **kwargs)
        future.add_done_callback(self._look)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _look(self, future: Future[Any]) -> None:
        if future.cancelled() or future.exception():
            return
        self._done += 1
        made = future.result()
        self._over |= isinstance(made, Made) and made.memory > self._limit

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(os.getpid(),),
        )


def _begin(parent: int) -> None:
    gc.set_threshold(_GARBAGE)  # a page is a tree: what is thrown away goes without a search for circles
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    processes.die_with(parent)
