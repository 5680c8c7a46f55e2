"""Taking in: what the gates collected becomes comments, edits, reports and ratings, each exactly once.

Rule: a batch is one transaction, an entry a savepoint of it. An entry's id is written down with what became
of it, so that the same one given again, by whichever gate, changes nothing. An entry that cannot be used is
kept in quarantine, with the reason; only a database that fails refuses the batch, which is then given again.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import DataError, IntegrityError

from serai.core import clock
from serai.discussion.actions import hearing, reading, receiving
from serai.discussion.actions.intake import Intake
from serai.discussion.database import atomic
from serai.discussion.errors import DiscussionError, EntryRefusedError
from serai.discussion.models import Quarantined, Taken
from serai.gate import entries as gate_entries
from serai.gate.entries import (
    AnyEntry,
    Edit,
    Erasure,
    NewComment,
    NewRating,
    NewReport,
    Reads,
    Withdrawal,
)
from serai.gate.protocol import Positioned

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What became of a batch: entries used, entries that were here already, entries put in quarantine."""

    taken: int = 0
    known: int = 0
    quarantined: int = 0


_VERBS: Final[dict[type, Callable[[Any, Intake], None]]] = {
    NewComment: receiving.comment,
    Edit: receiving.edit,
    Withdrawal: receiving.withdrawal,
    Erasure: receiving.erasure,
    NewReport: hearing.report,
    NewRating: hearing.rating,
    Reads: reading.reads,
}
# What an entry that nobody foresaw may raise; a database that fails raises something else, and is not caught.
_UNFORESEEN: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
_REASON_LIMIT: Final = 500


@atomic()
def take_in(*, gate: str, entries: Sequence[Positioned]) -> TakenIn:
    """Take in what the inbox named `gate` gave, in its order. When this returns, all of it is safe here."""
    intake = Intake(gate=gate, now=clock.now())
    ids = [positioned.entry.id for positioned in entries]
    known = set(Taken.objects.filter(entry__in=ids).values_list("entry", flat=True))
    fresh: list[str] = []
    quarantined = 0
    for positioned in entries:
        if positioned.entry.id in known:
            continue
        known.add(positioned.entry.id)
        fresh.append(positioned.entry.id)
        error = _use(positioned.entry, intake)
        if error:
            quarantined += 1
            _quarantine(gate, positioned, error)
    Taken.objects.bulk_create([Taken(entry=entry, at=intake.now) for entry in fresh])
    intake.finish()
    return TakenIn(taken=len(fresh) - quarantined, known=len(entries) - len(fresh), quarantined=quarantined)


def _use(entry: AnyEntry, intake: Intake) -> str:
    """Do what the entry says; "" or why it could not be done."""
    try:
        with atomic():
            _check(entry)
            _VERBS[type(entry)](entry, intake)
    except DiscussionError as error:
        return str(error)
    except (DataError, IntegrityError, *_UNFORESEEN) as error:
        # The kind alone: such an error's words may be the reader's.
        log.error("an entry of the gate could not be taken in: %s", type(error).__name__)
        return f"It was not foreseen: {type(error).__name__}."
    return ""


def _quarantine(gate: str, positioned: Positioned, error: str) -> None:
    Quarantined.objects.get_or_create(
        gate=gate,
        position=positioned.position,
        defaults={
            "entry": gate_entries.to_bytes(positioned.entry).decode(),
            "error": error[:_REASON_LIMIT],
        },
    )


def _check(entry: AnyEntry) -> None:
    """Refuse what no gate of ours writes."""
    if not (_hexadecimal(entry.id, 64) and _hexadecimal(entry.receipt, 64)):
        raise EntryRefusedError("Its id or its receipt is none. Ask who runs this gate.")
    if entry.source and not _hexadecimal(entry.source, 16):
        raise EntryRefusedError("Its source is none. Ask who runs this gate.")
    if entry.at.tzinfo is None:
        raise EntryRefusedError("Its time is in no zone. Ask who runs this gate.")


def _hexadecimal(words: str, length: int) -> bool:
    return len(words) == length and set(words) <= set("0123456789abcdef")
