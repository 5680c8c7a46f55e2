"""The gate's errors.

Rule: each refusal is a class of its own below `GateError`; its message never holds what a reader wrote or
where a reader is.
"""

from serai.core.errors import SeraiError


class GateError(SeraiError):
    """What the gate refuses to do."""


class EntryError(GateError):
    """Bytes that are not an entry, or hold more than an entry may."""


class SignatureError(GateError):
    """A request to collect that the newsroom did not sign, or that was seen before."""


class InboxError(GateError):
    """The inbox cannot be used: its file, its disk, or its format."""
