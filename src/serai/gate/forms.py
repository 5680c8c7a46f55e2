"""Forms: the fields of `application/x-www-form-urlencoded` (WHATWG URL), and nothing more lenient.

Rule: pure. Every limit is checked before a field is decoded. A field whose bytes are not UTF-8 is kept with
its bad bytes replaced, and named in `broken`, so that a reader gets back what can be shown. Of a field that
comes twice the first counts.
"""

import binascii
import re
from dataclasses import dataclass, field

FIELDS = 30
NAME_BYTES = 32
_ESCAPED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")


@dataclass(frozen=True, slots=True)
class Form:
    """A form's fields by name."""

    fields: dict[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def get(self, name: str) -> str:
        """A field's text; "" where it did not come."""
        return self.fields.get(name, "")


def read(body: bytes) -> Form | None:
    """The form in a body or a query; None where it has too many fields, or names that none of ours has."""
    if body.count(b"&") >= FIELDS:
        return None
    fields: dict[str, str] = {}
    broken: set[str] = set()
    for pair in body.split(b"&"):
        name, _, value = pair.partition(b"=")
        if not name or len(name) > NAME_BYTES or not name.isascii():
            if not pair:
                continue
            return None
        key = name.decode()
        if key in fields:
            continue
        fields[key], whole = _text(value)
        if not whole:
            broken.add(key)
    return Form(fields, frozenset(broken))


def _text(data: bytes) -> tuple[str, bool]:
    """The text of an escaped field, and whether all of it was UTF-8."""
    if b"+" in data:
        data = data.replace(b"+", b" ")
    if b"%" in data:
        data = _unescaped(data)
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), False


def _unescaped(data: bytes) -> bytes:
    """The bytes behind `%XX`; what is no such escape stays as it is."""
    if not (b"=" in data or b"\n" in data or b"\r" in data):
        # Quoted-printable (RFC 2045) with another sign: by far the quickest where every escape is one.
        plain = binascii.a2b_qp(data.replace(b"%", b"="))
        if len(data) - len(plain) == 2 * data.count(b"%"):
            return plain
    return _ESCAPED.sub(lambda run: bytes.fromhex(run[0].replace(b"%", b"").decode()), data)
