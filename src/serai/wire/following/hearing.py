"""Hearing: what other servers sent to an edition's account, which the gate has kept.

Rule: the writer's server is asked for its key, and a letter is believed only then. A wish to follow is
granted; one is taken back by its own account alone; an account that its server says is gone follows no more.
All else is left out. A letter that was heard is known by its name for `REMEMBERED`, longer than its signature
counts. A server that does not answer is asked once a round, however many letters name it.
"""

import base64
import binascii
import logging
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

import msgspec
from django.db import DataError, transaction

from serai.core import canonical, clock
from serai.gate import entries
from serai.gate.errors import EntryError
from serai.press import activity
from serai.wire.errors import LetterError, UnreachableServerError
from serai.wire.following import accounts, signing
from serai.wire.following.accounts import Account, Own
from serai.wire.models import Delivery, Follower, Letter, Sending

REMEMBERED = timedelta(days=2)
BATCH: Final = 50  # letters heard before anything else is done
ATTEMPTS: Final = 8  # to reach the writer's server, over four hours
FIRST_DELAY: Final = timedelta(minutes=1)  # doubled each time
LONGEST: Final = 1000  # characters of an address
_UNFORESEEN: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)

log = logging.getLogger(__name__)


class _Wish(msgspec.Struct, tag="Follow", tag_field="type"):
    id: str = ""
    actor: str = ""
    object: str = ""


class _Follow(msgspec.Struct, tag="Follow", tag_field="type"):
    actor: str
    object: str
    id: str = ""


class _Undo(msgspec.Struct, tag="Undo", tag_field="type"):
    actor: str
    object: _Wish | str
    id: str = ""


class _Delete(msgspec.Struct, tag="Delete", tag_field="type"):
    actor: str
    object: str
    id: str = ""


_Act: TypeAlias = _Follow | _Undo | _Delete
_act = msgspec.json.Decoder(_Act)
Heard: TypeAlias = Literal["followed", "left", "nothing"]


def hear_due(own: Own) -> int:
    """Hear what waits, oldest first, at most `BATCH`; how many there were."""
    now = clock.now()
    Letter.objects.filter(due_at=None, at__lt=now - REMEMBERED).delete()
    due = list(Letter.objects.filter(due_at__lte=now).order_by("pk")[:BATCH])
    silent: set[str] = set()
    for letter in due:
        try:
            heard = _hear(letter, own, silent)
            log.info("a letter was heard: %s", heard)
        except UnreachableServerError as error:
            if letter.attempts + 1 < ATTEMPTS:
                _later(letter, now)
                continue
            log.info("a letter was left out: %s", error)
        except LetterError as error:
            log.info("a letter was left out: %s", error)
        except (DataError, *_UNFORESEEN) as error:
            # The kind alone: such an error's words may be a stranger's. It must not stop the others.
            log.error("a letter was left out: %s", type(error).__name__)
        Letter.objects.filter(pk=letter.pk).update(data="", due_at=None)
    return len(due)


def _later(letter: Letter, now: datetime) -> None:
    wait = FIRST_DELAY * 2**letter.attempts
    Letter.objects.filter(pk=letter.pk).update(attempts=letter.attempts + 1, due_at=now + wait)


def _hear(letter: Letter, own: Own, silent: set[str]) -> Heard:
    entry, body = _read(letter)
    try:
        act = _act.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError("It is nothing that an edition hears. It was left out.") from error
    if max(len(act.actor), len(act.id)) > LONGEST:
        raise LetterError("It holds an address that is too long. It was left out.")
    rows = Follower.objects.filter(actor=act.actor)
    if isinstance(act, _Delete) and (act.object != act.actor or not rows.exists()):
        return "nothing"  # of somebody we never knew: their server is not asked
    signed = signing.parse(entry.headers.get("signature", ""))
    writer = _writer(act, entry.edition, signed.key_id, own, silent)
    if writer is None:
        return _forget(act) if isinstance(act, _Delete) else "nothing"
    signing.check(signed, pem=writer.key, target=entry.target, headers=entry.headers, body=body, at=entry.at)
    if isinstance(act, _Follow):
        return _follow(entry.edition, act, writer, own)
    if isinstance(act, _Delete):
        return _forget(act)
    return _leave(entry.edition, act, own)


def _writer(act: _Act, edition: str, key_id: str, own: Own, silent: set[str]) -> Account | None:
    """Who wrote it, by what their server says; None where it says that they are gone."""
    host = accounts.host_of(act.actor)
    if host in silent:
        raise UnreachableServerError(f"The server {host[:100]} did not answer just now. It is tried again.")
    try:
        return accounts.find(own, edition, act.actor, key_id)
    except UnreachableServerError:
        silent.add(host)
        raise


def _read(letter: Letter) -> tuple[entries.Activity, bytes]:
    try:
        entry = entries.from_bytes(letter.data.encode())
        if not isinstance(entry, entries.Activity):
            raise LetterError("It is no letter. It was left out.")
        return entry, base64.b64decode(entry.body, validate=True)
    except (EntryError, binascii.Error, ValueError) as error:
        raise LetterError("It cannot be read. It was left out.") from error


@transaction.atomic
def _follow(edition: str, act: _Follow, writer: Account, own: Own) -> Heard:
    if act.object != own.actor(edition):
        raise LetterError("It is to another account than the one it came to. It was left out.")
    Follower.objects.update_or_create(
        edition=edition,
        actor=writer.actor,
        defaults={"inbox": writer.inbox, "shared_inbox": writer.shared_inbox, "follow": act.id},
    )
    granted = activity.accepted(
        own.actor(edition),
        {"id": act.id, "type": "Follow", "actor": act.actor, "object": act.object},
        name=canonical.digest(act.id.encode())[:16],
    )
    sending = Sending.objects.create(edition=edition, body=activity.spelled(granted).decode())
    Delivery.objects.create(sending=sending, inbox=writer.inbox)
    return "followed"


def _leave(edition: str, act: _Undo, own: Own) -> Heard:
    """The account takes its own wish back, and nobody else's."""
    rows = Follower.objects.filter(edition=edition, actor=act.actor)
    if isinstance(act.object, str):
        rows = rows.filter(follow=act.object).exclude(follow="")
    elif act.object.actor != act.actor or act.object.object != own.actor(edition):
        raise LetterError("It takes back what somebody else wished. It was left out.")
    gone, _each = rows.delete()
    return "left" if gone else "nothing"


def _forget(act: _Delete) -> Heard:
    Follower.objects.filter(actor=act.actor).delete()
    return "left"
