"""Answers: what the gates are to be told of comments, for their writers to read.

Rule: an answer is placed in the transaction of the change it tells of, and says nothing itself: what is told
is read when the gate is asked (`queries.answers_for`). One that was told is removed unless the comment
changed meanwhile.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from serai.core import clock
from serai.discussion.database import atomic
from serai.discussion.models import Answer, Comment, Mute
from serai.gate import protocol


def place(comments: Iterable[Comment]) -> None:
    """Tell the writers of these comments; those that came through no gate are left out. Two queries."""
    gates = {comment.pk: comment.gate for comment in comments if comment.gate and comment.receipt}
    if not gates:
        return
    known = dict(Answer.objects.filter(comment__in=gates).values_list("comment_id", "made_at"))
    # Above what is there, even where the clock went back: `told` knows a change by it.
    at = max([clock.now(), *(made_at + timedelta(microseconds=1) for made_at in known.values())])
    Answer.objects.bulk_create(
        [Answer(comment_id=pk, gate=gate, made_at=at) for pk, gate in gates.items()],
        update_conflicts=True,
        unique_fields=["comment"],
        update_fields=["gate", "made_at"],
    )


@atomic()
def told(
    *, gate: str, answers: Sequence[protocol.ReceiptUpdate] = (), mutes: Sequence[protocol.Mute] = ()
) -> None:
    """The gate has these answers and mutes; what changed since it was asked is told again."""
    said = {answer.receipt: answer.at for answer in answers}
    rows = Answer.objects.filter(gate=gate, comment__receipt__in=said).values_list(
        "pk", "comment__receipt", "made_at"
    )
    done = [pk for pk, receipt, made_at in rows if said[receipt] == made_at]
    Answer.objects.filter(pk__in=done).delete()
    for mute in mutes:
        Mute.objects.filter(
            gate=gate, source=mute.source, until=mute.until, told_at__isnull=True, confirmed_at__isnull=False
        ).update(told_at=clock.now())
