"""Posting: what is on its way is sent, each server by itself, and what cannot be is tried ever more rarely.

Rule: a delivery's row goes once its server has taken it; so a crash may send one again, which followers'
servers know by its id, and loses none. What waits for one inbox is sent in its order. A server that fails
is asked again after `FIRST_DELAY`, then twice as long, and so on; after `PATIENCE` its followers are
followers no more. An inbox that its server says is gone (404, 410) is dropped at once.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from django.db import transaction
from django.db.models import Q

from serai.core import clock
from serai.wire.errors import LetterError, UnreachableServerError
from serai.wire.following.accounts import GONE, Own
from serai.wire.models import Delivery, Follower, Inbox, Sending

AT_ONCE: Final = 8  # servers asked at one time
SERVERS: Final = 64  # in one round
LETTERS: Final = 20  # to one server in one round
FIRST_DELAY: Final = timedelta(minutes=1)
LONGEST_DELAY: Final = timedelta(hours=12)
PATIENCE: Final = timedelta(days=7)

Fate: TypeAlias = Literal["taken", "refused", "gone", "failed"]
log = logging.getLogger(__name__)


class _Letter(NamedTuple):
    delivery: int
    edition: str
    body: bytes


def post_due(own: Own) -> int:
    """Send what waits to at most `SERVERS` servers, and note what became of it; how many were taken."""
    now = clock.now()
    waiting = Inbox.objects.filter(due_at__gt=now).values("inbox")
    inboxes = list(
        Delivery.objects.exclude(inbox__in=waiting).values_list("inbox", flat=True).distinct()[:SERVERS]
    )
    letters = [_letters(inbox) for inbox in inboxes]
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="posting") as pool:
        fates = list(pool.map(lambda pair: _post(own, *pair), zip(inboxes, letters, strict=True)))
    for inbox, sent, fate in zip(inboxes, letters, fates, strict=True):
        _note(inbox, sent, fate, now)
    if inboxes:
        Sending.objects.filter(delivery=None).delete()
    return sum(fate.count("taken") for fate in fates)


def _letters(inbox: str) -> list[_Letter]:
    rows = Delivery.objects.filter(inbox=inbox).select_related("sending").order_by("pk")[:LETTERS]
    return [_Letter(row.pk, row.sending.edition, row.sending.body.encode()) for row in rows]


def _post(own: Own, inbox: str, letters: list[_Letter]) -> list[Fate]:
    """What became of each letter; the last one is where it went wrong. Touches no table."""
    fates: list[Fate] = []
    for letter in letters:
        try:
            status = own.post(letter.edition, inbox, letter.body)
        except (UnreachableServerError, LetterError, ValueError):
            return [*fates, "failed"]
        if status in GONE:
            return [*fates, "gone"]
        if status in {401, 408, 425, 429} or status >= 500 or status < 200:
            return [*fates, "failed"]
        fates.append("taken" if status < 300 else "refused")
    return fates


@transaction.atomic
def _note(inbox: str, letters: list[_Letter], fates: list[Fate], now: datetime) -> None:
    done = [
        letter.delivery for letter, fate in zip(letters, fates, strict=False) if fate in {"taken", "refused"}
    ]
    Delivery.objects.filter(pk__in=done).delete()
    last = fates[-1] if fates else "taken"
    row = Inbox.objects.filter(inbox=inbox).first()
    if last == "gone" or (last == "failed" and row and now - row.since > PATIENCE):
        _drop(inbox)
    elif last == "failed":
        failures = (row.failures if row else 0) + 1
        wait = min(FIRST_DELAY * 2 ** min(failures - 1, 20), LONGEST_DELAY)
        Inbox.objects.update_or_create(
            inbox=inbox,
            defaults={"failures": failures, "due_at": now + wait, "since": row.since if row else now},
        )
    elif row:
        row.delete()


def _drop(inbox: str) -> None:
    """Nobody takes letters there: whoever did follows no more."""
    gone, _each = Follower.objects.filter(Q(shared_inbox=inbox) | Q(inbox=inbox)).delete()
    Delivery.objects.filter(inbox=inbox).delete()
    Inbox.objects.filter(inbox=inbox).delete()
    log.info("an inbox takes no letters any more: %d followers are gone with it", gone)
