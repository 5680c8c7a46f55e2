"""Filled orders are forgotten after a day; nothing that anybody waits for is."""

from datetime import datetime, timedelta

import pytest

from serai.core import clock
from serai.desk import actions, ordering, queries, tidying
from serai.desk.models import Order

pytestmark = pytest.mark.django_db


def order(filled_at: datetime | None, **fields: object) -> Order:
    placed = ordering.place(kind="story", edition="en", key="a", reason="edit")
    Order.objects.filter(pk=placed.pk).update(filled_at=filled_at, **fields)
    return placed


def test_old_filled_orders_go_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr(tidying, "AT_ONCE", 2)
    for days in (3, 2, 2, 5, 9):
        order(now - timedelta(days=days))
    kept = [
        order(None),
        order(None, due_at=now + timedelta(days=9)),
        order(None, report={"error": "x", "attempts": 3}, placed_at=now - timedelta(days=90)),
        order(now - timedelta(hours=23)),
    ]
    assert actions.tidy(now=now) == 5
    assert list(Order.objects.order_by("pk")) == kept
    assert actions.tidy(now=now) == 0


def test_when_the_press_was_last_given_something_is_remembered() -> None:
    now = clock.now()
    order(now - timedelta(days=9))
    last = order(now - timedelta(days=8))
    assert actions.tidy(now=now) == 1
    assert queries.last_filled() == last


def test_an_empty_desk_has_nothing_to_tidy() -> None:
    assert actions.tidy(now=clock.now()) == 0
