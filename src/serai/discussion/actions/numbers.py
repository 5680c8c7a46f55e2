"""Places: a comment's place of arrival, and its number among what the public has seen.

Rule: called inside a transaction. A number is given once, when a comment first becomes public, and never to
another. The story's card is the lock that keeps two transactions from giving the same.
"""

from collections.abc import Iterable

from django.db.models import Max, Q

from serai.discussion.actions.orders import Handle
from serai.discussion.models import Comment, StoryCard


def lock(handles: Iterable[Handle]) -> None:
    """Hold these stories' threads until the transaction ends (on SQLite the transaction itself does)."""
    list(StoryCard.objects.select_for_update().filter(_those(handles, "key")).order_by("pk").values("pk"))


def next_position(edition: str, story: str) -> int:
    """The place of the next comment that arrives."""
    thread = Comment.objects.filter(edition=edition, story=story)
    return (thread.aggregate(last=Max("position"))["last"] or 0) + 1


def give(comments: Iterable[Comment]) -> list[Comment]:
    """Set the `number` of those that have none, in the order of arrival; returns them, unsaved."""
    without = sorted(
        (comment for comment in comments if comment.number is None),
        key=lambda comment: (comment.edition, comment.story, comment.position),
    )
    if not without:
        return []
    handles = {(comment.edition, comment.story) for comment in without}
    lock(handles)
    rows = (
        Comment.objects.filter(_those(handles, "story"))
        .order_by()
        .values("edition", "story")
        .annotate(last=Max("number"))
    )
    last = {(row["edition"], row["story"]): row["last"] or 0 for row in rows}
    for comment in without:
        handle = (comment.edition, comment.story)
        last[handle] = comment.number = last.get(handle, 0) + 1
    return without


def _those(handles: Iterable[Handle], field: str) -> Q:
    keys: dict[str, set[str]] = {}
    for edition, key in handles:
        keys.setdefault(edition, set()).add(key)
    found = Q(pk__in=[])
    for edition, wanted in keys.items():
        found |= Q(**{"edition": edition, f"{field}__in": wanted})
    return found
