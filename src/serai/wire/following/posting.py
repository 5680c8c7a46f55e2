"""Posting: what is on its way is sent, each server by itself, and what cannot be is tried ever more rarely.

Rule: a delivery's row goes once its server has taken it; so a crash may send one again, which followers'
servers know by its id, and loses none. What waits for one inbox is sent in its order. A server that fails
is asked again after `FIRST_DELAY`, then twice as long, and so on; after `PATIENCE` its followers are
followers no more. An inbox that its server says is gone for good (410) is dropped at once; "not found" (404)
is what a server also answers while it is moved or mended.

A round has a bound: of each server (`servers.server_of`) a few inboxes, one after another and not for long,
those first that something has waited for longest; so ten thousand inboxes of one hold up nobody else's news.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from django.db import transaction
from django.db.models import Min, Q

from serai.core import clock
from serai.wire.errors import LetterError, UnreachableServerError
from serai.wire.following.accounts import Own
from serai.wire.following.servers import host_of
from serai.wire.models import Delivery, Follower, Inbox, Sending

GONE: Final = 410
AT_ONCE: Final = 8  # servers asked at one time
SERVERS: Final = 64  # in one round
INBOXES: Final = 8  # of one server in one round
LETTERS: Final = 20  # to one inbox in one round
OF_ONE: Final = 20.0  # seconds after which nothing more is sent to one server in this round
ROUND: Final = 60.0  # seconds after which nothing more is sent to any
FIRST_DELAY: Final = timedelta(minutes=1)
LONGEST_DELAY: Final = timedelta(hours=12)
PATIENCE: Final = timedelta(days=7)

Fate: TypeAlias = Literal["taken", "refused", "gone", "failed"]
log = logging.getLogger(__name__)


class _Letter(NamedTuple):
    delivery: int
    edition: str
    body: bytes


class _Post(NamedTuple):
    """What waits for one inbox."""

    inbox: str
    letters: list[_Letter]


class _Fate(NamedTuple):
    """What became of a letter, and what was answered: 0 for nothing."""

    fate: Fate
    status: int


def post_due(own: Own) -> int:
    """Send what waits to at most `SERVERS` servers, and note what became of it; how many letters were dealt
    with: while there are any, there may be more that are due."""
    now = clock.now()
    started = time.monotonic()
    due = _due(now)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="posting") as pool:
        each = list(pool.map(lambda posts: _post_all(own, posts, started), due))
    count = 0
    for posts, became in zip(due, each, strict=True):
        for post, fates in zip(posts, became, strict=False):
            _note(post, fates, now)
            count += len(fates)
    if due:
        Sending.objects.filter(delivery=None).delete()
    return count


def _due(now: datetime) -> list[list[_Post]]:
    """For each of the servers that something has waited for longest, its inboxes in the same order."""
    resting = Inbox.objects.filter(due_at__gt=now).values("inbox")
    waiting = Delivery.objects.exclude(inbox__in=resting)
    longest = waiting.values("server").annotate(first=Min("pk")).order_by("first")[:SERVERS]
    due = []
    for row in list(longest):
        inboxes = waiting.filter(server=row["server"]).values("inbox").annotate(first=Min("pk"))
        due.append([_waiting_for(one["inbox"]) for one in inboxes.order_by("first")[:INBOXES]])
    return due


def _waiting_for(inbox: str) -> _Post:
    rows = Delivery.objects.filter(inbox=inbox).select_related("sending").order_by("pk")[:LETTERS]
    return _Post(inbox, [_Letter(row.pk, row.sending.edition, row.sending.body.encode()) for row in rows])


def _post_all(own: Own, posts: list[_Post], started: float) -> list[list[_Fate]]:
    """What became of the letters to one server's inboxes, as far as there was time. Touches no table."""
    began = time.monotonic()
    became: list[list[_Fate]] = []
    for post in posts:
        fates: list[_Fate] = []
        became.append(fates)
        for letter in post.letters:
            now = time.monotonic()
            if now - began > OF_ONE or now - started > ROUND:
                return became
            fates.append(_post(own, post.inbox, letter))
            if fates[-1].fate in {"gone", "failed"}:
                break
    return became


def _post(own: Own, inbox: str, letter: _Letter) -> _Fate:
    try:
        status = own.post(letter.edition, inbox, letter.body)
    except (UnreachableServerError, LetterError, ValueError):
        return _Fate("failed", 0)
    if status == GONE:
        return _Fate("gone", status)
    if status in {401, 404, 408, 425, 429} or status >= 500 or status < 200:
        return _Fate("failed", status)
    return _Fate("taken" if status < 300 else "refused", status)


@transaction.atomic
def _note(post: _Post, fates: list[_Fate], now: datetime) -> None:
    inbox = post.inbox
    pairs = zip(post.letters, fates, strict=False)
    done = [letter.delivery for letter, one in pairs if one.fate in {"taken", "refused"}]
    Delivery.objects.filter(pk__in=done).delete()
    if not fates:
        return
    fate, status = fates[-1]
    row = Inbox.objects.filter(inbox=inbox).first()
    if fate == "gone" or (fate == "failed" and row and now - row.since > PATIENCE):
        _drop(inbox)
    elif fate in {"failed", "refused"}:
        # What was refused is not sent again, but an administrator should see it.
        failures = ((row.failures if row else 0) + 1) if fate == "failed" else 0
        wait = min(FIRST_DELAY * 2 ** min(failures - 1, 20), LONGEST_DELAY) if failures else timedelta(0)
        Inbox.objects.update_or_create(
            inbox=inbox,
            defaults={
                "host": host_of(inbox),
                "status": status,
                "failures": failures,
                "due_at": now + wait,
                "since": row.since if row and row.failures and failures else now,
            },
        )
    elif row:
        row.delete()


def _drop(inbox: str) -> None:
    """Nobody takes letters there: whoever did follows no more."""
    gone, _each = Follower.objects.filter(Q(shared_inbox=inbox) | Q(inbox=inbox)).delete()
    Delivery.objects.filter(inbox=inbox).delete()
    Inbox.objects.filter(inbox=inbox).delete()
    log.info("an inbox takes no letters any more: %d followers are gone with it", gone)
