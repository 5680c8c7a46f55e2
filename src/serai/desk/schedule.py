"""What the desk does by itself when its hour comes: scheduled versions go live, stories expire.

Rule: one page at a time, each in a transaction of its own, so that none holds up another; what is not ready
is refused as it would be at the form.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log as write_log
from wagtail.models import Page, Revision

from serai.desk import readiness
from serai.desk.errors import NotReadyError
from serai.desk.models import Story

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """What the schedule did with one page."""

    title: str
    what: Literal["published", "expired", "refused", "failed"]
    problem: str = ""


def publish_scheduled(*, now: datetime) -> list[Scheduled]:
    """Do what is due by schedule: publish versions whose hour has come, take back stories that expire. Each
    is a transaction of its own and holds up no other. One that is not ready is taken off the schedule, and
    its history says why; one that fails for a reason unknown is logged and tried again."""
    expired = Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk").specific()
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    done = [_by_itself(str(page), partial(_expire, page)) for page in expired]
    return done + [_by_itself(revision.object_str, partial(_go_live, revision)) for revision in due]


def _by_itself(title: str, act: Callable[[], Scheduled]) -> Scheduled:
    try:
        with transaction.atomic():
            return act()
    except Exception as error:  # whatever it is, it must not hold up the others
        log.exception("the schedule could not do what is due for “%s”", title)
        return Scheduled(title=title, what="failed", problem=str(error))


def _expire(page: Any) -> Scheduled:
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return Scheduled(title=page.title, what="expired")


def _go_live(revision: Revision) -> Scheduled:
    page = revision.as_object()
    try:
        if isinstance(page, Story) and (lacking := readiness.problems(page)):
            raise NotReadyError(page.title, lacking)
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except (NotReadyError, ValidationError) as error:
        problem = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        write_log(
            instance=page, action="serai.schedule_refused", data={"problem": problem}, revision=revision
        )
        return Scheduled(title=str(page), what="refused", problem=problem)
    return Scheduled(title=str(page), what="published")
