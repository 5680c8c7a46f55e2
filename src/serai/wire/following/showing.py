"""Showing: what an administrator should know of followers: how many each edition has, on which servers, and
where sending to them goes wrong.

Rule: reads only, numbers and servers' names; no account is shown, for the desk has no use for knowing who
reads.
"""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min

from serai.wire.models import BlockedServer, Delivery, Follower, Inbox

SERVERS = 100  # rows; the rest is a number


class AccountShown(NamedTuple):
    """An edition's account."""

    edition: str
    followers: int
    servers: int


class ServerShown(NamedTuple):
    """A server: its followers of each edition, in order of the editions that were asked for, and what went
    wrong last. `status`: what was answered, 0 for nothing; `since` None where all is well."""

    host: str
    followers: int
    each: tuple[int, ...]
    status: int
    since: datetime | None
    again: datetime | None


def accounts() -> list[AccountShown]:
    """Each edition that is followed, the most followed first."""
    rows = Follower.objects.values("edition").annotate(n=Count("pk"), servers=Count("host", distinct=True))
    return [AccountShown(row["edition"], row["n"], row["servers"]) for row in rows.order_by("-n", "edition")]


def servers(editions: list[str]) -> list[ServerShown]:
    """The `SERVERS` servers with most followers."""
    rows = Follower.objects.values("host").annotate(n=Count("pk")).order_by("-n", "host")[:SERVERS]
    totals = {row["host"]: row["n"] for row in rows}
    each = {
        (row["host"], row["edition"]): row["n"]
        for row in Follower.objects.filter(host__in=totals).values("host", "edition").annotate(n=Count("pk"))
    }
    troubles = {
        row["host"]: (row["status"], row["since"], row["again"])
        for row in Inbox.objects.filter(host__in=totals)
        .values("host")
        .annotate(status=Max("status"), since=Min("since"), again=Min("due_at"))
    }
    return [
        ServerShown(
            host,
            total,
            tuple(each.get((host, edition), 0) for edition in editions),
            *troubles.get(host, (0, None, None)),
        )
        for host, total in totals.items()
    ]


def waiting() -> int:
    """Letters that are on their way."""
    return Delivery.objects.count()


def blocked() -> list[BlockedServer]:
    """The blocked servers, by name."""
    return list(BlockedServer.objects.order_by("host"))
