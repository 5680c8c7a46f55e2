"""Tidying: what has served its time is deleted.

Rule: called now and then, by the collector; deletes nothing that anybody waits for.
"""

from datetime import datetime, timedelta
from typing import Final

from serai.discussion.actions.sources import forget_sources
from serai.discussion.database import atomic
from serai.discussion.models import Answer, Mute, Taken, ThreadOrder
from serai.discussion.screening import desk as screening

ORDERS_KEPT: Final = timedelta(days=1)  # once they are filled
TAKEN_KEPT: Final = timedelta(days=60)  # a gate erases what was acknowledged long before
ANSWERS_KEPT: Final = timedelta(days=60)  # for an inbox that is there no more
MUTES_KEPT: Final = timedelta(days=365)  # once they ended: who muted how many, and why


def tidy(*, now: datetime) -> None:
    """Forget sources and contacts, old orders, old entries' ids, and answers that no gate came for."""
    forget_sources(now=now)
    with atomic():
        ThreadOrder.objects.filter(filled_at__lt=now - ORDERS_KEPT).delete()
        Taken.objects.filter(at__lt=now - TAKEN_KEPT).delete()
        Answer.objects.filter(made_at__lt=now - ANSWERS_KEPT).delete()
        Mute.objects.filter(until__lt=now - MUTES_KEPT).delete()
    with atomic():
        screening.tidy(now)
