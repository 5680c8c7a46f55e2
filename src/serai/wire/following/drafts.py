"""Drafts: HTTP signatures as all of the fediverse has used them (draft-cavage-http-signatures-12).

Rule: pure; time is passed in. A letter is believed only where its signature covers what it is (its method and
address, its host), when it was sent, and, through the digest, what it says; and where the host is ours, so
that a letter to somebody else cannot be handed on to us.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa

from serai.gate import digests
from serai.wire.errors import LetterError
from serai.wire.following import signatures
from serai.wire.following.signatures import LIMIT, Came, Signed

NEEDED = frozenset({"(request-target)", "host", "date", "digest"})
KINDS = frozenset({"rsa-sha256", "hs2019", ""})
_FIELD = re.compile(r'\s*([A-Za-z]{1,20})=(?:"([^"\\]*)"|([0-9]{1,15}))\s*(?:,|\Z)')


def read(came: Came) -> Signed:
    """The signature of a letter; LetterError where it is none, covers too little, or what came is not what it
    covers."""
    fields = _fields(came.headers.get("signature", ""))
    names = tuple(fields.get("headers", "").lower().split())
    if not NEEDED.issubset(names) or len(set(names)) != len(names):
        raise LetterError("Its signature covers too little of it. It was left out.")
    if fields.get("algorithm", "").lower() not in KINDS or not fields.get("keyId"):
        raise LetterError("It is signed in a way that Serai does not know. It was left out.")
    if not digests.fits(came.headers.get("digest", ""), came.body):
        raise LetterError("What it says is not what was signed. It was left out.")
    ours = urlsplit(came.url).scheme + "://" + came.headers.get("host", "")
    if signatures.authority(ours) != signatures.authority(came.url):
        raise LetterError("It was sent to another host. It was left out.")
    try:
        signature = base64.b64decode(fields.get("signature", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise LetterError("Its signature cannot be read. It was left out.") from error
    said = _spelled("post", signatures.target(came.url), came.headers, names)
    return Signed(fields["keyId"], said, signature, _moment(came.headers.get("date", "")))


def headers_for(
    method: str, url: str, body: bytes | None, *, key: rsa.RSAPrivateKey, key_id: str, now: datetime
) -> dict[str, str]:
    """The headers of a signed request to `url`."""
    headers = {"host": urlsplit(url).netloc, "date": format_datetime(now.astimezone(UTC), usegmt=True)}
    if body is not None:
        headers |= {"digest": digests.digest(body), "content-type": "application/activity+json"}
    names = ("(request-target)", *headers)
    signature = signatures.sign(key, _spelled(method, signatures.target(url), headers, names))
    headers["signature"] = (
        f'keyId="{key_id}",algorithm="rsa-sha256",headers="{" ".join(names)}",'
        f'signature="{base64.b64encode(signature).decode()}"'
    )
    return headers


def _fields(header: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    place = 0
    while place < len(header) <= LIMIT:
        found = _FIELD.match(header, place)
        if not found or found[1] in fields:
            raise LetterError("Its signature cannot be read. It was left out.")
        fields[found[1]] = found[2] if found[2] is not None else found[3]
        place = found.end()
    return fields


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
