"""Keeping: what the gates give of other servers' letters is written down, to be heard by the herald.

Rule: a row for a letter, once, however often it is given; nobody is asked, and nothing of it is believed yet.
"""

from collections.abc import Iterable

from serai.core import clock
from serai.gate import entries
from serai.wire.models import Letter


def keep(letters: Iterable[entries.Activity]) -> None:
    """Keep what a gate gave. When this returns, all of it is safe here."""
    now = clock.now()
    for entry in letters:
        Letter.objects.get_or_create(
            entry=entry.id,
            defaults={"data": entries.to_bytes(entry).decode(), "at": min(entry.at, now), "due_at": now},
        )
