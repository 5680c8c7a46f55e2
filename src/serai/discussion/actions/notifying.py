"""Notifying: that a letter about a reply was sent, or could not be.

Rule: what is written down holds no address and no word of a comment. A letter that fails is due again, ever
later; after `MOST_ATTEMPTS` it is given up.
"""

from datetime import datetime, timedelta
from typing import Final

from serai.discussion.database import atomic
from serai.discussion.models import Comment, Notice

FIRST_DELAY: Final = timedelta(minutes=1)  # doubled with each failure
LONGEST_DELAY: Final = timedelta(hours=6)
MOST_ATTEMPTS: Final = 12


@atomic()
def note_sent(*, reply: Comment, now: datetime) -> None:
    """The letter about this reply has left."""
    Notice.objects.update_or_create(reply=reply, defaults={"sent_at": now, "error": ""})


@atomic()
def note_unsent(*, reply: Comment, error: str, now: datetime, for_good: bool = False) -> None:
    """The letter about this reply could not be sent; `error` is the failure's kind, never its words."""
    notice, _new = Notice.objects.get_or_create(reply=reply)
    notice.attempts += 1
    notice.error = error[:100]
    notice.due_at = now + min(FIRST_DELAY * 2 ** (notice.attempts - 1), LONGEST_DELAY)
    if for_good or notice.attempts >= MOST_ATTEMPTS:
        notice.gave_up_at = now
    notice.save()
