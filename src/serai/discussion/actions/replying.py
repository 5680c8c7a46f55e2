"""Replying: the newsroom speaks under its own story.

Rule: what the newsroom says is public at once, carries its badge, and is logged with who said it.
"""

import secrets

from serai.core import clock
from serai.discussion.actions import numbers, orders
from serai.discussion.actions.deciding import new_batch
from serai.discussion.database import atomic
from serai.discussion.errors import CommentRefusedError
from serai.discussion.models import Comment, Move
from serai.discussion.rules.searching import search_text
from serai.gate.entries import NAME_LIMIT, TEXT_LIMIT


@atomic()
def reply_as_staff(
    *, edition: str, story: str, name: str, text: str, by: str, parent: Comment | None = None
) -> Comment:
    """Say something under a story, or in answer to one of its comments. CommentRefusedError where there are
    no words or no name, one is over its limit, or `parent` is of another story."""
    name, text = name.strip(), text.strip()
    if not text or len(text) > TEXT_LIMIT or not name or len(name) > NAME_LIMIT:
        raise CommentRefusedError(
            f"A reply needs a name of at most {NAME_LIMIT} characters and words of at most {TEXT_LIMIT}. "
            "Correct it, and send it again."
        )
    if parent is not None and (parent.edition, parent.story) != (edition, story):
        raise CommentRefusedError(f"Comment {parent.key} stands under another story. Reply where it stands.")
    numbers.lock([(edition, story)])
    now = clock.now()
    row = Comment(
        key=secrets.token_hex(16),
        edition=edition,
        story=story,
        position=numbers.next_position(edition, story),
        name=name,
        text=text,
        search_text=search_text(name, text),
        written_at=now,
        received_at=now,
        decided_at=now,
        reply_to=parent,
        state="approved",
        staff=True,
        learned=True,  # it is no reader's: nothing is learned from it
    )
    numbers.give([row])
    row.save(force_insert=True)
    Move.objects.create(
        comment=row, what="approved", before="pending", after="approved", by=by, batch=new_batch()
    )
    orders.place([(edition, story)])
    return row
