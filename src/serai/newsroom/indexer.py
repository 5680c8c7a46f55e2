"""The indexer: at a gate on a server of its own, the search index follows the copy of the site.

Rule: no Django. Whoever carries the site leaves a marker in the copy when it is whole; a marker that says
something else is what tells that the copy has changed, and asking for it costs nothing. A copy that came some
other way is looked through each `UNTOLD` seconds. After a look the indexer rests ten times as long as that
took, so that a large archive on a small server leaves it to its readers. `python -m serai.newsroom.indexer`
runs it for the folder that `SERAI_NEWSROOM` names.
"""

import os
import sys
import threading
import time

from serai.mirrors.target import MARKER
from serai.newsroom import indexing
from serai.newsroom.config import Newsroom
from serai.newsroom.working import work

LOOK_EVERY = 2.0  # seconds between two looks at the marker
UNTOLD = 600.0  # seconds
REST = 10  # times as long as the last look through the copy took
KINDNESS = 10  # of nice(2): the gate answers first

Told = tuple[int, int] | None


def run(newsroom: Newsroom, stop: threading.Event) -> None:
    """Follow the copy until `stop` is set."""
    told: Told = None
    looked_at = float("-inf")
    while not stop.is_set():
        now, began = _told(newsroom), time.monotonic()
        if now == told and began - looked_at < UNTOLD:
            stop.wait(LOOK_EVERY)
            continue
        indexing.catch_up_by_hand(newsroom, lambda _done, _total: None)
        told, looked_at = now, time.monotonic()
        stop.wait(max(LOOK_EVERY, REST * (looked_at - began)))


def _told(newsroom: Newsroom) -> Told:
    """The marker's state; None where there is none."""
    try:
        found = (newsroom.site / MARKER).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


if __name__ == "__main__":
    os.nice(KINDNESS)
    sys.exit(work("indexer", run, django=False))
