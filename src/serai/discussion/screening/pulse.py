"""The pulse: counts of what comes in, and the alarms they raise.

Rule: the rows around `bursts`. A comment counts in the ten minutes in which it was written, so that what a
gate kept through the newsroom's night raises no alarm in the morning. An alarm is one row as long as the
burst lasts.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from serai.discussion.models import Alarm, Pulse
from serai.discussion.screening import bursts
from serai.discussion.screening.bursts import Burst

STORY_SLOTS: Final = 72  # twelve hours
SITE_DAYS: Final = 7
QUIET: Final = timedelta(minutes=30)  # after which a further burst is an alarm of its own
KEPT: Final = timedelta(days=SITE_DAYS + 1)
_DAY: Final = 86_400 // bursts.SLOT


def beat(*, edition: str, story: str, at: datetime) -> list[str]:
    """Count one comment; the bursts it came in: "story", "site", both or none."""
    slot = bursts.slot_of(at.timestamp())
    _add(edition, story, slot)
    _add("", "", slot)
    found = []
    for name, place, burst in (
        ("story", (edition, story), _of_story(edition, story, slot, at)),
        ("site", ("", ""), _of_site(slot, at)),
    ):
        if burst:
            _raise(*place, burst, at)
            found.append(name)
    return found


def tidy(*, now: datetime) -> int:
    """Delete counts that no burst is compared with any more; how many."""
    gone, _ = Pulse.objects.filter(slot__lt=bursts.slot_of((now - KEPT).timestamp())).delete()
    return gone


def _add(edition: str, story: str, slot: int) -> None:
    row = Pulse.objects.filter(edition=edition, story=story, slot=slot)
    if not row.update(count=F("count") + 1):
        made, new = Pulse.objects.get_or_create(
            edition=edition, story=story, slot=slot, defaults={"count": 1}
        )
        if not new:
            Pulse.objects.filter(pk=made.pk).update(count=F("count") + 1)


def _of_story(edition: str, story: str, slot: int, at: datetime) -> Burst | None:
    counts = _counts(edition, story, range(slot - STORY_SLOTS, slot + 1))
    first = min(counts)
    earlier = [counts.get(number, 0) for number in range(first, slot - 1)]
    return bursts.story_burst(_now(counts, slot, at), earlier)


def _of_site(slot: int, at: datetime) -> Burst | None:
    before = [slot - day * _DAY for day in range(1, SITE_DAYS + 1)]
    counts = _counts("", "", [slot, slot - 1, *before])
    return bursts.site_burst(_now(counts, slot, at), [counts.get(number, 0) for number in before])


def _now(counts: dict[int, int], slot: int, at: datetime) -> int:
    elapsed = at.timestamp() / bursts.SLOT - slot
    return bursts.now_of(counts.get(slot, 0), counts.get(slot - 1, 0), elapsed)


def _counts(edition: str, story: str, slots: range | list[int]) -> dict[int, int]:
    rows = Pulse.objects.filter(edition=edition, story=story)
    rows = (
        rows.filter(slot__gte=slots.start, slot__lt=slots.stop)
        if isinstance(slots, range)
        else rows.filter(slot__in=slots)
    )
    return dict(rows.values_list("slot", "count"))


def _raise(edition: str, story: str, burst: Burst, at: datetime) -> None:
    alarm = Alarm.objects.filter(edition=edition, story=story, last_at__gte=at - QUIET).first()
    if alarm is None:
        Alarm.objects.create(
            edition=edition, story=story, began_at=at, last_at=at, peak=burst.count, usual=burst.usual
        )
        return
    alarm.last_at = max(alarm.last_at, at)
    alarm.peak = max(alarm.peak, burst.count)
    alarm.save(update_fields=["last_at", "peak"])
