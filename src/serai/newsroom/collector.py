"""The collector: brings what readers wrote from every gate into the discussion, and tells what became of it.

Rule: one process, a thread a gate, so that a slow gate keeps none of the others waiting; may be killed at any
instruction. The newsroom's own gate is asked as soon as something came in or is to be told (seen within a
tenth of a second), every other each `collect_seconds`; one that does not answer is asked ever more rarely.
What the discussion must do by itself, in its own time, is done here too (`tending`).
`python -m serai.newsroom.collector` runs it for the newsroom that `SERAI_NEWSROOM` names.
"""

import logging
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING

from django.db import connections

from serai.newsroom import asking
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import GateUnreachableError
from serai.newsroom.keys import private_keys
from serai.newsroom.peek import Peek
from serai.newsroom.wake import watch_discussion
from serai.newsroom.working import work

if TYPE_CHECKING:
    from serai.newsroom.collecting import Exchange

LOOK_EVERY = 0.1  # seconds between two looks at the newsroom's own inbox
TEND_EVERY = 30.0  # seconds
FIRST_DELAY = 0.2  # seconds until a gate that did not answer is asked again; doubled each time
LONGEST_DELAY = {True: 2.0, False: 300.0}  # seconds; for the newsroom's own gate, and for others

log = logging.getLogger(__name__)


def run(newsroom: Newsroom, stop: threading.Event) -> None:
    """Work until `stop` is set. Django is set up before this is called."""
    from serai.newsroom import collecting, tending  # noqa: PLC0415 (tables can be imported once Django is up)

    urls = (asking.LOCAL, *newsroom.gates)
    collecting.leave_others(urls)
    for url in urls:
        name = f"gate {url}"
        threading.Thread(target=_collect, args=(newsroom, url, stop), name=name, daemon=True).start()
    log.info("collecting from %d gates", len(urls))
    while not stop.wait(TEND_EVERY):
        tending.tend(newsroom)


def _collect(newsroom: Newsroom, url: str, stop: threading.Event) -> None:
    """Ask the gate at `url` until `stop` is set, whatever goes wrong."""
    from serai.newsroom.collecting import Exchange  # noqa: PLC0415 (as above)

    failures = 0
    while not stop.is_set():
        try:
            exchange = Exchange(url, private_keys(newsroom))
            pause = _Local(newsroom, exchange) if url == asking.LOCAL else _Remote(newsroom)
            while not stop.is_set():
                again = exchange.once()
                failures = 0
                if not again:
                    pause.wait(stop)
        except GateUnreachableError as error:
            if not failures:
                log.warning("%s", error)
        except Exception as error:  # noqa: BLE001 (a thread that dies would be missed by nobody)
            # Where it happened and what kind it is; what it says may be what a reader wrote.
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("collecting from %s failed: %s\n%s", url, type(error).__name__, where)
            connections.close_all()  # this thread's: a server that went away is connected to anew
        failures += 1
        stop.wait(min(FIRST_DELAY * 2 ** min(failures - 1, 20), LONGEST_DELAY[url == asking.LOCAL]))


class _Remote:
    """Waits for the hour."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._seconds = newsroom.number("collect_seconds")

    def wait(self, stop: threading.Event) -> None:
        stop.wait(self._seconds)


class _Local:
    """Waits until the newsroom's own inbox or the discussion has something for the other, or for the hour."""

    def __init__(self, newsroom: Newsroom, exchange: "Exchange") -> None:
        self._seconds = newsroom.number("collect_seconds")
        self._exchange = exchange
        self._peek = Peek(newsroom.inbox)
        self._seen = 0  # the last position that the inbox had when the gate was last asked because of it
        self._watch = watch_discussion(newsroom)

    def wait(self, stop: threading.Event) -> None:
        deadline = time.monotonic() + self._seconds
        heard = max(self._exchange.acknowledged, self._seen)
        while not stop.is_set() and time.monotonic() < deadline:
            if (last := self._peek.last()) > heard:
                self._seen = last
                return
            if self._watch.changed() and self._exchange.has_news():
                return
            stop.wait(LOOK_EVERY)


if __name__ == "__main__":
    sys.exit(work("collector", run))
