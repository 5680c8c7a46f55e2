"""Signing: HTTP signatures as the fediverse uses them (draft-cavage-http-signatures-12, RSA with SHA-256).

Rule: pure; time is passed in. A letter is believed only where its signature covers what it is (its method and
address, its host), when it was sent, and, through the digest, what it says.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from serai.wire.errors import LetterError

OLDEST = timedelta(hours=12)  # as Mastodon takes them, for clocks go wrong and letters wait
NEEDED = frozenset({"(request-target)", "host", "date", "digest"})
KINDS = frozenset({"rsa-sha256", "hs2019", ""})
FEWEST_BITS, MOST_BITS = 2048, 8192
_LIMIT = 4096  # characters of the header
_FIELD = re.compile(r'\s*([A-Za-z]{1,20})=(?:"([^"\\]*)"|([0-9]{1,15}))\s*(?:,|\Z)')


class Signed(NamedTuple):
    """A signature header: whose key, over which headers."""

    key_id: str
    names: tuple[str, ...]
    signature: bytes


def parse(header: str) -> Signed:
    """Read a Signature header; LetterError where it is none, or covers too little."""
    fields: dict[str, str] = {}
    place = 0
    while place < len(header) <= _LIMIT:
        found = _FIELD.match(header, place)
        if not found or found[1] in fields:
            raise LetterError("Its signature cannot be read. It was left out.")
        fields[found[1]] = found[2] if found[2] is not None else found[3]
        place = found.end()
    names = tuple(fields.get("headers", "").lower().split())
    if not NEEDED.issubset(names) or len(set(names)) != len(names):
        raise LetterError("Its signature covers too little of it. It was left out.")
    if fields.get("algorithm", "").lower() not in KINDS or not fields.get("keyId"):
        raise LetterError("It is signed in a way that Serai does not know. It was left out.")
    try:
        signature = base64.b64decode(fields.get("signature", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise LetterError("Its signature cannot be read. It was left out.") from error
    return Signed(fields["keyId"], names, signature)


def check(
    signed: Signed, *, pem: str, target: str, headers: Mapping[str, str], body: bytes, at: datetime
) -> None:
    """LetterError where a POST to `target` (a path), with these headers (by lower-case names) and this body,
    is not signed by the owner of the public key `pem`, or not in the hours before `at`, when it came."""
    if headers.get("digest", "") != digest(body):
        raise LetterError("What it says is not what was signed. It was left out.")
    if abs(_moment(headers.get("date", "")) - at) > OLDEST:
        raise LetterError("It was signed at another time than it came. It was left out.")
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except (ValueError, TypeError, UnicodeEncodeError) as error:
        raise LetterError("Its writer's key cannot be read. It was left out.") from error
    if not isinstance(key, rsa.RSAPublicKey) or not FEWEST_BITS <= key.key_size <= MOST_BITS:
        raise LetterError("Its writer's key is of a kind that Serai does not know. It was left out.")
    said = _spelled("post", target, headers, signed.names)
    try:
        key.verify(signed.signature, said, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise LetterError("It was not signed by whom it names. It was left out.") from error


def headers_for(
    method: str, url: str, body: bytes | None, *, key: rsa.RSAPrivateKey, key_id: str, now: datetime
) -> dict[str, str]:
    """The headers of a signed request to `url`."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = {"host": parts.netloc, "date": format_datetime(now.astimezone(UTC), usegmt=True)}
    if body is not None:
        headers |= {"digest": digest(body), "content-type": "application/activity+json"}
    names = ("(request-target)", *headers)
    signature = key.sign(_spelled(method, target, headers, names), padding.PKCS1v15(), hashes.SHA256())
    headers["signature"] = (
        f'keyId="{key_id}",algorithm="rsa-sha256",headers="{" ".join(names)}",'
        f'signature="{base64.b64encode(signature).decode()}"'
    )
    return headers


def digest(body: bytes) -> str:
    """A body's Digest header (RFC 3230)."""
    return "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def _spelled(method: str, target: str, headers: Mapping[str, str], names: tuple[str, ...]) -> bytes:
    """What is signed; LetterError where a header that is named did not come."""
    lines = []
    for name in names:
        value = f"{method.lower()} {target}" if name == "(request-target)" else headers.get(name)
        if value is None:
            raise LetterError("Its signature covers what did not come with it. It was left out.")
        lines.append(f"{name}: {value.strip()}")
    return "\n".join(lines).encode()


def _moment(date: str) -> datetime:
    try:
        found = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise LetterError("It does not say when it was signed. It was left out.") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
