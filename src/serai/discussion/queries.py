"""The discussion's reads: a story's public thread, and the orders that wait.

Rule: reads only. `thread_for` is the one door from comments to the public.
"""

from serai.core import clock
from serai.discussion.models import Comment, ImportedRating, State, ThreadOrder
from serai.press import threads


def thread_for(edition: str, key: str) -> threads.Thread:
    """The public thread of a story: approved comments in their places, and the rating. May be empty.

    A reply whose parent is not public stands by itself.
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
            number=row["number"],
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
    rating = ImportedRating.objects.filter(edition=edition, story=key).first() or ImportedRating()
    return threads.Thread(
        edition=edition,
        key=key,
        comments=comments,
        rating=threads.Rating(likes=rating.likes, dislikes=rating.dislikes),
    )


def due_thread_orders() -> list[ThreadOrder]:
    """The orders not yet filled, oldest first."""
    return list(ThreadOrder.objects.filter(filled_at__isnull=True).order_by("placed_at", "pk"))
