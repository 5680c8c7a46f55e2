"""RFC 9421 by somebody else's code: the package http-message-signatures, which signs letters as a server
elsewhere and proves ours.

Rule: none of Serai's code, so that two who agree have both read the RFC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import rsa
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    InvalidSignature,
    MappingKeyResolver,
    algorithms,
)

NEEDED = ("@method", "@target-uri", "content-digest")  # as Mastodon has it


@dataclass
class Request:
    """What the package signs and proves."""

    url: str
    headers: dict[str, str]
    method: str = "POST"


def signed_headers(
    private: rsa.RSAPrivateKey, key_id: str, url: str, body: bytes, at: datetime | None = None
) -> dict[str, str]:
    """The headers of a letter."""
    request = Request(url, {"host": "bridge.example", "content-type": "application/activity+json"})
    keys = MappingKeyResolver(public_keys={}, private_keys={key_id: private})
    HTTPMessageSigner(signature_algorithm=algorithms.RSA_V1_5_SHA256, key_resolver=keys).sign(
        request, key_id=key_id, created=at, covered_component_ids=NEEDED[:2], body=body
    )
    return request.headers


def believes(url: str, headers: Mapping[str, str], body: bytes, keys: Mapping[str, str]) -> bool:
    """Whether a letter is signed as the RFC says; one that is signed in another way is not."""
    known = MappingKeyResolver(
        public_keys={name: pem.encode() for name, pem in keys.items()}, private_keys={}
    )
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.RSA_V1_5_SHA256, key_resolver=known)
    try:
        verifier.verify(Request(url, dict(headers)), require_components=NEEDED, body=body)
    except InvalidSignature:
        return False
    return True
