"""The runner: publishes what is scheduled, and fills the orders as soon as they are placed and due.

Rule: one process; may be killed at any instruction. Between two pieces of work it waits for a commit to the
desk's or the discussion's database (seen within a tenth of a second), for the next moment that either has
named, or for `LOOK_EVERY` seconds. `python -m serai.newsroom.runner` runs it for the newsroom that
`SERAI_NEWSROOM` names.
"""

import logging
import sys
import threading

from django.db import Error, connections

from serai.core import clock
from serai.newsroom import indexing
from serai.newsroom.config import Newsroom
from serai.newsroom.today import Today
from serai.newsroom.wake import wait, watch_desk, watch_discussion
from serai.newsroom.working import work

LOOK_EVERY = 30.0  # seconds: for what no commit and no named moment tells of
AFTER_TROUBLE = 2.0  # seconds until a disk or a database that failed is tried again

log = logging.getLogger(__name__)


def run(newsroom: Newsroom, stop: threading.Event) -> None:
    """Work until `stop` is set. Django is set up before this is called."""
    from serai.discussion.actions import close_due  # noqa: PLC0415 (tables can be imported once Django is up)
    from serai.newsroom.filling import Filler  # noqa: PLC0415
    from serai.newsroom.noting import note_missing  # noqa: PLC0415
    from serai.newsroom.schedule import Tidying, publish_scheduled, seconds_to_next  # noqa: PLC0415

    today = Today(newsroom)
    log.info("ready; %d files were out of date", today.begin().files_written)
    if missing := note_missing(newsroom):
        log.info("told the discussion of %d stories", missing)
    tidying = Tidying()
    filler = Filler(newsroom, today.press)
    follower = indexing.Follower(newsroom)
    watches = (watch_desk(newsroom), watch_discussion(newsroom))
    while not stop.is_set():
        try:
            publish_scheduled(clock.now())
            close_due(now=clock.now())
            filler.press = today.look()
            busy = filler.fill_due()
            if not busy:
                tidying.look(clock.now())
            follower.look()
            pause = 0.0 if busy else min(seconds_to_next(clock.now()), LOOK_EVERY)
        except (Error, OSError):
            log.exception("the disk or the database failed; trying again in %s s", AFTER_TROUBLE)
            connections.close_all()  # a server that went away is connected to anew
            stop.wait(AFTER_TROUBLE)
            continue
        if pause:
            wait(watches, pause, stop)


if __name__ == "__main__":
    sys.exit(work("runner", run))
