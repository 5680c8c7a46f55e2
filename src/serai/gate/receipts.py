"""Receipts: what the gate still knows of what a reader wrote, for whoever has the private link.

Rule: pure. A receipt is found by `entries.receipt_of(secret)`; its `copy` is sealed with a key that only the
secret gives, so the gate's disk tells nobody what was written. An `Arrival` is an entry made ready for the
inbox's tables, spelled and proven readable before the writer sees it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from serai.gate import entries
from serai.gate.entries import AnyEntry, NewComment, NewRating, NewReport
from serai.gate.errors import EntryError
from serai.gate.protocol import State

COPY_LIMIT = 256 * 1024  # bytes of a sealed copy
ADDRESS_LIMIT = 1024  # characters
Of: TypeAlias = Literal["comment", "report", "rating"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DIGEST = 32  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One private link: what it is for, and what has become of it.

    `story` is the story's key and `address` where it stood when the entry came. `copy` is empty once the
    writer had it erased. `at` is when the entry came, `changed_at` when anything here last changed.
    """

    receipt: str
    of: Of
    edition: str
    story: str
    address: str
    copy: bytes
    state: State
    note: str
    place: str
    at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry as the tables hold it. `opens`: it makes its receipt. `at` in microseconds since 1970."""

    id: bytes
    receipt: bytes
    kind: str
    opens: bool
    edition: str
    story: str
    address: str
    entry: bytes
    copy: bytes
    at: int


def arrival(entry: AnyEntry, copy: bytes, address: str) -> Arrival:
    """Make `entry` ready. EntryError where it is over a limit or could not be read back from its bytes."""
    if len(copy) > COPY_LIMIT or len(address) > ADDRESS_LIMIT:
        raise EntryError("This entry's copy or address is over the inbox's limit. Leave it out.")
    try:
        data = entries.to_bytes(entry)
        entry_id, receipt = bytes.fromhex(entry.id), bytes.fromhex(entry.receipt)
        address.encode()
    except (TypeError, ValueError) as error:
        raise EntryError("This entry cannot be spelled as the inbox keeps it. Leave it out.") from error
    if len(entry_id) != _DIGEST or len(receipt) != _DIGEST:
        raise EntryError("This entry's id or receipt is not 64 hexadecimal digits. Leave it out.")
    if entries.from_bytes(data).at.utcoffset() is None:
        raise EntryError("This entry's time names no zone. Leave it out.")
    kind = str(entry.__struct_config__.tag)
    if isinstance(entry, NewComment | NewReport | NewRating):
        opens = entry_id == receipt
        edition, story = entry.edition, entry.story
    else:
        opens, edition, story = False, "", ""
    return Arrival(entry_id, receipt, kind, opens, edition, story, address, data, copy, micros(entry.at))


def micros(time: datetime) -> int:
    """Microseconds since 1970."""
    return (time - _EPOCH) // _MICROSECOND


def moment(count: int) -> datetime:
    """The moment, UTC, that many microseconds after 1970."""
    return _EPOCH + count * _MICROSECOND
