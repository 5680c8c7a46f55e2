"""Alarms: that a moderator has seen them.

Rule: an alarm stays on the list; seen by somebody, it is no longer put in front of everybody.
"""

from serai.discussion.models import Alarm


def see_alarms(*, by: str) -> int:
    """All alarms there are were seen by this moderator; how many were new."""
    return Alarm.objects.filter(seen_by="").update(seen_by=by)
