"""Hearing: readers' reports on comments, and their answers to "Do you like this article?".

Rule: called inside `take_in`'s transaction, one call an entry; raises EntryRefusedError for what cannot be
used.
"""

from django.db.models import F

from serai.discussion.actions.intake import Intake
from serai.discussion.actions.receiving import check_handle
from serai.discussion.errors import EntryRefusedError
from serai.discussion.models import Comment, ReaderRating, Report
from serai.gate import entries
from serai.gate.entries import DETAIL_LIMIT

_UNCOUNTED = {"over_limit", "muted"}


def report(entry: entries.NewReport, intake: Intake) -> None:
    """A flag: it brings the comment before a moderator, and takes nothing off the page. One from a muted
    source is kept and closed."""
    check_handle(entry.edition, entry.story)
    if len(entry.detail) > DETAIL_LIMIT:
        raise EntryRefusedError("A report whose detail is over the limit. Leave it out.")
    if Report.objects.filter(receipt=entry.receipt).exists():
        return
    row = (
        Comment.objects.select_for_update()
        .filter(key=entry.comment[:32], edition=entry.edition, story=entry.story)
        .only("pk", "text")
        .first()
    )
    if row is None:
        raise EntryRefusedError("It reports a comment that is not under this story.")
    muted = "muted" in entry.marks or intake.muted(entry.source)
    Report.objects.create(
        comment=row,
        receipt=entry.receipt,
        reason=entry.reason,
        detail=entry.detail.replace("\x00", "").strip(),
        source=entry.source,
        at=min(entry.at, intake.now),
        closed_at=intake.now if muted else None,
    )
    if not muted:
        Comment.objects.filter(pk=row.pk).update(open_reports=F("open_reports") + 1)


def rating(entry: entries.NewRating, intake: Intake) -> None:
    """An answer; the newest of a receipt counts, and none that the gate found too many of."""
    check_handle(entry.edition, entry.story)
    row = ReaderRating.objects.select_for_update().filter(receipt=entry.receipt).first()
    if row is not None and (row.edition, row.story) != (entry.edition, entry.story):
        raise EntryRefusedError("Its receipt is for another story.")
    if row is not None and row.at > entry.at:
        return
    before = (row.counted, row.likes) if row is not None else (False, False)
    row = row or ReaderRating(receipt=entry.receipt, edition=entry.edition, story=entry.story)
    row.likes, row.at, row.source = entry.answer == "yes", entry.at, entry.source
    row.counted = not (_UNCOUNTED & set(entry.marks)) and not intake.muted(entry.source)
    row.save()
    if (row.counted or before[0]) and before != (row.counted, row.likes):
        intake.orders_thread(row.edition, row.story)
