"""What every moderation screen shows: the queues with their counts, the other places, the last decision.

Rule: reads only. The counts are counted anew for each page, so they are true when it is made.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.users.models import UserProfile

from serai.core import clock
from serai.discussion import queries
from serai.discussion.models import Alarm, Move, State
from serai.discussion.rules import moderators
from serai.discussion.screens.door import login_of

UNDO_WITHIN = timedelta(hours=12)  # how long the last decision is offered to be undone
ALARMS = 5  # of those nobody has seen


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A way to another screen; `count` is None where there is nothing to count."""

    name: str
    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Last:
    """A moderator's newest decision that is not undone."""

    batch: str
    said: str


def frame(request: HttpRequest, here: str, title: str, **more: Any) -> dict[str, Any]:
    """The context of a screen: `here` is its tab, `title` its name; `more` is the screen's own."""
    return {
        "title": title,
        "here": here,
        "queues": _queues(here),
        "places": _places(here),
        "to": {name: reverse(f"discussion:{name}") for name in ("decide", "mute")}
        | {name: reverse("discussion:queue", args=[name]) for name in ("all", "brigade")},
        "deciding": here in queue_names() or not here,
        "last": last_decision(login_of(request)),
        "keys": keys_are_on(request),
        "may_erase": moderators.may_erase(request.user),
        "crumbs": [
            {"url": reverse("discussion:queues"), "label": gettext("Comments")},
            {"url": "", "label": title},
        ],
        **more,
    }


def queue_names() -> dict[str, str]:
    """The queues in their order, with the words for them."""
    return {
        "new": gettext("New"),
        "held": gettext("On hold"),
        "reported": gettext("Reported"),
        "brigade": gettext("Brigades"),
        "all": gettext("All"),
    }


def _queues(here: str) -> list[Tab]:
    counts: dict[str, int] = dict(queries.counts().items())
    return [
        Tab(
            name=name,
            label=label,
            url=reverse("discussion:queue", args=[name]),
            current=name == here,
            count=counts[name],
        )
        for name, label in queue_names().items()
    ]


def _places(here: str) -> list[Tab]:
    names = {
        "work": gettext("Work"),
        "rules": gettext("Rules"),
        "words": gettext("Words"),
        "learner": gettext("Learner"),
        "mutes": gettext("Mutes"),
        "alarms": gettext("Alarms"),
        "gates": gettext("Gates"),
    }
    return [
        Tab(name=name, label=label, url=reverse(f"discussion:{name}"), current=name == here)
        for name, label in names.items()
    ]


def last_decision(login: str) -> Last | None:
    """The newest batch of this moderator that is not undone, if it is of today's work."""
    since = clock.now() - UNDO_WITHIN
    mine = Move.objects.filter(by=login, undone=False, at__gte=since).exclude(batch="").exclude(what="undo")
    newest = mine.order_by("-at", "-pk").first()
    if newest is None:
        return None
    count = Move.objects.filter(batch=newest.batch, undone=False).count()
    return Last(batch=newest.batch, said=decision_in_words(newest.what, newest.after, count))


def decision_in_words(what: str, after: str, count: int) -> str:
    """What was decided, without a word of a comment."""
    if what == "pick":
        return gettext("Picked.")
    if what == "unpick":
        return gettext("No longer a pick.")
    match after:
        case State.APPROVED:
            said = ngettext("%(count)d comment approved.", "%(count)d comments approved.", count)
        case State.REJECTED:
            said = ngettext("%(count)d comment rejected.", "%(count)d comments rejected.", count)
        case State.HELD:
            said = ngettext("%(count)d comment held.", "%(count)d comments held.", count)
        case _:
            said = ngettext("%(count)d comment moved.", "%(count)d comments moved.", count)
    return said % {"count": count}


def unseen_alarms() -> list[Alarm]:
    """Alarms that no moderator has seen yet, newest first."""
    return list(Alarm.objects.filter(seen_by="")[:ALARMS])


def keys_are_on(request: HttpRequest) -> bool:
    """Whether this user wants single keys to work (Wagtail's own setting of the account)."""
    profile = UserProfile.objects.filter(user=request.user.pk).only("keyboard_shortcuts").first()
    return True if profile is None else bool(profile.keyboard_shortcuts)
