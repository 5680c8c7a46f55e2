"""Exports: a story's whole thread for an administrator, and what one receipt wrote for its reader.

Rule: reads only; plain JSON values. No receipt, source or contact leaves in a thread's export.
"""

from datetime import datetime
from typing import Any

from serai.discussion.models import Comment, Move, ReaderRating, Report, StoryCard
from serai.discussion.queries.threads import rating_of

VERSION = 1


def export_thread(edition: str, story: str) -> dict[str, Any]:
    """All that was said under a story, whatever its state, with the moves and the reports. Five queries."""
    rows = list(
        Comment.objects.filter(edition=edition, story=story).select_related("reply_to").order_by("position")
    )
    moves: dict[int, list[dict[str, Any]]] = {}
    for move in Move.objects.filter(comment__in=_these(edition, story)).order_by("pk"):
        moves.setdefault(move.comment_id, []).append(_move(move))
    reports: dict[int, list[dict[str, Any]]] = {}
    for report in Report.objects.filter(comment__in=_these(edition, story)).order_by("pk"):
        reports.setdefault(report.comment_id, []).append(_report(report))
    card = StoryCard.objects.filter(edition=edition, key=story).first()
    rating = rating_of(edition, story)
    return {
        "kind": "thread_export",
        "version": VERSION,
        "edition": edition,
        "story": story,
        "headline": card.headline if card else "",
        "address": card.address if card else "",
        "rating": {"likes": rating.likes, "dislikes": rating.dislikes},
        "comments": [
            {**_comment(row), "moves": moves.get(row.pk, []), "reports": reports.get(row.pk, [])}
            for row in rows
        ],
    }


def export_receipt(receipt: str) -> dict[str, Any]:
    """What one receipt wrote: its comment, its report, its rating; empty lists where there is none."""
    comments = Comment.objects.filter(receipt=receipt).exclude(receipt="").select_related("reply_to")
    return {
        "kind": "receipt_export",
        "version": VERSION,
        "comments": [_comment(row) for row in comments],
        "reports": [_report(row) for row in Report.objects.filter(receipt=receipt)],
        "ratings": [
            {"edition": row.edition, "story": row.story, "likes": row.likes, "at": _time(row.at)}
            for row in ReaderRating.objects.filter(receipt=receipt)
        ],
    }


def _these(edition: str, story: str) -> Any:
    return Comment.objects.filter(edition=edition, story=story).order_by().values("pk")


def _comment(row: Comment) -> dict[str, Any]:
    return {
        "key": row.key,
        "number": row.number,
        "state": row.state,
        "name": row.name,
        "text": row.text,
        "reply_to": row.reply_to.key if row.reply_to else "",
        "written_at": _time(row.written_at),
        "edited_at": _time(row.edited_at),
        "received_at": _time(row.received_at),
        "staff": row.staff,
        "picked": row.picked,
        "imported": row.imported,
        "archive": row.archive,
        "reasons": row.reasons,
        "note": row.note,
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "what": move.what,
        "before": move.before,
        "after": move.after,
        "by": move.by,
        "reason": move.reason,
        "at": _time(move.at),
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "reason": report.reason,
        "detail": report.detail,
        "at": _time(report.at),
        "closed_at": _time(report.closed_at),
    }


def _time(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
