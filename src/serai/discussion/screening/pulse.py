"""The pulse: counts of what comes in, and the alarms they raise.

Rule: the rows around `bursts`. A comment counts in the ten minutes in which it was written, so that what a
gate kept through the newsroom's night raises no alarm in the morning. An alarm is one row as long as the
burst lasts.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from serai.discussion.models import Alarm, Pulse
from serai.discussion.screening import bursts
from serai.discussion.screening.bursts import Burst

STORY_SLOTS: Final = 72  # twelve hours
SITE_DAYS: Final = 7
QUIET: Final = timedelta(minutes=30)  # after which a further burst is an alarm of its own
KEPT: Final = timedelta(days=SITE_DAYS + 1)
STEP: Final = timedelta(seconds=30)
_DAY: Final = 86_400 // bursts.SLOT
_SITE: Final = Q(edition="", story="")


def beat(*, edition: str, story: str, at: datetime) -> list[str]:
    """Count one comment; the bursts it came in: "story", "site", both or none."""
    slot = bursts.slot_of(at.timestamp())
    _add(edition, story, slot)
    of_story, of_site = _counts(edition, story, slot)
    elapsed = at.timestamp() / bursts.SLOT - slot
    first = min(of_story)
    earlier = [of_story.get(number, 0) for number in range(first, slot - 1)]
    days = [of_site.get(slot - day * _DAY, 0) for day in range(1, SITE_DAYS + 1)]
    found = {
        "story": bursts.story_burst(_now(of_story, slot, elapsed), earlier),
        "site": bursts.site_burst(_now(of_site, slot, elapsed), days),
    }
    raised = {
        ((edition, story) if of == "story" else ("", "")): burst for of, burst in found.items() if burst
    }
    if raised:
        _raise(raised, at)
    return [of for of, burst in found.items() if burst]


def tidy(*, now: datetime) -> int:
    """Delete counts that no burst is compared with any more; how many."""
    gone, _ = Pulse.objects.filter(slot__lt=bursts.slot_of((now - KEPT).timestamp())).delete()
    return gone


def _add(edition: str, story: str, slot: int) -> None:
    """One more for the story and one more for the site."""
    rows = Pulse.objects.filter(slot=slot).filter(_story(edition, story) | _SITE)
    if rows.update(count=F("count") + 1) == 2:
        return
    there = set(rows.values_list("edition", "story"))
    for place in {(edition, story), ("", "")} - there:
        row, _ = Pulse.objects.get_or_create(edition=place[0], story=place[1], slot=slot)
        Pulse.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _counts(edition: str, story: str, slot: int) -> tuple[dict[int, int], dict[int, int]]:
    """The counts of the story's last hours and of the site's last days, by their slots."""
    site = [slot, slot - 1, *(slot - day * _DAY for day in range(1, SITE_DAYS + 1))]
    wanted = _story(edition, story) & Q(slot__gte=slot - STORY_SLOTS, slot__lte=slot)
    of_story: dict[int, int] = {}
    of_site: dict[int, int] = {}
    rows = Pulse.objects.filter(wanted | _SITE & Q(slot__in=site))
    for its_story, number, count in rows.values_list("story", "slot", "count"):
        (of_story if its_story else of_site)[number] = count
    return of_story, of_site


def _now(counts: dict[int, int], slot: int, elapsed: float) -> int:
    return bursts.now_of(counts.get(slot, 0), counts.get(slot - 1, 0), elapsed)


def _story(edition: str, story: str) -> Q:
    return Q(edition=edition, story=story)


def _raise(bursts_at: dict[tuple[str, str], Burst], at: datetime) -> None:
    """Open the alarms of these places, or carry them on. One that is on is written once in `STEP`, or where
    it has grown by a tenth."""
    recent = Alarm.objects.filter(last_at__gte=at - QUIET, edition__in={edition for edition, _ in bursts_at})
    on = {(alarm.edition, alarm.story): alarm for alarm in recent.order_by("last_at")}
    for place, burst in bursts_at.items():
        alarm = on.get(place)
        if alarm is None:
            Alarm.objects.create(
                edition=place[0],
                story=place[1],
                began_at=at,
                last_at=at,
                peak=burst.count,
                usual=burst.usual,
            )
        elif at >= alarm.last_at + STEP or burst.count > alarm.peak * 1.1:
            alarm.last_at, alarm.peak = max(alarm.last_at, at), max(alarm.peak, burst.count)
            alarm.save(update_fields=["last_at", "peak"])
