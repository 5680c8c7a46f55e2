"""How the work goes: decisions for each moderator and day, the time to a decision, what waits and how long.

Rule: reads only; counts people's decisions, never a program's, and shows no comment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from serai.core import clock
from serai.discussion import charts, queries
from serai.discussion.models import Comment
from serai.discussion.rules import states
from serai.discussion.screens.door import moderators_only
from serai.discussion.screens.frame import frame

DAYS = 14
AGES = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day: how often each moderator decided, and how long half and nine of ten took, in hours."""

    label: str
    decisions: tuple[int, ...]
    half: float | None
    most: float | None


@moderators_only
def work(request: HttpRequest) -> HttpResponse:
    """The charts and the same numbers as tables."""
    now = clock.now()
    shown, people = _days(now)
    timed = [day for day in shown if day.half is not None]
    ages = _ages(now)
    context = frame(
        request,
        "work",
        gettext("Work"),
        people=people,
        totals=[sum(day.decisions[index] for day in shown) for index in range(len(people))],
        shown=shown,
        newest=timed[-1] if timed else None,
        ages=ages,
        decisions_chart=_decisions_chart(shown) if people else "",
        times_chart=_times_chart(shown) if timed else "",
        ages_chart=charts.bars(
            name=gettext("What waits, by age"),
            data=[charts.Bar(label=label, values=(float(count),)) for label, count in ages],
            kinds=("first",),
        ),
    )
    return TemplateResponse(request, "discussion/work.html", context)


def _days(now: datetime) -> tuple[list[Day], list[str]]:
    """The last days, oldest first, and who decided on them."""
    worked = queries.workload(DAYS)
    times = {row.day: row for row in queries.decision_times(DAYS)}
    people = sorted({row.by for row in worked})
    decided = {(row.day, row.by): row.decided for row in worked}
    days = [timezone.localdate(now) - timedelta(days=back) for back in reversed(range(DAYS))]
    shown = [
        Day(
            label=date_format(day, gettext("j M")),
            decisions=tuple(decided.get((day, by), 0) for by in people),
            half=_hours(times[day].half) if day in times else None,
            most=_hours(times[day].nine_tenths) if day in times else None,
        )
        for day in days
    ]
    return shown, people


def _hours(time: timedelta) -> float:
    return time.total_seconds() / 3600


def _ages(now: datetime) -> list[tuple[str, int]]:
    bounds = [now, *(now - age for age in AGES), None]
    labels = [
        gettext("under 1 h"),
        gettext("1 to 6 h"),
        gettext("6 to 24 h"),
        gettext("1 to 3 days"),
        gettext("older"),
    ]
    waiting = Comment.objects.filter(state__in=states.WAITING).order_by()
    counted = waiting.aggregate(
        **{
            f"age{index}": Count("pk", filter=_between(older, newer, newest=index == 0))
            for index, (newer, older) in enumerate(pairwise(bounds))
        }
    )
    return [(label, counted[f"age{index}"]) for index, label in enumerate(labels)]


def _between(older: datetime | None, newer: datetime | None, *, newest: bool) -> Q:
    wanted = Q() if newest else Q(received_at__lte=newer)
    return wanted if older is None else wanted & Q(received_at__gt=older)


def _decisions_chart(shown: Sequence[Day]) -> SafeString:
    return charts.bars(
        name=gettext("Decisions on each day"),
        data=[charts.Bar(label=day.label, values=(float(sum(day.decisions)),)) for day in shown],
        kinds=("first",),
    )


def _times_chart(shown: Sequence[Day]) -> SafeString:
    return charts.bars(
        name=gettext("Hours to a decision on each day: half, and nine of ten, took no longer"),
        data=[
            charts.Bar(
                label=day.label, values=(day.half or 0.0, max((day.most or 0.0) - (day.half or 0.0), 0.0))
            )
            for day in shown
        ],
        kinds=("first", "second"),
        unit="h",
    )
