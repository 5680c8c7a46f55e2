"""Answers: what a door says, with the headers that all of the gate's answers carry.

Rule: pure. Nothing of the gate is kept by a cache or a search engine, runs in another site's frame, loads
anything from elsewhere, or tells anybody a private link: `strict-origin` tells our own forms from foreign
ones and says no path.
"""

import gzip
import re
from dataclasses import dataclass

import msgspec
from starlette.types import Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"strict-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

_PACKED_FROM = 1024  # bytes: what is shorter travels in the packet that its headers are in
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:,|$|;\s*q=(?:1|0\.0*[1-9]))", re.IGNORECASE)

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body, and the headers besides `HEADERS`."""

    status: int
    body: bytes = b""
    kind: bytes = b"text/html; charset=utf-8"
    headers: tuple[tuple[bytes, bytes], ...] = ()

    async def send(self, send: Send, *, head: bool = False) -> None:
        """Answer; `head`: without the body."""
        length = str(len(self.body)).encode()
        headers = [*HEADERS, (b"content-type", self.kind), (b"content-length", length), *self.headers]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if head else self.body})


def packed(answer: Answer, accepted: str) -> Answer:
    """The answer as gzip, for a reader whose `Accept-Encoding` is `accepted`.

    Not for a page that holds a secret (a token, a private link): packed beside words that a stranger chose,
    its length would tell the secret, letter by letter (Gluck, Harris and Prado, BREACH, 2013).
    """
    if len(answer.body) < _PACKED_FROM or not _GZIP.search(accepted):
        return answer
    told = ((b"content-encoding", b"gzip"), (b"vary", b"accept-encoding"))
    body = gzip.compress(answer.body, 5, mtime=0)
    return Answer(answer.status, body, answer.kind, (*answer.headers, *told))


def json(said: object, status: int = 200, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Answer:
    """A record or plain dicts as JSON."""
    return Answer(status, _encoder.encode(said), b"application/json", headers)


def see_other(address: str) -> Answer:
    """Look there now (303). `address` is a path of ours, in ASCII."""
    return Answer(303, headers=((b"location", address.encode("ascii")),))


def words(text: str, status: int, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Answer:
    """A few plain words, where no page can be made."""
    return Answer(status, text.encode(), b"text/plain; charset=utf-8", headers)
