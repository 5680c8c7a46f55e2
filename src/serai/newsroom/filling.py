"""Filling orders: what the desk and the discussion have asked of the press is cast, baked and marked.

Rule: a thing is cast as it is now, all that is due goes to the press in one bake, and an order is marked only
after the bake is durable. So a crash anywhere loses nothing: what was baked and not marked is baked again,
which changes nothing. An order that cannot be cast or baked is postponed with the reason on it, and never
stops the others. What the discussion must know of a story is noted between the bake and the mark.
"""

import errno
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db import transaction

from serai.core import clock
from serai.desk import actions as desk_actions
from serai.desk import cast, queries
from serai.desk.models import Order
from serai.discussion import actions as discussion_actions
from serai.discussion import queries as discussion_queries
from serai.discussion.models import ThreadOrder
from serai.newsroom import backlog, pressroom
from serai.newsroom.config import Newsroom
from serai.newsroom.noting import note
from serai.newsroom.today import tell_if_heavy
from serai.press.bake import BakeReport, Press
from serai.press.changes import Change, PutThread
from serai.press.weights import Weight

BATCH = 200  # orders in one bake
FIRST_DELAY = 5  # seconds until a failed order is tried again; doubled each time
LONGEST_DELAY = 600  # seconds
LONGEST_REASON = 500  # characters kept of an error

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE}

AnyOrder: TypeAlias = Order | ThreadOrder
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """Orders that name one thing, and what the press must be told about it."""

    orders: tuple[AnyOrder, ...]
    changes: tuple[Change, ...]


class Filler:
    """Fills the orders of one newsroom. For one thread."""

    def __init__(self, newsroom: Newsroom, press: Press) -> None:
        """`press` is the newsroom's own."""
        self.newsroom = newsroom
        self.press = press
        self.filled = 0  # orders, so far

    def fill_due(self) -> int:
        """Cast, bake and mark what is due, at most `BATCH` orders of each room, or a backlog whole; how many
        were due."""
        with pressroom.alone(self.newsroom):
            now = clock.now()
            orders = self._due(now)
            if len(orders) >= BATCH and backlog.is_due(self, now):
                return backlog.fill(self, now, BATCH)
            work = self.cast(orders, now)
            if work:
                self._bake(work)
            return len(orders)

    def plan_due(self, before: Callable[[Weight], None] | None = None) -> BakeReport:
        """What baking everything due would do; nothing is baked, marked or postponed. `before` is told first
        what is gone through."""
        work = self.cast(self._due(clock.now()), clock.now(), postpone=False)
        changes = [change for one in work for change in one.changes]
        if before:
            before(self.press.weigh(changes))
        return self.press.plan(changes)

    def _due(self, now: datetime) -> list[AnyOrder]:
        return [*queries.due_orders(now, BATCH), *discussion_queries.due_thread_orders(now, BATCH)]

    def cast(self, orders: Iterable[AnyOrder], now: datetime, postpone: bool = True) -> list[Work]:
        """What the press must be told; what cannot be cast waits."""
        named: dict[tuple[str, ...], list[AnyOrder]] = {}
        for order in orders:
            named.setdefault(_thing(order), []).append(order)
        work = []
        for same in named.values():
            try:
                work.append(Work(tuple(same), tuple(_changes(same[-1], now))))
            except Exception as error:  # one order must not stop the others
                log.exception("cannot cast %s", same[-1])
                if postpone:
                    self.postpone(same, error)
        return work

    def _bake(self, work: Sequence[Work]) -> None:
        """All in one bake or, where that fails, one by one, so that only the culprit waits."""
        try:
            report = self.press.bake([change for one in work for change in one.changes], tell_if_heavy)
        except Exception as error:  # as above
            if isinstance(error, OSError) and error.errno in _DISK:
                raise  # the disk, not an order: the caller waits and tries all again
            if len(work) == 1:
                log.exception("cannot bake %s", work[0].orders[-1])
                self.postpone(work[0].orders, error)
                return
            for one in work:
                self._bake([one])
            return
        note(self.newsroom, [change for one in work for change in one.changes])
        self.mark([order for one in work for order in one.orders], report)

    def bake_taken(self) -> BakeReport:
        """Bake what the press has taken."""
        return self.press.bake((), tell_if_heavy)

    def mark(self, orders: Sequence[AnyOrder], report: BakeReport) -> None:
        """These are filled, and durably so on the site."""
        told = {
            "written": report.files_written,
            "deleted": report.files_deleted,
            "unchanged": report.unchanged,
            "orders": len(orders),
        }
        at = clock.now()
        with transaction.atomic():
            for order in orders:
                if isinstance(order, Order):
                    desk_actions.fill_order(order=order, report=told, at=at)
        discussion_actions.fill(orders=[order for order in orders if isinstance(order, ThreadOrder)])
        self.filled += len(orders)
        log.info(
            "filled %d orders: %d files written, %d deleted, %d unchanged",
            *(told[name] for name in ("orders", "written", "deleted", "unchanged")),
        )

    def postpone(self, orders: Iterable[AnyOrder], error: Exception) -> None:
        """These wait, with the reason on them."""
        now = clock.now()
        for order in orders:
            if isinstance(order, ThreadOrder):
                discussion_actions.postpone(order=order, error=error)
                continue
            attempts = int(order.report.get("attempts", 0)) + 1
            order.report = _failure(error, attempts)
            order.due_at = now + _delay(attempts)
            order.save(update_fields=["report", "due_at"])


def reasons() -> list[str]:
    """What each order that has failed and still waits says of itself, oldest first."""
    failed = Order.objects.filter(filled_at=None, report__has_key="error").order_by("pk")
    threads = discussion_queries.failed_thread_orders()
    return [
        *(f"{order}: {order.report['error']}" for order in failed),
        *(f"comments of {order}: {order.error}" for order in threads),
    ]


def _thing(order: AnyOrder) -> tuple[str, ...]:
    kind = order.kind if isinstance(order, Order) else "thread"
    return kind, order.edition, order.key


def _changes(order: AnyOrder, now: datetime) -> list[Change]:
    if isinstance(order, Order):
        return cast.changes_for(order, now=now)
    return [PutThread(discussion_queries.thread_for(order.edition, order.key))]


def _delay(attempts: int) -> timedelta:
    return timedelta(seconds=min(FIRST_DELAY * 2 ** min(attempts - 1, 10), LONGEST_DELAY))


def _failure(error: Exception, attempts: int) -> dict[str, Any]:
    reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
    return {"error": reason, "attempts": attempts}
