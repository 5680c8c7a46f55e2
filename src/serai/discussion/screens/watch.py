"""What to keep an eye on: alarms of bursts, the gates that are collected from, entries in quarantine.

Rule: reads; marking an alarm as seen is all that is changed here, and it is told who has seen it.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from serai.discussion.actions import watching
from serai.discussion.models import Alarm, Gate, Quarantined, StoryCard
from serai.discussion.screens import around
from serai.discussion.screens.door import done, login_of, moderators_only
from serai.discussion.screens.frame import frame

LISTED = 100  # rows of each list


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An alarm and the story it is about; no story: the whole site."""

    alarm: Alarm
    story: StoryCard | None


@moderators_only
def alarms(request: HttpRequest) -> HttpResponse:
    """Bursts of comments, newest first."""
    context = frame(
        request, "alarms", gettext("Alarms"), alarms=with_stories(list(Alarm.objects.all()[:LISTED]))
    )
    return TemplateResponse(request, "discussion/alarms.html", context)


@moderators_only
@require_POST
def see_alarms(request: HttpRequest) -> HttpResponse:
    """A moderator has seen the alarms there are."""
    watching.see_alarms(by=login_of(request))
    return done(request, gettext("Seen."))


@moderators_only
def gates(request: HttpRequest) -> HttpResponse:
    """How collecting goes, and what came that could not be taken in."""
    context = frame(
        request,
        "gates",
        gettext("Gates"),
        gates=list(Gate.objects.all()[:LISTED]),
        quarantined=list(Quarantined.objects.order_by("-at", "-pk")[:LISTED]),
        quarantined_count=Quarantined.objects.count(),
    )
    return TemplateResponse(request, "discussion/gates.html", context)


def with_stories(found: list[Alarm]) -> list[Seen]:
    """Each alarm with its story's card; one question."""
    stories = around.cards((alarm.edition, alarm.story) for alarm in found)
    return [Seen(alarm=alarm, story=stories.get((alarm.edition, alarm.story))) for alarm in found]
