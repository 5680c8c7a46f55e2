"""Importing: comments and ratings that come with a story from an archive.

Rule: the same import twice changes nothing. An archive's comments have no receipt, no writer and no source.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from serai.discussion.actions import numbers, orders
from serai.discussion.database import atomic
from serai.discussion.errors import CommentRefusedError
from serai.discussion.models import Comment, ImportedRating
from serai.discussion.rules import states
from serai.discussion.rules.searching import search_text
from serai.gate.entries import NAME_LIMIT, TEXT_LIMIT


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
    Raises CommentRefusedError where one has no words or is over `TEXT_LIMIT` code points.
    """
    for number, incoming in enumerate(comments, start=1):
        _check(incoming, number)
    numbers.lock([(edition, story)])
    made: list[Comment] = []
    keys = [_key(edition, story, source, index) for index in range(len(comments))]
    known = {
        row.key: row for row in Comment.objects.filter(edition=edition, story=story, archive=source[:200])
    }
    position = numbers.next_position(edition, story)
    for key, incoming in zip(keys, comments, strict=True):
        if key in known:
            made.append(known[key])
            continue
        name, text = incoming.name.strip(), incoming.text.strip()
        row = Comment(
            key=key,
            edition=edition,
            story=story,
            position=position,
            name=name,
            text=text,
            search_text=search_text(name, text),
            written_at=incoming.written_at,
            reply_to=None if incoming.reply_to is None else made[incoming.reply_to],
            state=state,
            imported=True,
            archive=source[:200],
            learned=True,
        )
        if state in states.PUBLIC:
            numbers.give([row])
        row.save(force_insert=True)
        made.append(row)
        position += 1
    if any(comment.key not in known for comment in made):
        orders.place([(edition, story)])
    return made


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
    orders.place([(edition, story)])
    return rating


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
