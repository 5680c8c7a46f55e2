"""Keeping: what the gates give of other servers' letters is written down, to be heard by the herald.

Rule: a row for a letter, once, however often it is given; nobody is asked, and nothing of it is believed yet.
What waits has a bound, for each server and in all: in a flood no server's letters keep out another's, and the
desk's disk is not filled by strangers.
"""

import base64
import binascii
import logging
from collections.abc import Iterable
from typing import Final

import msgspec

from serai.core import clock
from serai.gate import entries
from serai.wire.following.servers import host_of, server_of
from serai.wire.models import Letter

WAITING: Final = 20_000  # letters, of all servers
WAITING_OF_ONE: Final = 500  # of one server
log = logging.getLogger(__name__)


class _Act(msgspec.Struct):
    actor: str


_act = msgspec.json.Decoder(_Act)


def keep(letters: Iterable[entries.Activity]) -> None:
    """Keep what a gate gave, but for what is too much. When this returns, all that is kept is safe here."""
    now = clock.now()
    waiting = Letter.objects.filter(due_at__isnull=False)
    in_all, counts = waiting.count(), dict[str, int]()
    left = 0
    for entry in letters:
        server = server_of(_host(entry))
        if server not in counts:
            counts[server] = waiting.filter(server=server).count()
        if not server or in_all >= WAITING or counts[server] >= WAITING_OF_ONE:
            left += 1
            continue
        _row, made = Letter.objects.get_or_create(
            entry=entry.id,
            defaults={
                "data": entries.to_bytes(entry).decode(),
                "server": server,
                "at": min(entry.at, now),
                "due_at": now,
            },
        )
        counts[server] += made
        in_all += made
    if left:
        log.warning("%d letters were left out: they name no server, or too many wait to be heard", left)


def _host(entry: entries.Activity) -> str:
    """The host that a letter says it is from; "" where it says nothing that can be read."""
    try:
        return host_of(_act.decode(base64.b64decode(entry.body, validate=True)).actor)
    except (msgspec.MsgspecError, binascii.Error, ValueError, RecursionError):
        return ""
