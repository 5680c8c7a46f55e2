"""Undoing: an act of a moderator is taken back, one comment or ten thousand.

Rule: a comment to which anything has happened since stays as it is, and is counted. Its number stays. An
undoing is a move too, and may be undone itself.
"""

from collections.abc import Sequence
from typing import Final

from django.db.models import Count, Max, Q, Subquery
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce

from serai.core import clock
from serai.discussion.actions import answers, orders
from serai.discussion.actions.deciding import CHUNK, Decided, new_batch
from serai.discussion.database import atomic
from serai.discussion.models import Comment, Move, Report
from serai.discussion.rules import states

_PUT_BACK: Final = ["state", "picked", "note", "decided_at"]


def undo(*, batch: str, by: str) -> Decided:
    """Put back what the act `batch` changed: state, pick, note, the reports it closed.

    `left` counts the comments that have moved since, or whose move cannot be undone. The answer's own batch
    undoes the undoing. An unknown batch changes nothing.
    """
    wanted = list(
        Move.objects.filter(batch=batch, undone=False)
        .exclude(batch="")
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    name = new_batch()
    moved = 0
    for start in range(0, len(wanted), CHUNK):
        moved += _undo_chunk(wanted[start : start + CHUNK], by, name)
    return Decided(name, moved, len(wanted) - moved)


@atomic()
def _undo_chunk(keys: Sequence[int], by: str, name: str) -> int:
    moves = {
        move.comment_id: move
        for move in Move.objects.filter(pk__in=keys, undone=False)
        if states.undoable(move.what) or move.what == "undo"
    }
    rows = list(Comment.objects.select_for_update().filter(pk__in=moves).order_by("pk"))
    newest = dict(
        Move.objects.filter(comment__in=moves).order_by().values_list("comment_id").annotate(newest=Max("pk"))
    )
    rows = [row for row in rows if newest[row.pk] == moves[row.pk].pk]
    if not rows:
        return 0
    at = clock.now()
    Move.objects.bulk_create(
        [
            Move(
                comment=row,
                what="undo",
                before=row.state,
                after=moves[row.pk].before,
                by=by,
                at=at,
                batch=name,
                picked_before=row.picked,
                note_before=row.note,
                decided_before=row.decided_at,
            )
            for row in rows
        ]
    )
    before = {row.pk: (row.state, row.picked, row.note) for row in rows}
    for row in rows:
        move = moves[row.pk]
        row.state, row.picked, row.note = move.before, move.picked_before, move.note_before
        row.decided_at, row.learned = move.decided_before, False
    Comment.objects.bulk_update(rows, [*_PUT_BACK, "learned"])
    Move.objects.filter(pk__in=[moves[row.pk].pk for row in rows]).update(undone=True)
    _open_reports_again([row.pk for row in rows], {moves[row.pk].batch for row in rows})
    orders.place((row.edition, row.story) for row in rows if _public(before[row.pk]) != _public(_of(row)))
    answers.place(row for row in rows if _told(before[row.pk]) != _told(_of(row)))
    return len(rows)


def _open_reports_again(keys: Sequence[int], batches: set[str]) -> None:
    closed = Report.objects.filter(comment__in=keys, batch__in=batches)
    reopened = set(closed.values_list("comment_id", flat=True))
    if not reopened:
        return
    closed.update(closed_at=None, closed_by="", batch="")
    waiting = (
        Report.objects.filter(comment=OuterRef("pk"), closed_at__isnull=True)
        .order_by()
        .values("comment")
        .annotate(count=Count("pk"))
        .values("count")
    )
    Comment.objects.filter(Q(pk__in=reopened)).update(open_reports=Coalesce(Subquery(waiting), 0))


_Seen = tuple[str, bool, str]  # state, pick, note


def _of(row: Comment) -> _Seen:
    return row.state, row.picked, row.note


def _public(seen: _Seen) -> tuple[bool, bool]:
    """What the page shows of it: whether it stands there, and as a pick."""
    stands = seen[0] in states.PUBLIC
    return stands, stands and seen[1]


def _told(seen: _Seen) -> tuple[str, str]:
    """What its writer is shown."""
    state: states.State = seen[0]  # type: ignore[assignment]
    return states.shown(state), seen[2]
