"""Tending: what the discussion does by itself, in its own time.

Rule: each task is one call of a verb; one that fails is said by its kind alone (its words may be a reader's),
keeps none of the others from being done, and is done again the next time.
"""

import logging
import sqlite3
import traceback
from collections.abc import Callable
from datetime import datetime

from serai.core import clock
from serai.discussion.actions import tidying
from serai.discussion.screening import desk as screening
from serai.newsroom import mailing
from serai.newsroom.config import Newsroom

SCRUB_PATIENCE = 0.5  # seconds that others may have to wait for an emptied log
log = logging.getLogger(__name__)


def tend(newsroom: Newsroom) -> None:
    """Do all that may be due."""
    for task in _tasks(newsroom):
        try:
            task(clock.now())
        except Exception as error:  # noqa: BLE001 (one task must not stop the others)
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("tending failed: %s\n%s", type(error).__name__, where)


def _tasks(newsroom: Newsroom) -> tuple[Callable[[datetime], object], ...]:
    return (
        lambda now: mailing.send_due(newsroom, now),
        screening.learn_due,
        lambda now: tidying.tidy(now=now),
        lambda _now: scrub(newsroom),
    )


def scrub(newsroom: Newsroom) -> None:
    """Empty the log of the discussion's SQLite file, so that what was erased does not stay in it. Where
    somebody is in the way it is left for the next time."""
    if not newsroom.discussion_database.exists():
        return
    connection = sqlite3.connect(newsroom.discussion_database, timeout=SCRUB_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
