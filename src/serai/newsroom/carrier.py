"""The carrier: carries the site to every target as soon as a bake is decided.

Rule: one process, a thread a target, so that a slow or dead one keeps none of the others waiting; may be
killed at any instruction. The ledger's commits are seen within a tenth of a second; a target that failed is
tried again ever more rarely. No Django, and nothing private but the ledger is opened.
`python -m serai.newsroom.carrier` runs it for the newsroom that `SERAI_NEWSROOM` names.
"""

import logging
import sys
import threading
import time
from contextlib import closing

from serai.core.errors import SeraiError
from serai.mirrors.carrier import Wish
from serai.mirrors.carrying import Way
from serai.mirrors.targets import Named
from serai.newsroom.carrying import carry_to, targets_of
from serai.newsroom.config import Newsroom
from serai.newsroom.wake import Watch, wait
from serai.newsroom.working import work

FIRST_DELAY = 2.0  # seconds until a target that failed is tried again; doubled each time
LONGEST_DELAY = 600.0  # seconds
LOOK_EVERY = 3600.0  # seconds: a target whose own marker was changed by somebody is found out by then
SETTLE = 0.5  # seconds: commits that come one upon another are carried together

log = logging.getLogger(__name__)


def run(newsroom: Newsroom, stop: threading.Event) -> None:
    """Carry until `stop` is set."""
    while not newsroom.ledger.is_file() and not stop.wait(1.0):
        continue  # the first bake makes it
    threads = [
        threading.Thread(target=_keep, args=(newsroom, named, stop), name=named.name, daemon=True)
        for named in targets_of(newsroom)
    ]
    for thread in threads:
        thread.start()
    log.info("carrying to %d targets", len(threads))
    stop.wait()


def _keep(newsroom: Newsroom, named: Named, stop: threading.Event) -> None:
    """Keep one target up to date until `stop` is set, whatever goes wrong."""
    failures = 0
    while not stop.is_set():
        try:
            with closing(Watch(newsroom.ledger)) as watch:
                _carry(newsroom, named)
                failures = 0
                wait((watch,), LOOK_EVERY, stop)
                stop.wait(SETTLE)
                continue
        except SeraiError as error:
            if not failures:
                log.warning("%s", error)
        except Exception:
            log.exception("carrying to %s failed", named.name)
        failures += 1
        stop.wait(min(FIRST_DELAY * 2 ** min(failures - 1, 20), LONGEST_DELAY))


def _carry(newsroom: Newsroom, named: Named) -> None:
    began = time.monotonic()
    carried = carry_to(newsroom, named, Wish(), tell=_untold, name=_unnamed)
    if carried.way is not Way.NOTHING:
        seconds = time.monotonic() - began
        log.info(
            "%s: %d files sent, %d deleted in %.1f s", named.name, carried.sent, carried.deleted, seconds
        )


def _untold(done: int, total: int) -> None:
    """Nobody looks."""


def _unnamed(verb: str, path: str) -> None:
    """Nobody looks."""


if __name__ == "__main__":
    sys.exit(work("carrier", run, django=False))
