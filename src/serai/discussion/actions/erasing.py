"""Erasing: what a receipt wrote is forgotten, and it is written down that it was.

Rule: the words go, with the name, the contact, the source, what screening made of them, and what moderators
wrote beside them; the comment's place stays, empty, so that replies and numbers keep theirs.
"""

from django.db.models import F, Q

from serai.core import clock
from serai.discussion.actions.intake import Intake
from serai.discussion.database import atomic
from serai.discussion.models import Comment, Move, Quarantined, ReaderRating, Report
from serai.discussion.rules import states
from serai.discussion.screening import desk as screening


@atomic()
def erase_receipt(*, receipt: str, by: str) -> int:
    """Erase all that a receipt wrote: its comment, its report, its rating. How many things that were."""
    intake = Intake(gate="", now=clock.now())
    erased = erase(receipt=receipt, by=by, intake=intake)
    intake.finish()
    return erased


def erase_writer(*, writer: str, by: str) -> int:
    """Erase all comments of a writer, each in a transaction of its own. How many there were."""
    if not writer:
        return 0
    receipts = list(
        Comment.objects.filter(writer=writer).exclude(receipt="").values_list("receipt", flat=True)
    )
    for receipt in receipts:
        erase_receipt(receipt=receipt, by=by)
    return len(receipts)


@atomic()
def erase_comment(*, comment: Comment, by: str) -> None:
    """Erase one comment, whether or not it has a receipt (an archive's has none)."""
    intake = Intake(gate="", now=clock.now())
    if comment.receipt:
        erase(receipt=comment.receipt, by=by, intake=intake)
    else:
        _erase(Comment.objects.select_for_update().get(pk=comment.pk), by, intake)
    intake.finish()


def erase(*, receipt: str, by: str, intake: Intake) -> int:
    """As `erase_receipt`, inside a transaction that is there already."""
    if not receipt:
        return 0
    erased = 0
    row = Comment.objects.select_for_update().filter(receipt=receipt).first()
    if row is not None:
        _erase(row, by, intake)
        erased += 1
    report = Report.objects.select_for_update().filter(receipt=receipt).first()
    if report is not None:
        _close(report, intake, by=by)
        Report.objects.filter(pk=report.pk).update(detail="", source="")
        erased += 1
    erased += _take_back_rating(receipt, intake)
    Quarantined.objects.filter(entry__contains=receipt).delete()
    return erased


def take_back(*, receipt: str, intake: Intake) -> bool:
    """Close the report, or forget the rating, of a receipt; whether there was one."""
    report = Report.objects.select_for_update().filter(receipt=receipt).first()
    if report is not None:
        _close(report, intake, by="")
    return bool(_take_back_rating(receipt, intake)) or report is not None


def _erase(row: Comment, by: str, intake: Intake) -> None:
    if row.state == "removed" and not row.text:
        return  # erased before
    before = row.state
    screening.forget(row)
    row.name = row.text = row.search_text = row.note = row.contact = row.source = row.writer = ""
    row.archive, row.reasons, row.cluster, row.score = "", [], None, None
    row.picked, row.learned, row.open_reports, row.state = False, True, 0, "removed"
    row.save()
    Report.objects.filter(comment=row).update(detail="")
    Report.objects.filter(comment=row, closed_at__isnull=True).update(closed_at=intake.now, closed_by=by)
    Move.objects.filter(comment=row).filter(~Q(reason="") | ~Q(note_before="")).update(
        reason="", note_before=""
    )
    Move.objects.create(comment=row, what="erase", before=before, after="removed", by=by)
    if before in states.PUBLIC:
        intake.orders_thread(row.edition, row.story)
    intake.tells(row)


def _close(report: Report, intake: Intake, *, by: str) -> None:
    if report.closed_at is not None:
        return
    Report.objects.filter(pk=report.pk).update(closed_at=intake.now, closed_by=by)
    Comment.objects.filter(pk=report.comment_id, open_reports__gt=0).update(
        open_reports=F("open_reports") - 1
    )


def _take_back_rating(receipt: str, intake: Intake) -> int:
    row = ReaderRating.objects.select_for_update().filter(receipt=receipt).first()
    if row is None:
        return 0
    row.delete()
    if row.counted:
        intake.orders_thread(row.edition, row.story)
    return 1
