"""How the newsroom collects from a gate: one signed question, one answer.

Rule: pure. The gate never calls the newsroom. The newsroom posts a `Collect` to `/gate/collect`, with
`Serai-Signature: BASE64` over the body; the gate knows only the key to verify it with. In one exchange the
newsroom says up to where it keeps the entries safe (`acknowledged`), what has become of comments (`answers`),
whom to hold for a time (`mutes`), and gets what came in since. Told twice, nothing changes; a question
whose `sequence` is not above the last one is refused, so that a recorded one is worth nothing.

The signature is Ed25519 (RFC 8032) over `DOMAIN` and the body.
"""

import base64
import binascii
from datetime import datetime
from typing import Literal, TypeAlias

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from serai.core import canonical
from serai.gate.entries import AnyEntry
from serai.gate.errors import SignatureError
from serai.press.plates import Record

DOMAIN = b"serai gate collect 1\n"
HEADER = "Serai-Signature"
QUESTION_LIMIT = 2 * 1024 * 1024  # bytes
BATCH_LIMIT = 500  # entries in one answer
ANSWERS_LIMIT = 1000  # answers in one question
NOTE_LIMIT = 1000  # code points

State: TypeAlias = Literal["pending", "held", "approved", "rejected", "withdrawn", "removed", "erased"]


class ReceiptUpdate(Record, frozen=True, kw_only=True):
    """What has become of a receipt's comment, for its writer to read."""

    receipt: str
    state: State  # the writer is shown "held" and "pending" as one
    note: str = ""  # the moderator's public note
    address: str = ""  # where it stands on the site, once it is public
    at: datetime


class Mute(Record, frozen=True, kw_only=True):
    """Hold what comes from this source until then, however the day's key turns."""

    source: str
    until: datetime


class Collect(Record, frozen=True, kw_only=True):
    """The newsroom's question. `acknowledged`: entries up to this position are safe with us; give those
    after it. `gate`: whom we believe we ask, "" the first time."""

    version: Literal[1] = 1
    gate: str = ""
    sequence: int  # microseconds since 1970, or the last one plus 1 where the clock went back
    acknowledged: int = 0
    limit: int = BATCH_LIMIT
    answers: tuple[ReceiptUpdate, ...] = ()
    mutes: tuple[Mute, ...] = ()


class Positioned(Record, frozen=True, kw_only=True):
    """An entry and its place in this gate's inbox, from 1."""

    position: int
    entry: AnyEntry


class Collected(Record, frozen=True, kw_only=True):
    """The gate's answer. `gate` names this inbox and no other: a new name means the positions begin anew.
    Where it differs from the question's, nothing was acknowledged."""

    version: Literal[1] = 1
    gate: str
    entries: tuple[Positioned, ...] = ()
    waiting: int = 0  # entries after the last one given


def sign(question: Collect, key: SigningKey) -> tuple[bytes, str]:
    """The body to post, and the header's value."""
    body = canonical.encode(question)
    return body, base64.b64encode(key.sign(DOMAIN + body).signature).decode()


def verified(body: bytes, signature: str, key: VerifyKey) -> Collect:
    """The question; SignatureError where it is not one that the key's owner signed."""
    try:
        key.verify(DOMAIN + body, base64.b64decode(signature, validate=True))
        return msgspec.json.decode(body, type=Collect)
    except (BadSignatureError, binascii.Error, ValueError, TypeError) as error:
        raise SignatureError(
            "This question to the gate is not signed by its newsroom. Give the gate the newsroom's public "
            "keys again: serai gate-kit"
        ) from error
