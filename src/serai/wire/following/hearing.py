"""Hearing: what other servers sent to an edition's account, which the gate has kept.

Rule: the writer's server is asked for its key, and a letter is believed only then. A wish to follow is
granted; one is taken back by its own account alone, which may also block the edition; an account that its
server says is gone follows no more.
All else is left out. What was signed once counts once: a letter that was heard is known by its name and by
its signature for `REMEMBERED`, longer than its signature counts.

A round has a bound, whoever writes: of each server (`servers.server_of`) a few letters, those that have
waited longest first; servers are asked side by side, and one that is slow or silent holds up nobody else's
letter.
"""

import base64
import binascii
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias, TypeVar

import msgspec
from django.db import DataError
from django.db.models import Min

from serai.core import canonical, clock
from serai.gate import entries
from serai.gate.errors import EntryError
from serai.wire.errors import LetterError, UnreachableServerError
from serai.wire.following import accounts, acts, servers, signatures, signing, wishes
from serai.wire.following.accounts import Account, Own
from serai.wire.following.acts import Act, Delete, Follow
from serai.wire.following.signatures import Came, Signed
from serai.wire.following.wishes import Heard
from serai.wire.models import Follower, Letter

REMEMBERED = timedelta(days=2)
SERVERS: Final = 32  # whose letters are heard in one round
LETTERS: Final = 10  # of each
AT_ONCE: Final = 8  # servers asked at one time
ROUND: Final = 20.0  # seconds after which no further server is asked in this round
ATTEMPTS: Final = 8  # to reach the writer's server, over four hours
FIRST_DELAY: Final = timedelta(minutes=1)  # doubled each time
LONGEST: Final = 1000  # characters of an address
_UNFORESEEN: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)

log = logging.getLogger(__name__)


_T = TypeVar("_T")


class _Opened(NamedTuple):
    """A letter that its writer's server must be asked about."""

    letter: Letter
    entry: entries.Activity
    act: Act
    signed: Signed


_Found: TypeAlias = Account | Exception | None  # None: its server says that it is gone


def hear_due(own: Own) -> int:
    """Hear what waits; how many letters there were."""
    now = clock.now()
    Letter.objects.filter(due_at=None, at__lt=now - REMEMBERED).delete()
    due = _due(now)
    opened = [one for letter in due if (one := _attempt(letter, now, partial(_open, letter, own)))]
    found = _ask_all(opened, own)
    for one in opened:
        if one.letter.pk in found:
            heard = _attempt(one.letter, now, partial(_hear, one, found[one.letter.pk], own))
            if heard:
                _done(one.letter)
                log.info("a letter was heard: %s", heard)
    return len(due)


def _due(now: datetime) -> list[Letter]:
    """At most `LETTERS` of each of the `SERVERS` that have waited longest."""
    waiting = Letter.objects.filter(due_at__lte=now)
    longest = waiting.values("server").annotate(first=Min("pk")).order_by("first")[:SERVERS]
    return [
        letter
        for row in list(longest)
        for letter in waiting.filter(server=row["server"]).order_by("pk")[:LETTERS]
    ]


def _attempt(letter: Letter, now: datetime, act: Callable[[], _T | None]) -> _T | None:
    """What `act` gives; None where the letter is dealt with, or put off."""
    try:
        found = act()
    except UnreachableServerError as error:
        if letter.attempts + 1 < ATTEMPTS:
            _later(letter, now)
            return None
        log.info("a letter was left out: %s", error)
    except LetterError as error:
        log.info("a letter was left out: %s", error)
    except (DataError, *_UNFORESEEN) as error:
        # The kind alone: such an error's words may be a stranger's. It must not stop the others.
        log.error("a letter was left out: %s", type(error).__name__)
    else:
        if found is not None:
            return found
    _done(letter)
    return None


def _done(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(data="", due_at=None)


def _later(letter: Letter, now: datetime) -> None:
    wait = FIRST_DELAY * 2**letter.attempts
    Letter.objects.filter(pk=letter.pk).update(attempts=letter.attempts + 1, due_at=now + wait)


def _open(letter: Letter, own: Own) -> _Opened | None:
    """Read a letter; None where there is nothing to do, and so nobody to be asked."""
    entry, body = _read(letter)
    try:
        act = acts.decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError("It is nothing that an edition hears. It was left out.") from error
    if max(len(act.actor), len(act.id)) > LONGEST:
        raise LetterError("It holds an address that is too long. It was left out.")
    known = Follower.objects.filter(actor=act.actor)
    if isinstance(act, Delete) and (act.object != act.actor or not known.exists()):
        return None  # servers tell all others of each account that is gone: of most we never knew
    if isinstance(act, Follow) and wishes.is_blocked(act.actor):
        return None
    return _Opened(letter, entry, act, signing.read(Came(own.site_url + entry.target, entry.headers, body)))


def _ask_all(opened: Iterable[_Opened], own: Own) -> dict[int, _Found]:
    """Who wrote each letter, by its number; those that there was no time for are not among them. Touches no
    table."""
    started = time.monotonic()
    each = [list(group) for _server, group in groupby(opened, key=lambda one: one.letter.server)]

    def ask(letters: list[_Opened]) -> dict[int, _Found]:
        found: dict[int, _Found] = {}
        silent: set[str] = set()
        for one in letters:
            host = servers.host_of(one.act.actor)
            if host in silent:
                error = "The server did not answer just now. It is tried again."
                found[one.letter.pk] = UnreachableServerError(error)
            elif time.monotonic() - started < ROUND:
                found[one.letter.pk] = answer = _writer(one, own)
                if isinstance(answer, UnreachableServerError):
                    silent.add(host)
        return found

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="hearing") as pool:
        return {number: found for answers in pool.map(ask, each) for number, found in answers.items()}


def _writer(one: _Opened, own: Own) -> _Found:
    try:
        return accounts.find(own, one.entry.edition, one.act.actor, one.signed.key_id)
    except (UnreachableServerError, LetterError, *_UNFORESEEN) as error:
        return error


def _hear(one: _Opened, writer: _Found, own: Own) -> Heard:
    if isinstance(writer, Exception):
        raise writer
    act = one.act
    if writer is None:
        return wishes.forget(act) if isinstance(act, Delete) else "nothing"
    signatures.check(one.signed, pem=writer.key, at=one.entry.at)
    proof = canonical.digest(one.signed.signature)
    if Letter.objects.filter(proof=proof).exclude(pk=one.letter.pk).exists():
        return "nothing"  # the same letter, spelled in another way
    Letter.objects.filter(pk=one.letter.pk).update(proof=proof)
    if isinstance(act, Follow):
        return wishes.follow(one.entry.edition, act, writer, own)
    heard = wishes.forget(act) if isinstance(act, Delete) else wishes.leave(one.entry.edition, act, own)
    _overtake(one)
    return heard


def _overtake(one: _Opened) -> None:
    """A wish from before it was taken back, which still waits for its writer's server, is heard no more."""
    waiting = Letter.objects.filter(server=one.letter.server, pk__lt=one.letter.pk, due_at__isnull=False)
    for letter in waiting:
        try:
            entry, body = _read(letter)
            wish = acts.decoder.decode(body)
        except (LetterError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue  # its own turn says so
        same = isinstance(one.act, Delete) or entry.edition == one.entry.edition
        if same and isinstance(wish, Follow) and wish.actor == one.act.actor:
            _done(letter)


def _read(letter: Letter) -> tuple[entries.Activity, bytes]:
    try:
        entry = entries.from_bytes(letter.data.encode())
        if not isinstance(entry, entries.Activity):
            raise LetterError("It is no letter. It was left out.")
        return entry, base64.b64decode(entry.body, validate=True)
    except (EntryError, binascii.Error, ValueError) as error:
        raise LetterError("It cannot be read. It was left out.") from error
