"""Reading: how often a story was opened, as a gate tells of it.

Rule: called inside `take_in`'s transaction, one call an entry; raises EntryRefusedError for what cannot be
used. Numbers add up: several gates each tell of their own.
"""

from datetime import timedelta

from django.db.models import F

from serai.discussion.actions.intake import Intake
from serai.discussion.actions.receiving import check_handle
from serai.discussion.errors import EntryRefusedError
from serai.discussion.models import StoryReads
from serai.gate import entries

MOST = 100_000_000  # openings in one entry
AHEAD = timedelta(days=1)  # a gate's clock may be before ours


def reads(entry: entries.Reads, intake: Intake) -> None:
    """So many openings more of a story on a day."""
    check_handle(entry.edition, entry.story)
    if not 0 < entry.count <= MOST:
        raise EntryRefusedError("It counts what cannot be counted. Ask who runs this gate.")
    if entry.day > (intake.now + AHEAD).date():
        raise EntryRefusedError("It counts on a day that is still to come. Set the gate's clock.")
    row, _new = StoryReads.objects.get_or_create(edition=entry.edition, story=entry.story, day=entry.day)
    StoryReads.objects.filter(pk=row.pk).update(count=F("count") + entry.count)
