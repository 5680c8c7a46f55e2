"""The Gate's ASGI application.

Rule: answers `/healthz`, adds a missing last slash, and says "not found" with the baked page; whatever else
comes is refused before it is read. `create` makes it over a baked folder; who starts it says which.
"""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from serai.gate import site as baked

BODY_LIMIT = 64 * 1024  # bytes
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


class BodyLimit:
    """Refuses a request that announces more than `limit` bytes, or announces no length at all."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        """`limit` in bytes."""
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 411 or 413 without reading it."""
        if scope["type"] == "http" and (status := self._refusal(dict(scope["headers"]))):
            await PlainTextResponse(f"{status}\n", status_code=status)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _refusal(self, headers: dict[bytes, bytes]) -> int:
        if b"transfer-encoding" in headers:
            return 411
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            return 400
        return 413 if int(length) > self.limit else 0


def create(site: Path) -> Starlette:
    """The Gate over the baked folder `site`."""

    async def health(_request: Request) -> Response:
        return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})

    async def other(request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return PlainTextResponse("405\n", status_code=405, headers={"Allow": "GET, HEAD"})
        address = request.url.path
        if target := baked.with_slash(site, address):
            return RedirectResponse(target, status_code=308)
        page = baked.not_found_page(site, address)
        kind = "text/html" if page.lstrip().startswith(b"<") else "text/plain"
        return Response(page, status_code=404, media_type=f"{kind}; charset=utf-8")

    routes = [Route("/healthz", health), Route("/{address:path}", other, methods=METHODS)]
    return Starlette(routes=routes, middleware=[Middleware(BodyLimit, limit=BODY_LIMIT)])
