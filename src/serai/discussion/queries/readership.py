"""What was read: openings by day, and the stories that were opened most.

Rule: reads only, in a number of queries that does not grow with the stories.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Sum

from serai.discussion.models import StoryCard, StoryReads

EDITIONS_LIMIT = 100


@dataclass(frozen=True, kw_only=True)
class Read:
    """A story and its openings: `days` from the first day that was asked for to the last, `total` of them."""

    edition: str
    story: str
    headline: str
    address: str
    days: tuple[int, ...]
    total: int


def days_until(today: date, count: int) -> tuple[date, ...]:
    """So many days, the last of which is `today`."""
    return tuple(today - timedelta(days=back) for back in reversed(range(count)))


def reads_by_day(days: Sequence[date], edition: str = "") -> tuple[int, ...]:
    """All openings on each of these days, of one edition or of all."""
    rows = _on(days, edition).values("day").annotate(total=Sum("count"))
    found = {row["day"]: int(row["total"]) for row in rows}
    return tuple(found.get(day, 0) for day in days)


def most_read(days: Sequence[date], edition: str = "", limit: int = 20) -> tuple[Read, ...]:
    """The public stories opened most on these days, the first of them most. A story that is public no more
    is left out."""
    public = StoryCard.objects.filter(edition=OuterRef("edition"), key=OuterRef("story"), public=True)
    rows = _on(days, edition).filter(Exists(public)).values("edition", "story").annotate(total=Sum("count"))
    top = [
        (row["edition"], row["story"], int(row["total"])) for row in rows.order_by("-total", "story")[:limit]
    ]
    keys = [story for _, story, _ in top]
    cards = {(card.edition, card.key): card for card in StoryCard.objects.filter(key__in=keys, public=True)}
    by_day: dict[tuple[str, str, date], int] = {
        (row.edition, row.story, row.day): row.count for row in _on(days, edition).filter(story__in=keys)
    }
    return tuple(
        Read(
            edition=edition_,
            story=story,
            headline=cards[edition_, story].headline,
            address=cards[edition_, story].address,
            days=tuple(by_day.get((edition_, story, day), 0) for day in days),
            total=total,
        )
        for edition_, story, total in top
        if (edition_, story) in cards
    )


def editions_read() -> tuple[str, ...]:
    """The editions of which anything was read. One short question for each: all rows at once would be read
    from the first day on."""
    rows = StoryReads.objects.order_by("edition").values_list("edition", flat=True)
    found: list[str] = []
    while len(found) < EDITIONS_LIMIT:
        following = rows.filter(edition__gt=found[-1]) if found else rows
        code = following.first()
        if code is None:
            break
        found.append(code)
    return tuple(found)


def _on(days: Sequence[date], edition: str) -> QuerySet[StoryReads]:
    rows = StoryReads.objects.filter(day__gte=min(days), day__lte=max(days))
    return rows.filter(edition=edition) if edition else rows
