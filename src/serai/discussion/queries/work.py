"""The moderators' work: how much, how soon, why comments wait, and which brigades there are.

Rule: reads only; bounded in time and rows. Days are those of the current time zone.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from serai.core import clock
from serai.discussion.models import Cluster, Comment, Move
from serai.discussion.queries.counts import BRIGADE
from serai.discussion.rules import states

LONGEST: Final = 366  # days
MOST_DECISIONS: Final = 50_000  # looked at for the times; the newest
MOST_WAITING: Final = 5_000  # looked at for the reasons; the oldest


@dataclass(frozen=True, kw_only=True)
class Worked:
    """What one moderator did on one day: comments decided, by the state they came to."""

    day: date
    by: str
    approved: int = 0
    rejected: int = 0
    held: int = 0
    removed: int = 0

    @property
    def decided(self) -> int:
        """All of them."""
        return self.approved + self.rejected + self.held + self.removed


@dataclass(frozen=True, kw_only=True)
class Times:
    """How long comments waited that were decided on one day: half of them at most `half`, nine of ten at most
    `nine_tenths`."""

    day: date
    count: int
    half: timedelta
    nine_tenths: timedelta


@dataclass(frozen=True, kw_only=True)
class Brigade:
    """A cluster of near-copies, its comments counted by state, under how many stories, since when."""

    cluster: Cluster
    waiting: int
    approved: int
    rejected: int
    stories: int
    began_at: datetime


def workload(days: int) -> list[Worked]:
    """Who decided how much on which of the last `days` days, what was undone left out. One query."""
    rows = (
        _moves_since(days)
        .filter(what__in=[*states.DECISIONS, "held"])
        .annotate(day=TruncDate("at"))
        .values("day", "by")
        .annotate(
            **{state: Count("pk", filter=Q(what=state)) for state in (*sorted(states.DECISIONS), "held")}
        )
        .order_by("day", "by")
    )
    return [Worked(**row) for row in rows]


def decision_times(days: int) -> list[Times]:
    """How long comments waited for a person's decision, for each of the last `days` days that had one."""
    rows = (
        _moves_since(days)
        .filter(before__in=states.WAITING, what__in=states.DECISIONS, comment__imported=False)
        .exclude(comment__staff=True)
        .order_by("-at")
        .values_list("at", "comment__received_at")[:MOST_DECISIONS]
    )
    waited: dict[date, list[timedelta]] = {}
    for at, received_at in rows:
        waited.setdefault(timezone.localtime(at).date(), []).append(max(at - received_at, timedelta()))
    return [
        Times(day=day, count=len(times), half=_quantile(times, 0.5), nine_tenths=_quantile(times, 0.9))
        for day, times in sorted(waited.items())
    ]


def held_reasons() -> dict[str, int]:
    """How many of the comments that wait have each reason, the most frequent first; of the oldest 5000."""
    rows = (
        Comment.objects.filter(state__in=states.WAITING)
        .order_by("received_at", "pk")
        .values_list("reasons", flat=True)[:MOST_WAITING]
    )
    found = Counter(code for reasons in rows for code in {str(reason.get("code", "")) for reason in reasons})
    return dict(found.most_common())


def clusters(limit: int = 50) -> list[Brigade]:
    """The brigades, those that grew last first. One query."""
    waiting = Count("comments", filter=Q(comments__state__in=states.WAITING))
    found = (
        Cluster.objects.annotate(
            waiting=waiting,
            approved=Count("comments", filter=Q(comments__state="approved")),
            rejected=Count("comments", filter=Q(comments__state__in=["rejected", "removed"])),
            stories=Count("comments__story", distinct=True),
            began_at=Min("comments__received_at"),
        )
        .filter(waiting__gte=BRIGADE)
        .order_by(F("grew_at").desc(), "-pk")[:limit]
    )
    return [
        Brigade(
            cluster=row,
            waiting=row.waiting,
            approved=row.approved,
            rejected=row.rejected,
            stories=row.stories,
            began_at=row.began_at,
        )
        for row in found
    ]


def _moves_since(days: int) -> QuerySet[Move]:
    since = clock.now() - timedelta(days=max(1, min(days, LONGEST)))
    return Move.objects.filter(at__gte=since, undone=False).exclude(by="").order_by()


def _quantile(times: Sequence[timedelta], share: float) -> timedelta:
    """The shortest time that this share of them does not exceed (the nearest rank)."""
    ordered = sorted(times)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
