"""Tidying: what has served its time is deleted, and the database learns how full its tables are.

Rule: called now and then, by the runner while nobody waits for it; each call is short. An order is of no use
once it is filled: filling names what is, not what was changed, so none is ever filled twice for want of the
first. The newest is kept: it says when the press was last given something.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from serai.desk.models import Order

ORDERS_KEPT: Final = timedelta(days=1)  # once they are filled
AT_ONCE: Final = 5_000  # orders deleted in one transaction
LOOKED_AT: Final = 1_000  # entries of each index, so that a large table is learned as fast as a small one


def tidy(*, now: datetime) -> int:
    """Delete old filled orders, `AT_ONCE` at a time, and learn; how many were deleted."""
    deleted = 0
    while batch := _old_orders(now):
        with transaction.atomic():
            found, _each = Order.objects.filter(pk__in=batch).delete()
        deleted += found
    _learn()
    return deleted


def _old_orders(now: datetime) -> list[int]:
    filled = Order.objects.filter(filled_at__isnull=False).order_by("-filled_at")
    newest = filled.values_list("pk", flat=True).first()
    old = filled.filter(filled_at__lt=now - ORDERS_KEPT).exclude(pk__in=[newest])
    return list(old.order_by("filled_at").values_list("pk", flat=True)[:AT_ONCE])


def _learn() -> None:
    """What SQLite chooses its indexes by (sqlite.org/lang_analyze.html). PostgreSQL learns by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        cursor.execute("ANALYZE")
