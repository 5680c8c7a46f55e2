"""Copies: what a receipt shows its writer of what was written, sealed with the receipt's secret.

Rule: pure. A contact is never in it; that one was given is.
"""

from typing import Literal

import msgspec

from serai.core import canonical
from serai.gate import sealing
from serai.gate.entries import Answer, ReportReason
from serai.press.plates import Record


class Copy(Record, frozen=True, kw_only=True):
    """What was written through one receipt, as it stands after the last change."""

    name: str = ""
    text: str = ""
    reply_to: str = ""
    contact_given: bool = False
    comment: str = ""  # the key of the comment that is reported
    reason: ReportReason | Literal[""] = ""
    detail: str = ""
    answer: Answer | Literal[""] = ""
    last: str = ""  # the id of the last change, from which the next one's follows


_decoder = msgspec.json.Decoder(Copy)


def seal(copy: Copy, secret: str) -> bytes:
    """The copy as the inbox keeps it."""
    return sealing.seal_copy(canonical.encode(copy), secret)


def unseal(sealed: bytes, secret: str) -> Copy:
    """The copy again; an empty one where it was erased."""
    data = sealing.open_copy(sealed, secret)
    return _decoder.decode(data) if data else Copy()
