"""Indexing: the search index follows what was baked.

Rule: no Django. Called where bakes happen, after them. What is wrong with the index is logged and never
stops a bake: the next turn goes on where the last commit of the index left off, or makes it anew.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

from serai.newsroom.config import Newsroom
from serai.press.ledger import Ledger, LedgerError
from serai.search import changes, walking, writing
from serai.search.errors import SearchBusyError, SearchError

Tell = Callable[[int, int], None]
_TROUBLE = (SearchError, LedgerError, OSError, sqlite3.Error)

log = logging.getLogger(__name__)


def follow(newsroom: Newsroom) -> bool:
    """Index what was baked since, a bounded part of it; True where there is more. Nothing where the site has
    no search."""
    if not newsroom.flag("search"):
        return False
    try:
        return writing.step(newsroom.search, newsroom.ledger).more
    except SearchBusyError:
        return False  # whoever has it does it
    except _TROUBLE as error:
        log.error("The search index does not follow: %s", error)
        return False


class Follower:
    """Indexes beside the baking, in a thread of its own, so that no publishing waits for it."""

    def __init__(self, newsroom: Newsroom) -> None:
        """Nothing is begun yet."""
        self._newsroom = newsroom
        self._baked = threading.Event()
        self._thread: threading.Thread | None = None

    def look(self) -> None:
        """Something may have been baked."""
        self._baked.set()
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._follow, name="indexing", daemon=True)
            self._thread.start()

    def _follow(self) -> None:
        while True:
            self._baked.wait()
            self._baked.clear()
            while follow(self._newsroom):
                pass


def catch_up(newsroom: Newsroom, tell: Tell = lambda _done, _total: None) -> int:
    """Index all that was baked since; how many plates were taken. Without a ledger, as a gate's folder is,
    the site's own files are read. SearchError where that fails."""
    if not newsroom.ledger.exists():
        return walking.follow(newsroom.search, newsroom.site, tell)
    with closing(Ledger.open_reading(newsroom.ledger)) as ledger:
        total = changes.count(ledger)
    taken, more = 0, True
    while more:
        step = writing.step(newsroom.search, newsroom.ledger)
        taken, more = taken + step.taken, step.more
        if more:
            tell(taken, max(total, taken))
    return taken


def catch_up_by_hand(newsroom: Newsroom, tell: Tell) -> None:
    """As `catch_up`, after a bake by hand: what is wrong with the index is logged, and the runner mends
    it."""
    if not newsroom.flag("search"):
        return
    try:
        catch_up(newsroom, tell)
    except SearchBusyError:
        return  # whoever has it does it
    except _TROUBLE as error:
        log.error("The search index does not follow: %s", error)


def anew(newsroom: Newsroom) -> None:
    """Begin the index anew; the old one is asked until `catch_up` has come to its end."""
    writing.anew(newsroom.search)
