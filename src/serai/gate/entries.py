"""Entries: what readers write at the gate, as the inbox keeps it and the discussion collects it.

Rule: pure, immutable, versioned records, and the only format that the gate and the discussion share. An
entry names a story by edition and key, a receipt by its digest, a source by a digest whose key dies with
the day: never a reader's address, never a receipt's secret. Times are UTC.

A *receipt* is the private link that a reader gets. Its secret is the key that the form carried (so that a
post tried again is the same post); the gate and the discussion know only `receipt_of(secret)`. What is
written through a receipt later (an edit, a withdrawal, another answer) names the same receipt and has an
`id` of its own.
"""

import hashlib
from datetime import date, datetime
from typing import Literal, TypeAlias

import msgspec

from serai.core import canonical
from serai.gate.errors import EntryError
from serai.press.plates import Record

# Limits, in code points, of what an entry may hold; the form's own limits are lower.
TEXT_LIMIT = 20_000
NAME_LIMIT = 80
DETAIL_LIMIT = 1_000
CONTACT_LIMIT = 1_000  # sealed, in base64
ENTRY_LIMIT = 128 * 1024  # bytes of one entry's canonical JSON

Mark: TypeAlias = Literal["no_proof", "over_limit", "muted"]
ReportReason: TypeAlias = Literal["hate", "threat", "private", "spam", "false", "other"]
Answer: TypeAlias = Literal["yes", "no"]


class _Entry(Record, frozen=True, kw_only=True, tag_field="kind"):
    """What every entry says. `marks`: what the gate found, for a moderator to weigh."""

    version: Literal[1] = 1
    id: str  # 64 hexadecimal digits; the same entry always has the same id
    receipt: str  # 64 hexadecimal digits: `receipt_of` the secret
    at: datetime
    source: str = ""  # 16 hexadecimal digits; "" where the gate could tell nothing apart
    marks: tuple[Mark, ...] = ()


class NewComment(_Entry, frozen=True, kw_only=True, tag="comment"):
    """A comment. Its `id` is its receipt. `contact` is sealed for the newsroom, in base64."""

    edition: str
    story: str  # the story's key
    name: str
    text: str
    reply_to: str = ""  # a comment's key
    contact: str = ""
    known: str = ""  # the receipt of an earlier comment that the writer showed, "" where none


class Edit(_Entry, frozen=True, kw_only=True, tag="edit"):
    """The comment of `receipt` now says this."""

    text: str


class Withdrawal(_Entry, frozen=True, kw_only=True, tag="withdrawal"):
    """The writer takes the comment of `receipt` back."""


class Erasure(_Entry, frozen=True, kw_only=True, tag="erasure"):
    """The writer wants all that `receipt` wrote forgotten."""


class NewReport(_Entry, frozen=True, kw_only=True, tag="report"):
    """A reader's flag on a comment."""

    edition: str
    story: str
    comment: str  # the comment's key
    reason: ReportReason
    detail: str = ""


class NewRating(_Entry, frozen=True, kw_only=True, tag="rating"):
    """The answer to "Do you like this article?"; the newest of a receipt counts."""

    edition: str
    story: str
    answer: Answer


class Reads(_Entry, frozen=True, kw_only=True, tag="reads"):
    """How often a story was opened on a day, as the gate counted it; a number beside those before. Nobody
    wrote it: its receipt is its id, and opens nothing. `at` is the hour's beginning."""

    edition: str
    story: str
    day: date
    count: int


class Activity(_Entry, frozen=True, kw_only=True, tag="activity"):
    """What another server sent to an edition's account, whole, so that the newsroom can prove who did. Its
    receipt is its id, and opens nothing."""

    edition: str
    target: str  # the path that it was sent to, as it was signed
    headers: dict[str, str]  # those that a signature may cover, by lower-case names
    body: str  # in base64


AnyEntry: TypeAlias = NewComment | Edit | Withdrawal | Erasure | NewReport | NewRating | Reads | Activity

_decoder: msgspec.json.Decoder[AnyEntry] = msgspec.json.Decoder(AnyEntry)


def receipt_of(secret: str) -> str:
    """The receipt that a secret opens: SHA-256 (FIPS 180-4) of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def comment_key(receipt: str) -> str:
    """The public key of the comment that a receipt is for: nothing of the receipt can be told from it."""
    return hashlib.sha256(b"comment\n" + receipt.encode()).hexdigest()[:32]


def to_bytes(entry: AnyEntry) -> bytes:
    """The entry's canonical bytes."""
    return canonical.encode(entry)


def from_bytes(data: bytes) -> AnyEntry:
    """Read an entry; EntryError where the bytes are not one, or hold more than an entry may."""
    if len(data) > ENTRY_LIMIT:
        raise EntryError(f"An entry of {len(data)} bytes is over the limit of {ENTRY_LIMIT}. Leave it out.")
    try:
        entry = _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise EntryError(f"These bytes are not an entry of version 1: {error}. Leave them out.") from error
    return entry
