"""Asking: one request at a door of the gate, read whole and within limits.

Rule: what is too large, too slow or not a form is refused before a door sees it. A request lives as long as
its answer; nothing here writes it anywhere.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import Receive, Scope

from serai.gate.forms import Form

BODY_LIMIT = 64 * 1024  # bytes
HEADER_LIMIT = 16 * 1024  # bytes
QUERY_LIMIT = 4 * 1024  # bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """A request: `headers` by lower-case names, `form` of the body where it is a POST, else of the query."""

    method: str
    path: str
    headers: Mapping[str, str]
    form: Form
    client: str  # whom the connection is from; "" for a Unix socket
    body: bytes = b""

    @property
    def by_script(self) -> bool:
        """Whether JSON is wanted."""
        return "application/json" in self.headers.get("accept", "")


def headers_of(scope: Scope) -> dict[str, str] | None:
    """The request's headers by lower-case names; None where they are over the limit."""
    size = len(scope["query_string"])
    headers = {}
    for name, value in scope["headers"]:
        size += len(name) + len(value)
        headers[name.decode("latin-1")] = value.decode("latin-1")
    return headers if size <= HEADER_LIMIT else None


def refusal(headers: Mapping[str, str], limit: int) -> int:
    """The status to refuse a body with before it is read; 0 where it may come."""
    if "transfer-encoding" in headers:
        return 411
    length = headers.get("content-length", "0")
    if not length.isdigit() or len(length) > 12:
        return 400
    return 413 if int(length) > limit else 0


async def read_body(receive: Receive, limit: int, seconds: float) -> bytes | None:
    """The body; None where it is over `limit` bytes or its sender went away. TimeoutError where it took
    longer than `seconds`."""
    chunks: list[bytes] = []
    size = 0
    async with asyncio.timeout(seconds):
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            chunk: bytes = message.get("body", b"")
            size += len(chunk)
            if size > limit:
                return None
            chunks.append(chunk)
            if not message.get("more_body", False):
                return b"".join(chunks) if len(chunks) != 1 else chunks[0]
