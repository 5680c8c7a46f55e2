"""Digests: what a header says that a body's digest is, held against the body.

Rule: pure. `Digest` (RFC 3230) is what the older draft of HTTP signatures covers, `Content-Digest` (RFC 9530)
what RFC 9421 does. Kinds that are not known here are passed over; one that is known must fit.
"""

import base64
import hashlib
import re
from collections.abc import Callable

LIMIT = 1024  # characters of a header
_KINDS: dict[str, Callable[[bytes], "hashlib._Hash"]] = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}
_OLD = re.compile(r"\s*([A-Za-z0-9-]{1,20})=([A-Za-z0-9+/=]{1,200})\s*(?:,|\Z)")
_NEW = re.compile(r"\s*([a-z0-9-]{1,20})=:([A-Za-z0-9+/=]{1,200}):\s*(?:,|\Z)")


def digest(body: bytes) -> str:
    """A body's `Digest`."""
    return f"SHA-256={_spelled('sha-256', body)}"


def content_digest(body: bytes) -> str:
    """A body's `Content-Digest`."""
    return f"sha-256=:{_spelled('sha-256', body)}:"


def fits(header: str, body: bytes) -> bool:
    """Whether a `Digest` is one of this body; the names of its kinds are in any letters."""
    return _fits(_OLD, header, body)


def content_fits(header: str, body: bytes) -> bool:
    """Whether a `Content-Digest` is one of this body."""
    return _fits(_NEW, header, body)


def _fits(pattern: re.Pattern[str], header: str, body: bytes) -> bool:
    known = 0
    place = 0
    while place < len(header) <= LIMIT:
        found = pattern.match(header, place)
        if not found:
            return False
        kind = found[1].lower()
        if kind in _KINDS:
            known += 1
            if found[2] != _spelled(kind, body):
                return False
        place = found.end()
    return known > 0


def _spelled(kind: str, body: bytes) -> str:
    return base64.b64encode(_KINDS[kind](body).digest()).decode()
