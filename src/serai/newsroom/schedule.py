"""The schedule: what Wagtail was told to publish or take down at a moment is done when the moment comes.

Rule: the same two steps as Wagtail's own `publish_scheduled` command, but one thing that cannot be published
does not keep back the others: it is logged, and tried again when the schedule is looked at next.
"""

import logging
from datetime import datetime

from wagtail.models import Page, Revision

from serai.desk import queries

SOON = 1.0  # seconds: the least that is waited for a moment that has come, so that trouble cannot spin
log = logging.getLogger(__name__)


def publish_scheduled(now: datetime) -> int:
    """Take down what has expired, publish what is due; how many things were changed."""
    done = 0
    for page in Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at"):
        done += _try(
            f"take down {page}", page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"
        )
    for revision in Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at"):
        done += _try(f"publish {revision}", revision.publish, log_action="wagtail.publish.scheduled")
    return done


def seconds_to_next(now: datetime) -> float:
    """How long until the desk next has something to do by itself; infinity where it has nothing."""
    moment = queries.next_due(now)
    return float("inf") if moment is None else max((moment - now).total_seconds(), SOON)


def _try(what: str, act: object, **arguments: object) -> bool:
    try:
        act(**arguments)  # type: ignore[operator]
    except Exception:  # one page must not keep back the others
        log.exception("cannot %s", what)
        return False
    return True
