"""What a moderator does to one comment beside deciding: picks it, writes to its author, settles its reports.

Rule: each is one transaction and one move, under a batch by which it is undone.
"""

from serai.core import clock
from serai.discussion.actions import answers, orders
from serai.discussion.actions.deciding import NOTE_LIMIT, Decided, close_reports_of, new_batch
from serai.discussion.database import atomic
from serai.discussion.errors import MoveError
from serai.discussion.models import Comment, Move


@atomic()
def pick(*, comment: Comment, by: str, batch: str = "") -> Decided:
    """Make it an editors' pick, in the act `batch` where it is part of one (an approval that picks).
    MoveError where it is not public."""
    return _pick(comment, by=by, picked=True, batch=batch or new_batch())


@atomic()
def unpick(*, comment: Comment, by: str) -> Decided:
    """Make it a comment like any other. MoveError where it is not public."""
    return _pick(comment, by=by, picked=False, batch=new_batch())


@atomic()
def set_note(*, comment: Comment, note: str, by: str) -> Decided:
    """Write to the author, who reads it on the receipt ("" takes it back; 1000 code points are kept)."""
    row = _locked(comment)
    words = note.strip()[:NOTE_LIMIT]
    if row.note == words:
        return Decided(new_batch(), 0, 1)
    batch = new_batch()
    _written(row, "note", by, batch)
    row.note = comment.note = words
    row.save(update_fields=["note"])
    answers.place([row])
    return Decided(batch, 1, 0)


@atomic()
def close_reports(*, comment: Comment, by: str) -> Decided:
    """Settle the reports on a comment that stays as it is."""
    row = _locked(comment)
    if not row.open_reports:
        return Decided(new_batch(), 0, 1)
    batch = new_batch()
    _written(row, "reports", by, batch)
    close_reports_of([row], by=by, batch=batch, at=clock.now())
    comment.open_reports = 0
    return Decided(batch, 1, 0)


def _pick(comment: Comment, *, by: str, picked: bool, batch: str) -> Decided:
    row = _locked(comment)
    if row.state != "approved":
        raise MoveError(f"Comment {row.key} is not public, so it cannot be a pick. Approve it first.")
    if row.picked == picked:
        return Decided(batch, 0, 1)
    _written(row, "pick" if picked else "unpick", by, batch)
    row.picked = comment.picked = picked
    row.save(update_fields=["picked"])
    orders.place([(row.edition, row.story)])
    return Decided(batch, 1, 0)


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _written(row: Comment, what: str, by: str, batch: str) -> None:
    Move.objects.create(
        comment=row,
        what=what,
        before=row.state,
        after=row.state,
        by=by,
        batch=batch,
        picked_before=row.picked,
        note_before=row.note,
        decided_before=row.decided_at,
    )
