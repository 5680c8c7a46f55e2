"""The public's view: a story's thread, and the orders that wait.

Rule: reads only. `thread_for` is the one door from comments to the public.
"""

from datetime import datetime
from typing import cast

from django.db.models import Count

from serai.core import clock
from serai.discussion.models import Comment, ImportedRating, ReaderRating, State, StoryCard, ThreadOrder
from serai.press import threads


def thread_for(edition: str, key: str) -> threads.Thread:
    """The public thread of a story: approved comments by their numbers, and the rating. May be empty.

    A reply whose parent is not public stands by itself. Four queries, however long the thread.
    """
    rows = list(
        Comment.objects.filter(edition=edition, story=key, state=State.APPROVED)
        .order_by("number")
        .values("key", "number", "text", "name", "written_at", "reply_to__key", "imported", "staff", "picked")
    )
    public = {row["key"] for row in rows}
    comments = tuple(
        threads.Comment(
            key=row["key"],
            number=cast(int, row["number"]),  # a constraint: what is public has one
            text=row["text"],
            name=row["name"],
            written_at=None if row["written_at"] is None else clock.whole_seconds(row["written_at"]),
            reply_to=row["reply_to__key"] if row["reply_to__key"] in public else "",
            imported=row["imported"],
            staff=row["staff"],
            picked=row["picked"],
        )
        for row in rows
    )
    card = StoryCard.objects.filter(edition=edition, key=key).only("closed", "public", "closes_at").first()
    ends = None if card is None else card.closes_at
    return threads.Thread(
        edition=edition,
        key=key,
        open=card is None or (card.public and not card.closed),
        closes_at=None if ends is None else clock.whole_seconds(ends),
        comments=comments,
        picks=tuple(comment.key for comment in comments if comment.picked),
        rating=rating_of(edition, key),
    )


def rating_of(edition: str, key: str) -> threads.Rating:
    """The archive's counts and the readers' that count, together."""
    archive = ImportedRating.objects.filter(edition=edition, story=key).first() or ImportedRating()
    readers = dict(
        ReaderRating.objects.filter(edition=edition, story=key, counted=True)
        .order_by()
        .values_list("likes")
        .annotate(count=Count("pk"))
    )
    return threads.Rating(
        likes=archive.likes + readers.get(True, 0), dislikes=archive.dislikes + readers.get(False, 0)
    )


def due_thread_orders(now: datetime | None = None, limit: int | None = None) -> list[ThreadOrder]:
    """The orders not yet filled that are due (now, where no time is given), oldest first."""
    due = ThreadOrder.objects.filter(filled_at__isnull=True, due_at__lte=now or clock.now())
    return list(due.order_by("placed_at", "pk")[:limit])


def due_after(now: datetime, limit: int, after: int) -> list[ThreadOrder]:
    """Orders not yet filled that are due, in the order of their numbers, at most `limit` after a number."""
    due = ThreadOrder.objects.filter(filled_at__isnull=True, due_at__lte=now, pk__gt=after)
    return list(due.order_by("pk")[:limit])


def count_due(now: datetime) -> int:
    """How many orders are not yet filled and due."""
    return ThreadOrder.objects.filter(filled_at__isnull=True, due_at__lte=now).count()


def failed_thread_orders() -> list[ThreadOrder]:
    """The orders that wait because they could not be filled, oldest first, at most a hundred."""
    return list(ThreadOrder.objects.filter(filled_at__isnull=True, attempts__gt=0).order_by("pk")[:100])


def next_due(now: datetime) -> datetime | None:
    """When there is next something to do that no commit tells of: a story closes, or an order that failed
    is tried again. Never before `now`; None where there is nothing."""
    closes = (
        StoryCard.objects.filter(closed=False, closes_at__isnull=False)
        .order_by("closes_at")
        .values_list("closes_at", flat=True)
        .first()
    )
    order = (
        ThreadOrder.objects.filter(filled_at__isnull=True)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )
    times = [time for time in (closes, order) if time is not None]
    return max(min(times), now) if times else None
