"""Which letters about replies are to be sent.

Rule: reads only. A reply is told of where both it and the comment it answers are public, that comment's
writer left a contact, and somebody else wrote the reply.
"""

from datetime import datetime

from django.db.models import F, Q

from serai.discussion.models import Comment, State


def replies_to_tell_of(now: datetime, limit: int) -> list[Comment]:
    """Replies whose letters are due, the oldest first, each with the comment that it answers."""
    untold = Q(notice__isnull=True) | Q(
        notice__due_at__lte=now, notice__sent_at__isnull=True, notice__gave_up_at__isnull=True
    )
    return list(
        Comment.objects.filter(untold, state=State.APPROVED, reply_to__state=State.APPROVED, imported=False)
        .exclude(reply_to__contact="")
        .exclude(Q(reply_to__writer=F("writer")) & ~Q(writer=""))
        .select_related("reply_to")
        .order_by("pk")[:limit]
    )
