"""Telling: what a bake has changed of stories and accounts becomes activities on their way to followers.

Rule: that followers were told of a story is written in one transaction with what is on its way to them, one
for each story, so that no bake, however large, keeps others from the desk's database; up to which bake all
were told, at the end. So a crash forgets nothing, and tells nothing twice but that a story is gone. What a
bake has not changed is not asked for. An old story that comes with an archive is no news: nobody is told of
one that was published more than `NEWS` ago and was never told of. Nor is what changes with a topic's name,
or with all pages: followers are told of a story again where what they see of it is another, or when it was
last changed. A story that is taken back is taken back everywhere.

Of an edition's account followers are told where anything of it is another: its name, its picture, its words,
its key. They are told of it before its stories, for the letters with these may be signed with that key.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec
from django.db import transaction

from serai.core import canonical
from serai.press import activity, addresses
from serai.press.activity import FOLDER, Json
from serai.wire import models
from serai.wire.models import Delivery, Follower, Sending, ToldAccount

NEWS = timedelta(days=7)
_CHUNK = 500  # rows read or written at once


class Baked(NamedTuple):
    """What a ledger says was changed and deleted since a bake: paths below the site."""

    ledger: str
    bake: int
    changed: Collection[str]
    gone: Collection[str]


def heard(ledger: str) -> int | None:
    """Up to which bake of this ledger followers were told; None where they never were."""
    row = models.Heard.objects.first()
    return row.bake if row and row.ledger == ledger else None


def begin(ledger: str, bake: int) -> None:
    """From this bake on followers are told; what stands was there before them."""
    models.Heard.objects.all().delete()
    models.Told.objects.all().delete()
    ToldAccount.objects.all().delete()
    models.Heard.objects.create(ledger=ledger, bake=bake)


def tell(baked: Baked, *, read: Callable[[str], bytes | None], site_url: str, now: datetime) -> int:
    """Put on its way what followers must be told; how many activities. `read` gives a file of the site, None
    where it is not there any more."""
    inboxes = _Inboxes()
    count = _tell_of_accounts(baked, inboxes, read, now)
    for code, key, digest, document in _changes(baked, read, now):
        with transaction.atomic():
            models.Told.objects.update_or_create(edition=code, story=key, defaults={"digest": digest})
            count += _send(code, document, inboxes.of(code))
    for code, key, document in _losses(baked, site_url, now):
        with transaction.atomic():
            models.Told.objects.filter(edition=code, story=key).delete()
            count += _send(code, document, inboxes.of(code))
    models.Heard.objects.update(ledger=baked.ledger, bake=baked.bake)
    return count


def _tell_of_accounts(
    baked: Baked, inboxes: "_Inboxes", read: Callable[[str], bytes | None], now: datetime
) -> int:
    count = 0
    for path in baked.changed:
        if not (code := account_at(path)) or (data := read(path)) is None:
            continue
        digest = canonical.digest(data)
        if ToldAccount.objects.filter(edition=code, digest=digest).exists():
            continue
        with transaction.atomic():
            ToldAccount.objects.update_or_create(edition=code, defaults={"digest": digest})
            count += _send(code, activity.renewed(msgspec.json.decode(data), now), inboxes.of(code))
    return count


def _changes(
    baked: Baked, read: Callable[[str], bytes | None], now: datetime
) -> Iterator[tuple[str, str, str, Json]]:
    named_all = ((path, name) for path in baked.changed if (name := named(path)))
    while some := list(islice(named_all, _CHUNK)):
        told = _told(name for _path, name in some)
        for path, name in some:
            if (data := read(path)) is None:
                continue
            note: Json = msgspec.json.decode(data)
            digest = canonical.digest(activity.seen(note))
            if name in told:
                if told[name] != digest:
                    yield *name, digest, activity.updated(note, now)
            elif datetime.fromisoformat(note["published"]) > now - NEWS:
                yield *name, digest, activity.created(note)


def _told(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What a reader saw, as a digest, of each of these stories that followers know of."""
    rows = models.Told.objects.filter(story__in=[key for _code, key in names])
    return {(row.edition, row.story): row.digest for row in rows}


def _losses(baked: Baked, site_url: str, now: datetime) -> Iterator[tuple[str, str, Json]]:
    for path in baked.gone:
        if name := named(path):
            yield *name, activity.deleted(*name, now, site_url=site_url)


def named(path: str) -> tuple[str, str] | None:
    """The edition and the key of the story whose note stands at a path; None where none does."""
    parts = PurePosixPath(path).parts
    if len(parts) != 5 or parts[0] != FOLDER or parts[2] != "notes" or not path.endswith(".json"):
        return None
    return parts[1], parts[4].removesuffix(".json")


def concerns(path: str) -> bool:
    """Whether followers are told of what stands at a path."""
    return bool(named(path) or account_at(path))


def account_at(path: str) -> str:
    """The edition whose account stands at a path; "" where none does."""
    parts = PurePosixPath(path).parts
    code = parts[1] if len(parts) == 3 and parts[0] == FOLDER else ""
    return code if code and path == addresses.file(activity.actor_address(code)) else ""


class _Inboxes:
    """Where followers take letters, one for a server, with whose it is; an edition's are asked for once."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[str, str]]] = {}

    def of(self, code: str) -> list[tuple[str, str]]:
        if code not in self._known:
            rows = Follower.objects.filter(edition=code).values_list("shared_inbox", "server")
            self._known[code] = list(rows.distinct().order_by("shared_inbox"))
        return self._known[code]


def _send(code: str, document: Json, inboxes: list[tuple[str, str]]) -> bool:
    """Put an activity on its way; whether there is anybody to send it to."""
    if not inboxes:
        return False
    sending = Sending.objects.create(edition=code, body=activity.spelled(document).decode())
    Delivery.objects.bulk_create(
        (Delivery(sending=sending, inbox=inbox, server=server) for inbox, server in inboxes),
        batch_size=_CHUNK,
    )
    return True
