"""How many comments wait in each queue.

Rule: reads only; true counts, by index, in a number of queries that does not grow. Brigade: waiting comments
of a cluster that has at least `BRIGADE` of them; they stand in that queue and in no other waiting one.
"""

from typing import Any, Final, Literal, TypeAlias

from django.db.models import Count, Q, QuerySet

from serai.discussion.models import Comment
from serai.discussion.rules import states

Queue: TypeAlias = Literal["new", "held", "reported", "brigade", "all"]

BRIGADE: Final = 3  # waiting comments of one cluster


def counts() -> dict[Queue, int]:
    """What waits: comments in "new", "held" and "reported", clusters in "brigade"; all comments in "all"."""
    sizes = list(brigades().values_list("waiting", flat=True))
    by_state = dict(
        Comment.objects.order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
        .values_list("state", "count")
    )
    in_brigades = dict(
        Comment.objects.filter(state__in=states.WAITING, cluster__in=brigades().values("cluster"))
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
    )
    return {
        "new": by_state.get("pending", 0) - in_brigades.get("pending", 0),
        "held": by_state.get("held", 0) - in_brigades.get("held", 0),
        "reported": Comment.objects.filter(open_reports__gt=0).count(),
        "brigade": len(sizes),
        "all": sum(by_state.values()),
    }


def brigades() -> QuerySet[Any, Any]:
    """Each cluster that is a brigade, with how many of its comments are `waiting`."""
    return (
        Comment.objects.filter(cluster__isnull=False, state__in=states.WAITING)
        .order_by()
        .values("cluster")
        .annotate(waiting=Count("pk"))
        .filter(waiting__gte=BRIGADE)
    )


def in_queue(name: Queue) -> Q:
    """Which comments stand in a queue. For "brigade": all waiting comments of all brigades."""
    brigade = Q(cluster__in=brigades().values("cluster"))
    if name == "reported":
        return Q(open_reports__gt=0)
    if name == "brigade":
        return Q(state__in=states.WAITING) & brigade
    if name == "all":
        return Q()
    return Q(state="pending" if name == "new" else "held") & (Q(cluster__isnull=True) | ~brigade)
