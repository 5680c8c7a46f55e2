"""The doorway: from a request to the door it is for, and its answer.

Rule: every request is bounded before it is read, every refusal of a form is a page in the edition's words,
and a door that fails says so without a word of the reader's in any log. It stands before Starlette's own
routing, because posts come in floods.
"""

import logging
import traceback
from typing import Any

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serai.core.errors import SeraiError
from serai.gate import answers, asking, forms
from serai.gate.answers import Answer
from serai.gate.asking import BODY_LIMIT, QUERY_LIMIT, Asked
from serai.gate.doors import activity, collecting, comment, rating, receipt, report, searching
from serai.gate.forms import Form
from serai.gate.lodge import Lodge
from serai.gate.protocol import QUESTION_LIMIT
from serai.gate.views import Notice

PREFIX = "/gate/"
RECEIPT = "/gate/receipt/"
COLLECT = "/gate/collect"
FORM_KIND = "application/x-www-form-urlencoded"
CLOSE = ((b"connection", b"close"),)

_DOORS: dict[str, Any] = {
    "/gate/comment": comment.comment,
    "/gate/rate": rating.rate,
    "/gate/report": report.report,
}

logger = logging.getLogger("serai.gate")


class Doorway:
    """Answers what is below `/gate/`; `lodge` is there while the gate is open."""

    def __init__(self, rest: Starlette) -> None:
        """Closed, until the gate opens. `rest` answers what is no door."""
        self.rest = rest
        self.lodge: Lodge | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application."""
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        if scope["type"] == "http" and scope["path"].startswith(PREFIX):
            answer = await self._answer(scope, receive)
            if answer is not None:
                await answer.send(send, head=scope["method"] == "HEAD")
                return None
        return await self.rest(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """From startup to shutdown (ASGI, "Lifespan Protocol"). What a person is to be told of a gate that
        cannot open, or not close, is one line, and no traceback."""
        await receive()
        at = "startup"
        try:
            async with self.rest.router.lifespan_context(self.rest):
                await send({"type": "lifespan.startup.complete"})
                at = "shutdown"
                await receive()
        except SeraiError as error:
            await send({"type": f"lifespan.{at}.failed", "message": str(error)})
            return
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer | None:
        lodge = self.lodge
        if lodge is None:
            return answers.words("503\n", 503)
        try:
            return await _ask(lodge, scope, receive)
        except Exception as error:  # noqa: BLE001 - whatever failed, no reader's word may reach a log
            logger.error("A door of the gate failed: %s", _place(error))
        asked = Asked(method="GET", path=PREFIX, headers={}, form=Form(), client="")
        try:
            return lodge.notice(asked, "failed")
        except Exception as error:  # noqa: BLE001 - as above: the page itself may be what fails
            logger.error("The gate's page of failures failed: %s", _place(error))
            return answers.words("500\n", 500)


async def _ask(lodge: Lodge, scope: Scope, receive: Receive) -> Answer | None:
    """The answer to a request; None where there is no such door."""
    path: str = scope["path"]
    method: str = scope["method"]
    headers = asking.headers_of(scope)
    if headers is None:
        return answers.words("431\n", 431, CLOSE)
    reads = method in {"GET", "HEAD"}
    if not reads and method != "POST":
        return answers.words("405\n", 405, ((b"allow", b"GET, HEAD, POST"),))
    client = scope.get("client")
    asked = Asked(
        method="GET" if reads else "POST",
        path=path,
        headers=headers,
        form=Form(),
        client=client[0] if client else "",
    )
    if reads:
        query = scope["query_string"]
        form = forms.read(query) if len(query) <= QUERY_LIMIT else None
        if form is None:
            return lodge.notice(asked, "bad_form")
        asked = _with(asked, form, b"")
    else:
        asked, refusal = await _with_body(lodge, asked, receive)
        if refusal is not None:
            return refusal
    return await _open(lodge, asked)


async def _with_body(lodge: Lodge, asked: Asked, receive: Receive) -> tuple[Asked, Answer | None]:
    """The request with its form, or why its body is refused."""
    collects = asked.path == COLLECT
    formless = collects or asked.path.startswith(activity.PREFIX)
    limit = QUESTION_LIMIT if collects else BODY_LIMIT
    if status := asking.refusal(asked.headers, limit):
        return asked, _refuse(lodge, asked, "too_large" if status == 413 else "bad_form", status)
    if not formless and not asked.headers.get("content-type", FORM_KIND).lower().startswith(FORM_KIND):
        return asked, _refuse(lodge, asked, "bad_form", 415)
    network = lodge.network(asked)
    if not lodge.sending.begin(network):
        return asked, _refuse(lodge, asked, "flood", 429)
    try:
        body = await asking.read_body(receive, limit, lodge.options.body_time.total_seconds())
    except TimeoutError:
        return asked, answers.words("408\n", 408, CLOSE)
    finally:
        lodge.sending.end(network)
    if body is None:
        return asked, _refuse(lodge, asked, "too_large", 413)
    form = Form() if formless else forms.read(body)
    if form is None:
        return asked, _refuse(lodge, asked, "bad_form", 400)
    return _with(asked, form, body), None


def _refuse(lodge: Lodge, asked: Asked, what: Notice, status: int) -> Answer:
    """A notice about a body that was not read: the connection cannot be used again."""
    said = lodge.notice(asked, what)
    return Answer(status, said.body, said.kind, (*said.headers, *CLOSE))


async def _open(lodge: Lodge, asked: Asked) -> Answer | None:
    """What the door of this address says."""
    door = _DOORS.get(asked.path)
    if door is not None:
        answer: Answer = await door(lodge, asked)
        return answer
    if asked.path.startswith(RECEIPT):
        secret, slash, act = asked.path[len(RECEIPT) :].partition("/")
        if slash:
            return await receipt.receipt(lodge, asked, secret, act)
    if asked.path.startswith(activity.PREFIX):
        return await activity.receive(lodge, asked)
    if asked.path == "/gate/token" and asked.method == "GET":
        return await comment.token(lodge, asked)
    if asked.path.startswith(searching.PREFIX) and asked.method == "GET":
        return await searching.search(lodge, asked)
    if asked.path == COLLECT and asked.method == "POST":
        return await collecting.collect(lodge, asked)
    return None if asked.method == "GET" else answers.words("404\n", 404)


def _with(asked: Asked, form: Form, body: bytes) -> Asked:
    return Asked(
        method=asked.method, path=asked.path, headers=asked.headers, form=form, client=asked.client, body=body
    )


def _place(error: BaseException) -> str:
    """An exception's kind and where it was raised: never its words, which may be a reader's."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(error).__name__} at {where}"


class BodyLimit:
    """Refuses a request that announces more than `limit` bytes, or announces no length at all."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        """`limit` in bytes."""
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400, 411 or 413 without reading it."""
        if scope["type"] == "http":
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
            if status := asking.refusal(headers, self.limit):
                await PlainTextResponse(f"{status}\n", status_code=status)(scope, receive, send)
                return
        await self.app(scope, receive, send)
