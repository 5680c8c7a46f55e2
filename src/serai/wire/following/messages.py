"""Messages: HTTP Message Signatures (RFC 9421), which Mastodon and others read and send beside the older
draft.

Rule: pure; time is passed in. Of the RFC as much as servers of the fediverse use: RSA with SHA-256, fields
and derived components without parameters, `created` always. What a signature must cover is the method, the
whole address and, through Content-Digest (RFC 9530), the body; the address is ours, not what a header says.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa

from serai.gate import digests
from serai.wire.errors import LetterError
from serai.wire.following import signatures
from serai.wire.following.signatures import LIMIT, Came, Signed

KIND = "rsa-v1_5-sha256"
LABEL = "sig1"
MOST = 4  # signatures of one letter that are looked at
_KEY = r"[a-z*][a-z0-9_.*-]{0,63}"
_INPUT = re.compile(
    rf'\s*({_KEY})=(\(((?:"[^"\\]*"(?: "[^"\\]*")*)?)\)((?:;{_KEY}=(?:"[^"\\]*"|[0-9]{{1,15}}))*))\s*(?:,|\Z)'
)
_PARAMETER = re.compile(rf';({_KEY})=(?:"([^"\\]*)"|([0-9]{{1,15}}))')
_SIGNATURE = re.compile(rf"\s*({_KEY})=:([A-Za-z0-9+/=]*):\s*(?:,|\Z)")


def read(came: Came) -> Signed:
    """The first signature of a letter that covers enough; LetterError where none does, or what came is not
    what it covers."""
    values = {found[1]: found[2] for found in _members(_SIGNATURE, came.headers.get("signature", ""))}
    for found in _members(_INPUT, came.headers.get("signature-input", "")):
        names = tuple(re.findall(r'"([^"]*)"', found[3]))
        if found[1] in values and _enough(names):
            return _signed(came, names, found[2], found[4], values[found[1]])
    raise LetterError("Its signature covers too little of it. It was left out.")


def headers_for(
    method: str, url: str, body: bytes | None, *, key: rsa.RSAPrivateKey, key_id: str, now: datetime
) -> dict[str, str]:
    """The headers of a signed request to `url`."""
    headers = {"host": urlsplit(url).netloc, "date": format_datetime(now.astimezone(UTC), usegmt=True)}
    names = ["@method", "@target-uri"]
    if body is not None:
        headers |= {
            "content-digest": digests.content_digest(body),
            "content-type": "application/activity+json",
        }
        names.append("content-digest")
    listed = " ".join(f'"{name}"' for name in names)
    said = f'({listed});created={int(now.timestamp())};keyid="{key_id}";alg="{KIND}"'
    signature = signatures.sign(key, _base(method, url, headers, tuple(names), said))
    headers["signature-input"] = f"{LABEL}={said}"
    headers["signature"] = f"{LABEL}=:{base64.b64encode(signature).decode()}:"
    return headers


def _members(pattern: re.Pattern[str], header: str) -> list[re.Match[str]]:
    """The members of a dictionary (RFC 9651), at most `MOST`, each under a name of its own."""
    members: list[re.Match[str]] = []
    place = 0
    while place < len(header) <= LIMIT:
        found = pattern.match(header, place)
        if not found or len(members) == MOST or found[1] in {one[1] for one in members}:
            raise LetterError("Its signature cannot be read. It was left out.")
        members.append(found)
        place = found.end()
    return members


def _enough(names: tuple[str, ...]) -> bool:
    where = "@target-uri" in names or ("@authority" in names and {"@path", "@request-target"} & set(names))
    return bool(where) and {"@method", "content-digest"}.issubset(names) and len(set(names)) == len(names)


def _signed(came: Came, names: tuple[str, ...], said: str, parameters: str, signature: str) -> Signed:
    known = {found[1]: found[2] if found[2] is not None else int(found[3]) for found in _each(parameters)}
    key_id, kind = known.get("keyid"), known.get("alg", KIND)
    if not isinstance(key_id, str) or not key_id or kind != KIND:
        raise LetterError("It is signed in a way that Serai does not know. It was left out.")
    if not digests.content_fits(came.headers.get("content-digest", ""), came.body):
        raise LetterError("What it says is not what was signed. It was left out.")
    at, until = _moment(known.get("created")), known.get("expires")
    try:
        value = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError) as error:
        raise LetterError("Its signature cannot be read. It was left out.") from error
    base = _base("POST", came.url, came.headers, names, said)
    return Signed(key_id, base, value, at, None if until is None else _moment(until))


def _each(parameters: str) -> list[re.Match[str]]:
    found = list(_PARAMETER.finditer(parameters))
    if len({one[1] for one in found}) != len(found):
        raise LetterError("Its signature cannot be read. It was left out.")
    return found


def _base(method: str, url: str, headers: Mapping[str, str], names: tuple[str, ...], said: str) -> bytes:
    """The signature base (RFC 9421, 2.5); LetterError where something that it covers did not come."""
    target = signatures.target(url)
    path, mark, query = target.partition("?")
    derived = {
        "@method": method.upper(),
        "@target-uri": f"{urlsplit(url).scheme}://{signatures.authority(url)}{target}",
        "@authority": signatures.authority(url),
        "@scheme": urlsplit(url).scheme,
        "@request-target": target,
        "@path": path,
        "@query": f"{mark or '?'}{query}",
    }
    lines = []
    for name in names:
        value = derived.get(name) if name.startswith("@") else headers.get(name)
        if value is None:
            raise LetterError("Its signature covers what did not come with it. It was left out.")
        lines.append(f'"{name}": {value.strip()}')
    return "\n".join([*lines, f'"@signature-params": {said}']).encode()


def _moment(seconds: object) -> datetime:
    if not isinstance(seconds, int):
        raise LetterError("It does not say when it was signed. It was left out.")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise LetterError("It does not say when it was signed. It was left out.") from error
