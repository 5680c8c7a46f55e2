"""A backlog: very many orders due at once, as after an archive was imported.

Rule: every order is cast and its changes are put into the press's ledger, some at a time; then everything
is baked in one go, and only then the orders are marked. A crash before the marks loses nothing: what was
taken is taken again, which changes nothing, and the bake goes on where it was. What cannot be cast or taken
waits alone, as in `filling`.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from serai.desk import queries
from serai.desk.models import Order
from serai.discussion import queries as discussion_queries
from serai.discussion.models import ThreadOrder
from serai.newsroom.noting import note_now

if TYPE_CHECKING:
    from serai.newsroom.filling import Filler, Work

MANY = 1000  # due orders; fewer are baked one batch after another
_SHARE = 4  # so many times the orders must be more than the stories that are public

T = TypeVar("T")
log = logging.getLogger(__name__)


def is_due(filler: "Filler", now: datetime) -> bool:
    """So much is due that baking everything is quicker than baking what it touches."""
    due = queries.count_due(now) + discussion_queries.count_due(now)
    return due > MANY and due * _SHARE > filler.press.count_stories()


def fill(filler: "Filler", now: datetime, batch: int) -> int:
    """Take, bake and mark all that is due; how many orders that were."""
    orders: list[int] = []
    threads: list[tuple[int, int]] = []  # with the revision that was read
    for due in _due(now, batch):
        for one in _take(filler, filler.cast(due, now)):
            for order in one.orders:
                if isinstance(order, Order):
                    orders.append(order.pk)
                else:
                    threads.append((order.pk, order.revision))
    log.info("a backlog of %d orders is taken; everything is baked now", len(orders) + len(threads))
    try:
        report = filler.bake_taken()
    except OSError:
        raise  # the disk, not an order: the caller waits and tries all again
    except Exception as error:  # no order's fault, but who waits for them is to know
        log.exception("cannot bake a backlog of %d orders", len(orders) + len(threads))
        for numbers in _chunks(orders, batch):
            filler.postpone(Order.objects.filter(pk__in=numbers, filled_at=None), error)
        for marks in _chunks(threads, batch):
            filler.postpone(ThreadOrder.objects.filter(pk__in=[pk for pk, _ in marks]), error)
        return len(orders) + len(threads)
    for numbers in _chunks(orders, batch):
        rows = list(Order.objects.filter(pk__in=numbers, filled_at=None))
        note_now(filler.newsroom, {(row.edition, row.key) for row in rows if row.kind == "story"})
        filler.mark(rows, report)
    for marks in _chunks(threads, batch):
        filler.mark([ThreadOrder(pk=pk, revision=revision) for pk, revision in marks], report)
    return len(orders) + len(threads)


def _due(now: datetime, batch: int) -> Iterator[Sequence[Order | ThreadOrder]]:
    after = 0
    while orders := queries.due_orders(now, batch, after):
        yield orders
        after = orders[-1].pk
    after = 0
    while threads := discussion_queries.due_after(now, batch, after):
        yield threads
        after = threads[-1].pk


def _take(filler: "Filler", work: "Sequence[Work]") -> "Sequence[Work]":
    """Put them into the ledger together or, where that fails, one by one; those that are in it."""
    try:
        filler.press.take([change for one in work for change in one.changes])
    except OSError:
        raise  # the disk, as above
    except Exception as error:  # one order must not stop the others
        if len(work) == 1:
            log.exception("cannot bake %s", work[0].orders[-1])
            filler.postpone(work[0].orders, error)
            return ()
        return [taken for one in work for taken in _take(filler, [one])]
    return work


def _chunks(rows: Sequence[T], size: int) -> Iterator[list[T]]:
    walk = iter(rows)
    while chunk := list(islice(walk, size)):
        yield chunk
