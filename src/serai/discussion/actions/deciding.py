"""Deciding: what a moderator makes of comments, one or ten thousand.

Rule: in chunks of `CHUNK`, each one transaction with a number of queries that does not grow with the chunk.
Each comment's move is written down under the act's batch, by which `undoing.undo` finds it.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from serai.core import clock
from serai.discussion.actions import answers, numbers, orders
from serai.discussion.database import atomic
from serai.discussion.errors import MoveError
from serai.discussion.models import Comment, Move, Report, State
from serai.discussion.rules import states

CHUNK: Final = 400
REASON_LIMIT: Final = 300  # code points kept of a moderator's reason
NOTE_LIMIT: Final = 1000  # code points kept of a note to the author


@dataclass(frozen=True)
class Decided:
    """What an act did: `batch` undoes it, `moved` comments changed, `left` could not or need not."""

    batch: str
    moved: int
    left: int


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision on many comments. `note` is for the author to read; None leaves the note as it is. `pick`:
    what is approved by it is an editors' pick too."""

    after: states.State
    by: str
    reason: str = ""
    note: str | None = None
    pick: bool = False
    batch: str
    at: datetime


def new_batch() -> str:
    """The name of an act."""
    return secrets.token_hex(16)


def decide(
    *,
    comments: Iterable[int],
    after: states.State,
    by: str,
    reason: str = "",
    note: str | None = None,
    pick: bool = False,
) -> Decided:
    """Move these comments (primary keys) to one state; those that may not move there are left and counted.

    A comment that is in that state already is left, but for its open reports, which are closed: a moderator
    has looked. MoveError where no moderator may ask for that state.
    """
    if after not in states.ASKED:
        raise MoveError(
            f"No moderator makes a comment {after}. Ask for one of: {', '.join(sorted(states.ASKED))}."
        )
    decision = Decision(
        after=after, by=by, reason=reason, note=note, pick=pick, batch=new_batch(), at=clock.now()
    )
    wanted = list(dict.fromkeys(comments))
    moved = 0
    for start in range(0, len(wanted), CHUNK):
        moved += _decide_chunk(wanted[start : start + CHUNK], decision)
    return Decided(decision.batch, moved, len(wanted) - moved)


def approve(*, comment: Comment, by: str = "") -> Decided:
    """Let a comment stand: it becomes public with the thread's next bake. MoveError where it may not."""
    return _decide_one(comment, "approved", by=by)


def reject(*, comment: Comment, by: str = "", reason: str = "", note: str | None = None) -> Decided:
    """Take a comment out of the public's sight. `reason` is for moderators (300 code points are kept),
    `note` for the author. MoveError where it may not move."""
    return _decide_one(comment, "rejected", by=by, reason=reason, note=note)


def hold(*, comment: Comment, by: str = "", reason: str = "") -> Decided:
    """Set a comment aside for a closer look; it is not public while held. MoveError where it may not."""
    return _decide_one(comment, "held", by=by, reason=reason)


def remove(*, comment: Comment, by: str = "", reason: str = "", note: str | None = None) -> Decided:
    """Take a comment out for good; only `undo` brings it back. MoveError where it may not move."""
    return _decide_one(comment, "removed", by=by, reason=reason, note=note)


def _decide_one(
    comment: Comment, after: states.State, *, by: str, reason: str = "", note: str | None = None
) -> Decided:
    with atomic():
        row = Comment.objects.select_for_update().only("key", "state").get(pk=comment.pk)
        before: states.State = row.state  # type: ignore[assignment]
        if before != after and not states.allowed(before, after):
            raise MoveError(
                f"Comment {row.key} is {State(before).label.lower()} and cannot become "
                f"{State(after).label.lower()}. Leave it, or look at its moves."
            )
        decided = decide(comments=[comment.pk], after=after, by=by, reason=reason, note=note)
    comment.refresh_from_db(fields=["state", "number", "picked", "note", "open_reports", "decided_at"])
    return decided


@atomic()
def _decide_chunk(keys: Sequence[int], decision: Decision) -> int:
    rows = list(Comment.objects.select_for_update().filter(pk__in=keys).only(*_READ).order_by("pk"))
    moving = [row for row in rows if states.allowed(row.state, decision.after)]  # type: ignore[arg-type]
    looked = [row for row in rows if row.state == decision.after and row.open_reports]
    if decision.after == "approved":
        Comment.objects.bulk_update(numbers.give(moving), ["number"])
    Move.objects.bulk_create(
        [
            *(_move(row, decision, decision.after) for row in moving),
            *(_move(row, decision, "reports") for row in looked),
        ]
    )
    Comment.objects.filter(pk__in=[row.pk for row in moving]).update(**_changed(decision))
    if decision.after in states.DECISIONS:
        close_reports_of(
            [row for row in (*moving, *looked) if row.open_reports],
            by=decision.by,
            batch=decision.batch,
            at=decision.at,
        )
    public = [row for row in moving if states.PUBLIC & {row.state, decision.after}]
    orders.place((row.edition, row.story) for row in public)
    answers.place(row for row in moving if _tells(row, decision))
    return len(moving) + len(looked)


def close_reports_of(rows: Sequence[Comment], *, by: str, batch: str, at: datetime) -> None:
    """Close the open reports on these comments, inside the act that `batch` names. Two queries."""
    if not rows:
        return
    keys = [row.pk for row in rows]
    Report.objects.filter(comment__in=keys, closed_at__isnull=True).update(
        closed_at=at, closed_by=by, batch=batch
    )
    Comment.objects.filter(pk__in=keys).update(open_reports=0)


_READ: Final = (
    "key", "edition", "story", "position", "number", "state", "picked", "note", "decided_at", "open_reports",
    "gate", "receipt",
)  # fmt: skip


def _changed(decision: Decision) -> dict[str, object]:
    changed: dict[str, object] = {
        "state": decision.after,
        "decided_at": decision.at if decision.after in states.DECISIONS else None,
        "learned": False,
    }
    if decision.after not in states.PUBLIC:
        changed["picked"] = False
    elif decision.pick:
        changed["picked"] = True
    if decision.note is not None:
        changed["note"] = decision.note[:NOTE_LIMIT]
    return changed


def _move(row: Comment, decision: Decision, what: str) -> Move:
    return Move(
        comment=row,
        what=what,
        before=row.state,
        after=decision.after,
        by=decision.by,
        reason=decision.reason[:REASON_LIMIT],
        at=decision.at,
        batch=decision.batch,
        picked_before=row.picked,
        note_before=row.note,
        decided_before=row.decided_at,
    )


def _tells(row: Comment, decision: Decision) -> bool:
    noted = decision.note is not None and decision.note[:NOTE_LIMIT] != row.note
    before: states.State = row.state  # type: ignore[assignment]
    return noted or states.shown(before) != states.shown(decision.after)
