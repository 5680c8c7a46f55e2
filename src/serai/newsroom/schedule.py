"""The schedule: what Wagtail was told to publish or take down at a moment is done when the moment comes.

Rule: asks the desk's own verb, which refuses what is not ready, takes it off the schedule and lets nothing
hold up the rest; this only says so in the log and knows how long to wait. What the desk tidies up waits until
there is nothing else to do.
"""

import logging
from datetime import datetime, timedelta

from serai.desk import actions, queries
from serai.discussion import queries as discussion

SOON = 1.0  # seconds: the least that is waited for a moment that has come, so that trouble cannot spin
TIDY_EVERY = timedelta(hours=1)
log = logging.getLogger(__name__)


class Tidying:
    """Lets the desk tidy up now and then: at once, and after every `TIDY_EVERY`."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def look(self, now: datetime) -> bool:
        """Tidy if it is time; whether it was."""
        if self._next is not None and now < self._next:
            return False
        self._next = now + TIDY_EVERY
        if deleted := actions.tidy(now=now):
            log.info("forgot %d orders that were filled", deleted)
        return True


def publish_scheduled(now: datetime) -> int:
    """Take down what has expired, publish what is due; how many things were changed."""
    done = actions.publish_scheduled(now=now)
    for line in done:
        if line.what == "refused":
            log.warning("not published at its hour: %s", line.problem)
    return sum(line.what in {"published", "expired"} for line in done)


def seconds_to_next(now: datetime) -> float:
    """How long until the desk or the discussion next has something to do by itself; infinity where neither
    has."""
    moments = [moment for moment in (queries.next_due(now), discussion.next_due(now)) if moment is not None]
    return max((min(moments) - now).total_seconds(), SOON) if moments else float("inf")
