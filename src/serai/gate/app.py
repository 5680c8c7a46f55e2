"""The Gate's ASGI application.

Rule: answers the doors below `/gate/`, `/healthz`, adds a missing last slash, and says "not found" with the
baked page; whatever else comes is refused before it is read. `create` makes it of a newsroom's options; who
starts it says where it listens. Nothing here logs a request: an exception is told by its kind and its place.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from serai.core import clock
from serai.core.errors import SeraiError
from serai.gate import hardening
from serai.gate import site as baked
from serai.gate.asking import BODY_LIMIT
from serai.gate.counting import counting
from serai.gate.doorway import BodyLimit, Doorway
from serai.gate.inbox import Inbox
from serai.gate.lodge import Lodge
from serai.gate.options import Options
from serai.gate.readership import Tally

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
TIDY_SECONDS = 3600.0

logger = logging.getLogger("serai.gate")


def create(options: Options, *, now: Callable[[], datetime] = clock.now, private: bool = True) -> Doorway:
    """The Gate that `options` describe, an ASGI application. Its inbox is open from startup to shutdown.
    `private`: the process is the gate's alone, and keeps its memory to itself (`serai.gate.hardening`)."""

    async def health(_request: Request) -> Response:
        return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})

    async def other(request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return PlainTextResponse("405\n", status_code=405, headers={"Allow": "GET, HEAD"})
        address = request.url.path
        if target := baked.with_slash(options.site, address):
            return RedirectResponse(target, status_code=308)
        page = baked.not_found_page(options.site, address)
        kind = "text/html" if page.lstrip().startswith(b"<") else "text/plain"
        return Response(page, status_code=404, media_type=f"{kind}; charset=utf-8")

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        if private:
            hardening.keep_memory_private()
        async with contextlib.AsyncExitStack() as closing:
            inbox = Inbox.open(
                options.inbox, erase_after=options.erase_after, forget_after=options.forget_after
            )
            closing.push_async_callback(inbox.close)
            doorway.lodge = lodge = Lodge.of(options, inbox, now=now)
            closing.callback(lodge.searching.close)
            if options.readers is not None:
                tally = Tally(least=options.readers_least)
                every = options.readers_every.total_seconds()
                heard = counting(options.readers, tally, lodge.stories, inbox, now=now, every=every)
                await closing.enter_async_context(heard)
            if private:
                hardening.ready_for_floods()
            tidying = asyncio.create_task(_tidy(inbox, now))
            closing.push_async_callback(_stop, tidying)
            yield
            doorway.lodge = None

    routes = [Route("/healthz", health), Route("/{address:path}", other, methods=METHODS)]
    limited = [Middleware(BodyLimit, limit=BODY_LIMIT)]
    doorway = Doorway(Starlette(routes=routes, middleware=limited, lifespan=lifespan))
    return doorway


async def _tidy(inbox: Inbox, now: Callable[[], datetime]) -> None:
    """Erase and forget what is due, now and each hour."""
    while True:
        try:
            await asyncio.to_thread(inbox.tidy, now())
        except SeraiError as error:
            logger.error("%s", error)
        await asyncio.sleep(TIDY_SECONDS)


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
