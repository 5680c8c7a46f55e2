"""Canonical bytes: one record, one spelling, one hash.

Rule: pure. The same value gives the same bytes on every machine: UTF-8 JSON, object keys sorted, no
insignificant white space, one newline at the end (close to RFC 8785, but that floats are not used at
all and strings are kept as they are). What is published, hashed or signed is always spelled by
`encode`.

    >>> encode({"b": 1, "a": "ё"})
    b'{"a":"\\xd1\\x91","b":1}\\n'
"""

import hashlib
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")


def encode(value: Any) -> bytes:
    """Spell a msgspec record, or plain dicts, lists, strings and whole numbers, as canonical bytes."""
    return _encoder.encode(value) + b"\n"


def digest(data: bytes) -> str:
    """Name bytes by their content: SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
