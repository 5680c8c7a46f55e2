"""Telling: what a bake has changed of stories becomes activities on their way to followers.

Rule: that followers were told of a story is written in one transaction with what is on its way to them, one
for each story, so that no bake, however large, keeps others from the desk's database; up to which bake all
were told, at the end. So a crash forgets nothing, and tells nothing twice but that a story is gone. What a
bake has not changed is not asked for. An old story that comes with an archive is no news: nobody is told of
one that was published more than `NEWS` ago and was never told of. Nor is what changes with a topic's name,
or with all pages: followers are told of a story again where its own last change is another. A story that is
taken back is taken back everywhere.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec
from django.db import transaction

from serai.press import activity
from serai.press.activity import FOLDER, Json
from serai.wire import models
from serai.wire.models import Delivery, Follower, Sending

NEWS = timedelta(days=7)
_CHUNK = 500  # rows read or written at once


class Baked(NamedTuple):
    """What a ledger says was changed and deleted since a bake: paths below the site."""

    ledger: str
    bake: int
    changed: Iterable[str]
    gone: Iterable[str]


def heard(ledger: str) -> int | None:
    """Up to which bake of this ledger followers were told; None where they never were."""
    row = models.Heard.objects.first()
    return row.bake if row and row.ledger == ledger else None


def begin(ledger: str, bake: int) -> None:
    """From this bake on followers are told; what stands was there before them."""
    models.Heard.objects.all().delete()
    models.Told.objects.all().delete()
    models.Heard.objects.create(ledger=ledger, bake=bake)


def tell(baked: Baked, *, read: Callable[[str], bytes | None], site_url: str, now: datetime) -> int:
    """Put on its way what followers must be told; how many activities. `read` gives a file of the site, None
    where it is not there any more."""
    inboxes = _Inboxes()
    count = 0
    for code, key, document in _changes(baked, read, now):
        updated = document["object"].get("updated", "")
        with transaction.atomic():
            models.Told.objects.update_or_create(edition=code, story=key, defaults={"updated": updated})
            count += _send(code, document, inboxes.of(code))
    for code, key, document in _losses(baked, site_url, now):
        with transaction.atomic():
            models.Told.objects.filter(edition=code, story=key).delete()
            count += _send(code, document, inboxes.of(code))
    models.Heard.objects.update(ledger=baked.ledger, bake=baked.bake)
    return count


def _changes(
    baked: Baked, read: Callable[[str], bytes | None], now: datetime
) -> Iterator[tuple[str, str, Json]]:
    named_all = ((path, name) for path in baked.changed if (name := named(path)))
    while some := list(islice(named_all, _CHUNK)):
        told = _told(name for _path, name in some)
        for path, name in some:
            if (data := read(path)) is None:
                continue
            note: Json = msgspec.json.decode(data)
            if name in told:
                if told[name] != note.get("updated", ""):
                    yield *name, activity.updated(note, now)
            elif datetime.fromisoformat(note["published"]) > now - NEWS:
                yield *name, activity.created(note)


def _told(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """When each of these stories that followers know of had last changed when they were told."""
    rows = models.Told.objects.filter(story__in=[key for _code, key in names])
    return {(row.edition, row.story): row.updated for row in rows}


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
