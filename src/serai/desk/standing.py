"""How a story stands, in an editor's words.

Rule: pure but for reading the story. One word for a list, one line for a form; both tell an embargo and a
schedule apart, because one holds back what is published and the other puts off publishing.
"""

from datetime import datetime
from typing import Any, Literal

from django.utils import formats, timezone
from django.utils.translation import gettext as _

State = Literal["public", "public_draft", "embargoed", "scheduled", "expired", "draft", "in_review"]


def state(story: Any, now: datetime) -> State:
    """The state of a story at `now`."""
    if story.live and story.is_embargoed(now):
        return "embargoed"
    if story.approved_schedule:
        return "scheduled"
    if story.live:
        return "public_draft" if story.has_unpublished_changes else "public"
    if story.current_workflow_state is not None:
        return "in_review"
    return "expired" if story.expired else "draft"


def word(story: Any, now: datetime) -> str:
    """The state as a list shows it."""
    words = {
        "public": _("Public"),
        "public_draft": _("Public, with a newer draft"),
        "embargoed": _("Embargoed"),
        "scheduled": _("Scheduled"),
        "expired": _("Expired"),
        "in_review": _("With an editor"),
        "draft": _("Draft"),
    }
    return words[state(story, now)]


def moment(story: Any, now: datetime) -> datetime | None:
    """When the state ends by itself: an embargo's end, a schedule's hour."""
    found = state(story, now)
    if found == "embargoed":
        end: datetime = story.embargo_until
        return end
    if found == "scheduled":
        hour: datetime | None = story.goes_public_at
        return hour
    return None


def line(story: Any, now: datetime) -> str:
    """What an editor must know before anything else; "" where there is nothing to say."""
    found, at = state(story, now), moment(story, now)
    if found == "embargoed" and at is not None:
        return _("Published, under embargo until %(time)s. Readers do not have it yet.") % {
            "time": _spelled(at)
        }
    if found == "scheduled" and at is not None:
        return _("Scheduled: it will be published at %(time)s.") % {"time": _spelled(at)}
    if story.is_embargoed(now):
        return _("Draft, under embargo until %(time)s: even if you publish it, readers get it then.") % {
            "time": _spelled(story.embargo_until)
        }
    return ""


def held(until: datetime) -> str:
    """That the original keeps a translation from readers until then."""
    return _(
        "The original is held back until %(time)s, and so is this translation. An editor may say under "
        "“Publishing” that it may come out before."
    ) % {"time": _spelled(until)}


def _spelled(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} {local:%Z}"
