"""Telling: what a bake has changed of stories becomes activities on their way to followers.

Rule: what followers were told and up to which bake is written in one transaction with what is on its way,
so that a crash tells nothing twice and forgets nothing. An old story that comes with an archive is no news:
nobody is told of one that was published more than `NEWS` ago and was never told of. Nor is what changes with
a topic's name, or with all pages: followers are told of a story again where its own last change is another. A
story that is taken back is taken back everywhere.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec
from django.db import transaction

from serai.press import activity
from serai.press.activity import FOLDER, Json
from serai.wire import models
from serai.wire.models import Delivery, Follower, Sending

NEWS = timedelta(days=7)
_CHUNK = 500  # rows written at once


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


@transaction.atomic
def tell(baked: Baked, *, read: Callable[[str], bytes | None], site_url: str, now: datetime) -> int:
    """Put on its way what followers must be told; how many activities. `read` gives a file of the site, None
    where it is not there any more."""
    rows = models.Told.objects.values_list("edition", "story", "updated")
    told = {(edition, story): updated for edition, story, updated in rows.iterator()}
    inboxes = _inboxes()
    count = 0
    for code, key, document in [*_changes(baked, told, read, now), *_losses(baked, site_url, now)]:
        if document["type"] == "Delete":
            models.Told.objects.filter(edition=code, story=key).delete()
        else:
            now_told = {"updated": document["object"].get("updated", "")}
            models.Told.objects.update_or_create(edition=code, story=key, defaults=now_told)
        if found := inboxes.get(code):
            _send(code, document, found)
            count += 1
    models.Heard.objects.update(ledger=baked.ledger, bake=baked.bake)
    return count


def _changes(
    baked: Baked, told: dict[tuple[str, str], str], read: Callable[[str], bytes | None], now: datetime
) -> Iterator[tuple[str, str, Json]]:
    for path in baked.changed:
        name = named(path)
        data = read(path) if name else None
        if not name or data is None:
            continue
        note: Json = msgspec.json.decode(data)
        if name in told:
            if told[name] != note.get("updated", ""):
                yield *name, activity.updated(note, now)
        elif datetime.fromisoformat(note["published"]) > now - NEWS:
            yield *name, activity.created(note)


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


def _inboxes() -> dict[str, list[str]]:
    """Where each edition's followers take letters, one for a server."""
    found: dict[str, list[str]] = {}
    rows = Follower.objects.values_list("edition", "shared_inbox").distinct().order_by("shared_inbox")
    for edition, inbox in rows.iterator():
        found.setdefault(edition, []).append(inbox)
    return found


def _send(code: str, document: Json, inboxes: list[str]) -> None:
    sending = Sending.objects.create(edition=code, body=activity.spelled(document).decode())
    Delivery.objects.bulk_create(
        (Delivery(sending=sending, inbox=inbox) for inbox in inboxes), batch_size=_CHUNK
    )
