"""Signatures: what was signed of a letter, by which key and when, in whichever of the two ways it was done.

Rule: pure; time is passed in. RSA with SHA-256 (RSASSA-PKCS1-v1_5, RFC 8017) is what all of the fediverse
signs with. Whose key it is, is not decided here.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from serai.wire.errors import LetterError

OLDEST = timedelta(hours=12)  # as Mastodon takes them, for clocks go wrong and letters wait
SKEW = timedelta(hours=1)  # that a signature may have run out
FEWEST_BITS, MOST_BITS = 2048, 8192
LIMIT = 4096  # characters of a header that is read


class Came(NamedTuple):
    """A letter as it came: the whole URL that it was posted to, its headers by lower-case names, its body."""

    url: str
    headers: Mapping[str, str]
    body: bytes


class Signed(NamedTuple):
    """A signature: whose key, over what, and when. It covers the letter's whole body and its address."""

    key_id: str
    said: bytes
    signature: bytes
    at: datetime
    until: datetime | None = None


def check(signed: Signed, *, pem: str, at: datetime) -> None:
    """LetterError where a letter is not signed by the owner of the public key `pem`, or not in the hours
    before `at`, when it came."""
    if abs(signed.at - at) > OLDEST or (signed.until and at > signed.until + SKEW):
        raise LetterError("It was signed at another time than it came. It was left out.")
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except (ValueError, TypeError, UnicodeEncodeError) as error:
        raise LetterError("Its writer's key cannot be read. It was left out.") from error
    if not isinstance(key, rsa.RSAPublicKey) or not FEWEST_BITS <= key.key_size <= MOST_BITS:
        raise LetterError("Its writer's key is of a kind that Serai does not know. It was left out.")
    try:
        key.verify(signed.signature, signed.said, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise LetterError("It was not signed by whom it names. It was left out.") from error


def sign(key: rsa.RSAPrivateKey, said: bytes) -> bytes:
    """A signature over `said`."""
    return key.sign(said, padding.PKCS1v15(), hashes.SHA256())


def authority(url: str) -> str:
    """A URL's host, and its port where it is not the scheme's own, in small letters."""
    parts = urlsplit(url)
    usual = {"https": ":443", "http": ":80"}.get(parts.scheme, "")
    return parts.netloc.lower().removesuffix(usual) if usual else parts.netloc.lower()


def target(url: str) -> str:
    """A URL's path and query, as they stand in a request."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
