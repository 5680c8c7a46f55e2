"""Undoing: an act of a moderator is taken back, one comment or ten thousand.

Rule: a comment to which anything has happened since stays as it is, and is counted. Its number stays. An
undoing is a move too, and may be undone itself.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Count, Max, Subquery
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce

from serai.core import clock
from serai.discussion.actions import answers, orders
from serai.discussion.actions.deciding import CHUNK, Decided, new_batch
from serai.discussion.database import atomic
from serai.discussion.models import Comment, Move, Report
from serai.discussion.rules import states

FEW: Final = 8  # groups of comments that are written one by one, rather than in one wide statement
_PUT_BACK: Final = ("state", "picked", "note", "decided_at")
_READ: Final = (*_PUT_BACK, "edition", "story", "number", "gate", "receipt", "learned")


def undo(*, batch: str, by: str) -> Decided:
    """Put back what the act `batch` changed: state, pick, note, the reports it closed.

    `left` counts the comments that have moved since, or whose move cannot be undone. The answer's own batch
    undoes the undoing. An unknown batch changes nothing.
    """
    moves = Move.objects.filter(batch=batch, undone=False).exclude(batch="").order_by("comment")
    wanted = list(moves.values_list("comment", flat=True).distinct())
    name = new_batch()
    moved = 0
    for start in range(0, len(wanted), CHUNK):
        moved += _undo_chunk(wanted[start : start + CHUNK], batch, by, name)
    return Decided(name, moved, len(wanted) - moved)


@atomic()
def _undo_chunk(keys: Sequence[int], batch: str, by: str, name: str) -> int:
    rows = {row.pk: row for row in Comment.objects.select_for_update().filter(pk__in=keys).only(*_READ)}
    moves = _latest(keys, batch)
    rows = {pk: row for pk, row in rows.items() if pk in moves}
    if not rows:
        return 0
    at = clock.now()
    before = {pk: _of(row) for pk, row in rows.items()}
    undoing = []
    for pk, row in rows.items():
        first = moves[pk][0]
        undoing.append(
            Move(
                comment=row,
                what="undo",
                before=row.state,
                after=first.before,
                by=by,
                at=at,
                batch=name,
                picked_before=row.picked,
                note_before=row.note,
                decided_before=row.decided_at,
            )
        )
        row.state, row.picked, row.note = first.before, first.picked_before, first.note_before
        row.decided_at, row.learned = first.decided_before, False
    Move.objects.bulk_create(undoing)
    _save(rows.values())
    Move.objects.filter(comment__in=rows, batch=batch).update(undone=True)
    _open_reports_again(list(rows), batch)
    orders.place(
        (row.edition, row.story) for pk, row in rows.items() if _public(before[pk]) != _public(_of(row))
    )
    answers.place(row for pk, row in rows.items() if _told(before[pk]) != _told(_of(row)))
    return len(rows)


def _save(rows: Iterable[Comment]) -> None:
    """Write what was put back: comments that get the same together, which after one decision is most."""
    alike: dict[tuple[object, ...], list[Comment]] = {}
    for row in rows:
        alike.setdefault(tuple(getattr(row, field) for field in _PUT_BACK), []).append(row)
    if len(alike) > FEW:
        Comment.objects.bulk_update(rows, [*_PUT_BACK, "learned"])
        return
    for same in alike.values():
        fields = {field: getattr(same[0], field) for field in _PUT_BACK}
        Comment.objects.filter(pk__in=[row.pk for row in same]).update(**fields, learned=False)


def _latest(keys: Sequence[int], batch: str) -> dict[int, list[Move]]:
    """The act's moves of each comment, oldest first, where nothing has happened to the comment since."""
    newest = dict(
        Move.objects.filter(comment__in=keys).order_by().values_list("comment").annotate(newest=Max("pk"))
    )
    moves: dict[int, list[Move]] = {}
    for move in Move.objects.filter(comment__in=keys, batch=batch, undone=False).order_by("pk"):
        moves.setdefault(move.comment_id, []).append(move)
    return {
        pk: of_it
        for pk, of_it in moves.items()
        if newest[pk] == of_it[-1].pk and all(states.undoable(move.what) for move in of_it)
    }


def _open_reports_again(keys: Sequence[int], batch: str) -> None:
    closed = Report.objects.filter(comment__in=keys, batch=batch)
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
    Comment.objects.filter(pk__in=reopened).update(open_reports=Coalesce(Subquery(waiting), 0))


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
