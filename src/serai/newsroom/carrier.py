"""The carrier: carries the site to every target as soon as a bake is decided, and then tells the WebSub hub.

Rule: one process, a thread a target, so that a slow or dead one keeps none of the others waiting; may be
killed at any instruction. The ledger's commits are seen within a tenth of a second; a target that failed is
tried again ever more rarely. No Django, and nothing private but the ledger is opened.
`python -m serai.newsroom.carrier` runs it for the newsroom that `SERAI_NEWSROOM` names.
"""

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial

from serai.core.errors import SeraiError
from serai.mirrors.carrier import Wish
from serai.mirrors.carrying import Way
from serai.mirrors.targets import Named
from serai.newsroom.carrying import bake_of, carry_to, targets_of
from serai.newsroom.config import Newsroom
from serai.newsroom.wake import Watch, wait
from serai.newsroom.websub import tell
from serai.newsroom.working import work

FIRST_DELAY = 2.0  # seconds until a target that failed is tried again; doubled each time
LONGEST_DELAY = 600.0  # seconds
LOOK_EVERY = 3600.0  # seconds: a target whose own marker was changed by somebody is found out by then
ARRIVE = 60.0  # seconds that the copies have before the hub is told: it may ask any of them
SETTLE = 0.5  # seconds: commits that come one upon another are carried together

log = logging.getLogger(__name__)


def run(newsroom: Newsroom, stop: threading.Event) -> None:
    """Carry until `stop` is set."""
    while not newsroom.ledger.is_file() and not stop.wait(1.0):
        continue  # the first bake makes it
    targets = targets_of(newsroom)
    arrivals = Arrivals(named.name for named in targets)
    work = {named.name: partial(_carry, newsroom, named, arrivals) for named in targets}
    if newsroom.text("websub_hub"):
        work["the hub"] = partial(_tell, newsroom, arrivals, stop)
    for name, step in work.items():
        threading.Thread(target=_keep, args=(newsroom, name, step, stop), name=name, daemon=True).start()
    log.info("carrying to %d targets", len(targets))
    stop.wait()


def _keep(newsroom: Newsroom, name: str, step: Callable[[], None], stop: threading.Event) -> None:
    """Keep one target, or the hub, up to date until `stop` is set, whatever goes wrong."""
    failures = 0
    while not stop.is_set():
        try:
            with closing(Watch(newsroom.ledger)) as watch:
                step()
                failures = 0
                wait((watch,), LOOK_EVERY, stop)
                stop.wait(SETTLE)
                continue
        except SeraiError as error:
            if not failures:
                log.warning("%s", error)
        except Exception:
            log.exception("carrying to %s failed", name)
        failures += 1
        stop.wait(min(FIRST_DELAY * 2 ** min(failures - 1, 20), LONGEST_DELAY))


def _carry(newsroom: Newsroom, named: Named, arrivals: "Arrivals") -> None:
    began = time.monotonic()
    bake = bake_of(newsroom)
    carried = carry_to(newsroom, named, Wish(), tell=_untold, name=_unnamed)
    arrivals.note(named.name, bake)
    if carried.way is not Way.NOTHING:
        seconds = time.monotonic() - began
        log.info(
            "%s: %d files sent, %d deleted in %.1f s", named.name, carried.sent, carried.deleted, seconds
        )


def _tell(newsroom: Newsroom, arrivals: "Arrivals", stop: threading.Event) -> None:
    """Tell the hub, when the copies have what it will ask for, or when they have had time enough."""
    arrivals.wait_for(bake_of(newsroom), ARRIVE, stop)
    if told := tell(newsroom):
        log.info("told the hub of %d feeds", told)


class Arrivals:
    """How far each target has come. For any number of threads."""

    def __init__(self, names: Iterable[str]) -> None:
        """No target has come anywhere."""
        self._bakes = dict.fromkeys(names, 0)
        self._changed = threading.Condition()

    def note(self, name: str, bake: int) -> None:
        """A target has all that this bake made."""
        with self._changed:
            self._bakes[name] = bake
            self._changed.notify_all()

    def wait_for(self, bake: int, seconds: float, stop: threading.Event) -> bool:
        """Wait until all have come so far, at most `seconds`, and only until `stop` is set; whether they
        have."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while any(reached < bake for reached in self._bakes.values()):
                left = deadline - time.monotonic()
                if left <= 0 or stop.is_set():
                    return False
                self._changed.wait(min(left, 1.0))
        return True


def _untold(done: int, total: int) -> None:
    """Nobody looks."""


def _unnamed(verb: str, path: str) -> None:
    """Nobody looks."""


if __name__ == "__main__":
    sys.exit(work("carrier", run, django=False))
