"""The discussion's verbs: all that changes a comment, a rating or a thread order.

Rule: keyword-only; each verb checks the move against `rules.states`, writes the move down, and places the
thread's order, all in one transaction. The moderation screens, the wire and the collector call the same
verbs. Who may call them is asked by the screens (`rules.moderators`): a program has no login.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from serai.core import clock
from serai.discussion.database import atomic
from serai.discussion.errors import CommentRefusedError, MoveError
from serai.discussion.models import Comment, ImportedRating, Move, State, ThreadOrder
from serai.gate.entries import NAME_LIMIT, TEXT_LIMIT
from serai.discussion.rules import states


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A comment from an archive, before it has a place. `reply_to` is an index into the same import."""

    text: str
    name: str = ""
    written_at: datetime | None = None
    reply_to: int | None = None


@atomic()
def import_comments(
    *,
    edition: str,
    story: str,
    comments: Sequence[Incoming],
    source: str,
    state: states.State = "approved",
) -> list[Comment]:
    """Take in a story's comments from the archive that `source` names, in their order.

    The same import twice changes nothing: each comment's key is made from edition, story, source and its
    index. Comments go behind those already there. They show only once the story itself is published.
    Raises CommentRefusedError where one has no words or is over `models.TEXT_LIMIT` code points.
    """
    for number, incoming in enumerate(comments, start=1):
        _check(incoming, number)
    made: list[Comment] = []
    known = {row.key: row for row in Comment.objects.filter(edition=edition, story=story)}
    position = max((row.position for row in known.values()), default=0)
    for index, incoming in enumerate(comments):
        key = _key(edition, story, source, index)
        if key in known:
            made.append(known[key])
            continue
        position += 1
        parent = None if incoming.reply_to is None else made[incoming.reply_to]
        made.append(
            Comment.objects.create(
                key=key,
                edition=edition,
                story=story,
                position=position,
                number=position if state == "approved" else None,
                name=incoming.name.strip(),
                text=incoming.text.strip(),
                written_at=incoming.written_at,
                reply_to=parent,
                state=state,
                imported=True,
                archive=source[:200],
            )
        )
    if any(comment.key not in known for comment in made):
        _place_order(edition, story)
    return made


def approve(*, comment: Comment, by: str = "") -> None:
    """Let a comment stand: it becomes public with the thread's next bake."""
    _move(comment=comment, after="approved", by=by, reason="")


def reject(*, comment: Comment, by: str = "", reason: str = "") -> None:
    """Take a comment out of the public's sight, with the reason (300 code points are kept)."""
    _move(comment=comment, after="rejected", by=by, reason=reason)


def hold(*, comment: Comment, by: str = "", reason: str = "") -> None:
    """Set a comment aside for a closer look; it is not public while held."""
    _move(comment=comment, after="held", by=by, reason=reason)


@atomic()
def set_rating(*, edition: str, story: str, likes: int, dislikes: int) -> ImportedRating:
    """Set the counts under "Do you like this article?"; the same counts again change nothing."""
    rating, new = ImportedRating.objects.get_or_create(
        edition=edition, story=story, defaults={"likes": likes, "dislikes": dislikes}
    )
    if not new and (rating.likes, rating.dislikes) == (likes, dislikes):
        return rating
    rating.likes, rating.dislikes = likes, dislikes
    rating.save()
    _place_order(edition, story)
    return rating


def fill(*, orders: Iterable[ThreadOrder]) -> None:
    """Mark thread orders as filled; one filled before keeps its time."""
    keys = [order.pk for order in orders]
    ThreadOrder.objects.filter(pk__in=keys, filled_at__isnull=True).update(filled_at=clock.now())


@atomic()
def _move(*, comment: Comment, after: states.State, by: str, reason: str) -> None:
    row = Comment.objects.select_for_update().get(pk=comment.pk)
    before: states.State = row.state  # type: ignore[assignment]
    if before == after:
        comment.state = row.state
        return
    if not states.allowed(before, after):
        raise MoveError(
            f"Comment {row.key} is {State(before).label.lower()} and cannot become "
            f"{State(after).label.lower()}. Leave it, or look at its moves."
        )
    row.state = after
    if after == "approved" and row.number is None:
        thread = Comment.objects.filter(edition=row.edition, story=row.story)
        row.number = (thread.aggregate(last=Max("number"))["last"] or 0) + 1
    row.save(update_fields=["state", "number"])
    Move.objects.create(comment=row, what=after, before=before, after=after, by=by, reason=reason[:300])
    comment.state = after
    if before in states.PUBLIC or after in states.PUBLIC:
        _place_order(row.edition, row.story)


def _place_order(edition: str, story: str) -> None:
    ThreadOrder.objects.create(edition=edition, key=story)


def _check(incoming: Incoming, number: int) -> None:
    if not incoming.text.strip():
        raise CommentRefusedError(f"Comment {number} of the import has no words. Leave it out.")
    if len(incoming.text) > TEXT_LIMIT:
        raise CommentRefusedError(
            f"Comment {number} of the import has {len(incoming.text)} characters, over the limit of "
            f"{TEXT_LIMIT}. Shorten it, or leave it to the editor."
        )
    if len(incoming.name.strip()) > NAME_LIMIT:
        raise CommentRefusedError(
            f"The name of comment {number} of the import has {len(incoming.name)} characters, over the "
            f"limit of {NAME_LIMIT}. It is probably not a name: leave it to the editor."
        )


def _key(edition: str, story: str, source: str, index: int) -> str:
    words = "\n".join((edition, story, source, str(index)))
    return hashlib.sha256(words.encode()).hexdigest()[:32]
