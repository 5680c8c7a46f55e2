"""Tokens: that a form was looked at before it is sent, and which post it is.

Rule: pure but for the key, which is made with the process and lives in its memory alone. A token stands in
no baked page; it comes with a preview or a form of the gate, and binds the form's `key` (which becomes the
receipt's secret) to the story and to what is done there. It is good for a time and for any number of tries:
the same key is the same entry. A token of an earlier process, or an old one, is stale: the reader looks
once more, with the same key, and nothing is lost.

    1h2g3k.mGk0…    the second it was made (base 36), and BLAKE2b (RFC 7693), keyed, in base64url
"""

import base64
import hashlib
import hmac
import re
import secrets
from typing import Literal, TypeAlias

Purpose: TypeAlias = Literal["comment", "rate", "report", "script"]

_KEY = re.compile(r"[A-Za-z0-9_-]{22,64}")  # at least 128 bits
_TOKEN_LIMIT = 64  # characters
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def new_key() -> str:
    """A form's key: 192 random bits in base64url."""
    return secrets.token_urlsafe(24)


def is_key(text: str) -> bool:
    """Whether `text` has the form of a key; how it was made is the reader's own risk."""
    return _KEY.fullmatch(text) is not None


class Tokens:
    """Makes and knows tokens. `life` in seconds."""

    def __init__(self, *, life: float, key: bytes | None = None) -> None:
        """`key`: 32 random bytes, made here where none are given."""
        self._life = life
        self._key = key if key is not None else secrets.token_bytes(32)

    def give(self, *, purpose: Purpose, story: str, key: str, now: float) -> str:
        """The token of a form; `story` is its address, `now` in seconds since 1970."""
        at = _base36(int(now))
        return f"{at}.{self._mac(purpose, story, key, at)}"

    def knows(self, token: str, *, purpose: Purpose, story: str, key: str, now: float) -> bool:
        """Whether this process gave `token` for just this, and not too long ago."""
        if len(token) > _TOKEN_LIMIT or not is_key(key):
            return False
        at, _, mac = token.partition(".")
        if not hmac.compare_digest(mac.encode(), self._mac(purpose, story, key, at).encode()):
            return False
        return -60 <= now - int(at, 36) <= self._life

    def _mac(self, purpose: str, story: str, key: str, at: str) -> str:
        said = "\0".join((purpose, story, key, at)).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(said, key=self._key, digest_size=16, person=b"serai token").digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
