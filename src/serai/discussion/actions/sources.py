"""Sources: a persistent one is held for a time, and all are forgotten soon.

Rule: a source is a digest whose key dies with the day, at the gate. One moderator mutes at most `HANDFUL` in
an hour; more wait for a second one's word, so that a slip does not silence a crowd.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from serai.core import clock
from serai.discussion.database import atomic
from serai.discussion.errors import MuteError
from serai.discussion.models import Comment, Mute, ReaderRating, Report, StoryCard

HANDFUL: Final = 5  # sources that one moderator mutes alone
ALONE_FOR: Final = timedelta(hours=1)
LONGEST: Final = timedelta(days=90)
MOST: Final = 1000  # sources in one act
SOURCES_KEPT: Final = timedelta(days=2)
CONTACTS_KEPT: Final = timedelta(days=90)


@dataclass(frozen=True)
class Muted:
    """What was asked for: `waits` where it mutes nobody until a second moderator agrees."""

    batch: str
    count: int
    waits: bool


@atomic()
def mute(*, sources: Sequence[tuple[str, str]], until: datetime, by: str, reason: str = "") -> Muted:
    """Hold what comes from these (gate's inbox, source) until then. MuteError where there is no source, too
    many, or too long a time."""
    wanted = sorted({(gate, source) for gate, source in sources if gate and source})
    now = clock.now()
    if not wanted:
        raise MuteError(
            "These comments have no source any more: it is forgotten after two days. Reject them."
        )
    if len(wanted) > MOST:
        raise MuteError(f"{len(wanted)} sources at once are over the limit of {MOST}. Mute fewer.")
    if not now < until <= now + LONGEST:
        raise MuteError(f"A source is muted for at most {LONGEST.days} days from now. Choose another time.")
    alone = Mute.objects.filter(asked_by=by, asked_at__gt=now - ALONE_FOR, confirmed_by=by).count()
    waits = alone + len(wanted) > HANDFUL
    batch = secrets.token_hex(16)
    Mute.objects.bulk_create(
        [
            Mute(
                gate=gate,
                source=source,
                until=until,
                batch=batch,
                asked_by=by,
                asked_at=now,
                confirmed_by="" if waits else by,
                confirmed_at=None if waits else now,
                reason=reason[:300],
            )
            for gate, source in wanted
        ]
    )
    return Muted(batch, len(wanted), waits)


@atomic()
def confirm_mutes(*, batch: str, by: str) -> int:
    """Agree to what another moderator asked for; how many sources. MuteError where it was the same one."""
    waiting = _waiting(batch)
    if waiting.filter(asked_by=by).exists():
        raise MuteError("Whoever asks for mutes cannot agree to them too. Ask a second moderator.")
    return waiting.update(confirmed_by=by, confirmed_at=clock.now())


@atomic()
def refuse_mutes(*, batch: str, by: str) -> int:
    """Refuse, or take back, what waits for a second word; how many sources."""
    return _waiting(batch).update(refused_at=clock.now(), confirmed_by=by)


@atomic()
def lift_mutes(*, batch: str, by: str) -> int:
    """End the mutes of an act at once; the gates are told. How many that were."""
    now = clock.now()
    running = Mute.objects.filter(batch=batch, confirmed_at__isnull=False, until__gt=now)
    return running.update(until=now, told_at=None, confirmed_by=by)


@atomic()
def forget_sources(*, now: datetime) -> int:
    """Empty sources older than two days, and contacts that are of no more use: after 90 days, or when their
    comment cannot be answered any more. How many comments lost one of them."""
    old = now - SOURCES_KEPT
    forgotten = Comment.objects.exclude(source="").filter(received_at__lt=old).update(source="")
    Report.objects.exclude(source="").filter(at__lt=old).update(source="")
    ReaderRating.objects.exclude(source="").filter(at__lt=old).update(source="")
    Mute.objects.exclude(source="").filter(until__lt=old).update(source="")
    closed = StoryCard.objects.filter(edition=OuterRef("edition"), key=OuterRef("story")).filter(
        Q(closed=True) | Q(public=False)
    )
    useless = (
        Q(received_at__lt=now - CONTACTS_KEPT)
        | Q(state__in=["removed", "withdrawn"])
        | (Q(received_at__lt=old) & Exists(closed))
    )
    return forgotten + Comment.objects.exclude(contact="").filter(useless).update(contact="")


def _waiting(batch: str) -> QuerySet[Mute]:
    return Mute.objects.filter(batch=batch, confirmed_at__isnull=True, refused_at__isnull=True).exclude(
        batch=""
    )
