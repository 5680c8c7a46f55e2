"""Thread orders: what the press is to bake again.

Rule: an order is placed in the transaction of the change it follows. A thread has one order that waits; a
further change raises its revision, so that `fill`, which knows the revision that was baked, never marks a
change that came after.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db.models import F, Q

from serai.core import clock
from serai.discussion.database import atomic
from serai.discussion.models import ThreadOrder

FIRST_DELAY: Final = 5  # seconds until a failed order is tried again; doubled each time
LONGEST_DELAY: Final = 600  # seconds
LONGEST_REASON: Final = 500  # characters kept of an error

Handle = tuple[str, str]  # an edition's code and a story's key


def place(handles: Iterable[Handle]) -> None:
    """Order these stories' threads. Three queries for each edition, however many stories."""
    keys: dict[str, set[str]] = {}
    for edition, key in handles:
        keys.setdefault(edition, set()).add(key)
    now = clock.now()
    for edition, wanted in keys.items():
        # Locked before it is counted on: one that is filled meanwhile does not stand for our change.
        waiting = ThreadOrder.objects.select_for_update().filter(
            Q(edition=edition, key__in=wanted), filled_at__isnull=True
        )
        found = dict(waiting.values_list("pk", "key"))
        if found:
            ThreadOrder.objects.filter(pk__in=found).update(revision=F("revision") + 1, due_at=now)
        ThreadOrder.objects.bulk_create(
            [
                ThreadOrder(edition=edition, key=key, placed_at=now, due_at=now)
                for key in sorted(wanted - set(found.values()))
            ]
        )


@atomic()
def fill(*, orders: Iterable[ThreadOrder]) -> None:
    """Mark these orders as filled, at the revision they were read with; one changed since waits on."""
    revisions: dict[int, list[int]] = {}
    for order in orders:
        revisions.setdefault(order.revision, []).append(order.pk)
    for revision, keys in revisions.items():
        ThreadOrder.objects.filter(pk__in=keys, revision=revision, filled_at__isnull=True).update(
            filled_at=clock.now(), error=""
        )


@atomic()
def postpone(*, order: ThreadOrder, error: Exception) -> None:
    """Try this order again later: after 5 seconds, and twice as long each time, up to ten minutes."""
    row = ThreadOrder.objects.select_for_update().get(pk=order.pk)
    row.attempts += 1
    delay = min(FIRST_DELAY * 2 ** min(row.attempts - 1, 10), LONGEST_DELAY)
    row.due_at = clock.now() + timedelta(seconds=delay)
    row.error = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
    row.save(update_fields=["attempts", "due_at", "error"])
