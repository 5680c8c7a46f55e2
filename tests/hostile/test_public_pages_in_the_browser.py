"""Every payload in a reader's browser, on all that a reader is shown: nothing runs, nothing leaves."""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from serai.newsroom.public import SECURITY_HEADERS
from serai.press import addresses, threads
from tests.gate import gates
from tests.gate.gates import URL
from tests.hostile.corpus import CORPUS
from tests.hostile.paper import FIRST, STORY, Paper, printed
from tests.hostile.watching import Shown, Watched, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STORED = [payload for payload in CORPUS if payload.text == "stored"]
ALERTING = b"<script>alert(1)</script><img src=x onerror=alert(1)><b id=pwned>"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    with printed(tmp_path) as one:
        yield one


def served(paper: Paper) -> Callable[[Any], Shown]:
    """The site as Caddy serves it and the gate behind it, without a network."""

    def answer(request: Any) -> Shown:
        parts = urlsplit(request.url)
        if parts.path.startswith("/gate/"):
            headers = {name: value for name, value in request.headers.items() if name != "content-length"}
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            came = paper.house.client.request(
                request.method,
                address,
                content=request.post_data_buffer or b"",
                headers={**headers, "origin": URL},
            )
            return Shown(came.status_code, came.content, dict(came.headers))
        path = paper.site / addresses.file(parts.path)
        if not path.is_file():
            return Shown(404, b"not found", {"content-type": "text/plain", **SECURITY_HEADERS})
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        kind = "application/atom+xml" if path.name == "feed.xml" else kind
        return Shown(200, path.read_bytes(), {"content-type": f"{kind}; charset=utf-8", **SECURITY_HEADERS})

    return answer


def test_a_page_that_lets_a_payload_run_would_be_seen(browser: "Browser") -> None:
    headers = {"content-type": "text/html"}
    with watched(browser, URL, lambda _request: Shown(200, ALERTING, headers)) as reader:
        reader.opens(f"{URL}/")
        assert "dialog 1" in reader.seen
        assert f"{URL}/: an element of a payload" in reader.seen
    fenced = {**headers, "content-security-policy": "default-src 'none'"}
    with watched(browser, URL, lambda _request: Shown(200, ALERTING, fenced)) as reader:
        reader.opens(f"{URL}/")
        assert "dialog 1" not in reader.seen
        assert any("policy: script-src-elem inline" in one for one in reader.seen)


def test_all_payloads_as_a_thread_run_nothing(browser: "Browser", paper: Paper) -> None:
    paper.put(threads.Thread(edition="en", key=STORY.key, comments=tuple(said())))
    with watched(browser, URL, served(paper)) as reader:
        for part in range(1, threads.part_of(len(STORED)) + 1):
            reader.opens(URL + addresses.comments(STORY.address, part))
        reader.opens(f"{URL}/en/")
        reader.opens(URL + addresses.thread(STORY.address))
        for comment in said():
            reader.opens(f"{URL}/gate/comment?story={quote(STORY.address)}&reply_to={comment.key}")
            reader.opens(f"{URL}/gate/report?story={quote(STORY.address)}&comment={comment.key}")
        assert reader.seen == []


def test_all_payloads_in_the_gates_own_pages_run_nothing(browser: "Browser", paper: Paper) -> None:
    with watched(browser, URL, served(paper)) as reader:
        for payload in CORPUS:
            if len(payload.data) > 10_000:
                continue
            name = payload.data if payload.name == "stored" else b"Dana"
            mended = paper.writes(text=payload.data, name=name, contact=payload.data)
            shows(reader, mended.content, dict(mended.headers), f"{payload.what}, mended")
            preview = paper.writes(text=payload.data, name=name)
            shows(reader, preview.content, dict(preview.headers), f"{payload.what}, previewed")
            if payload.text == "stored":
                sent = paper.posts("/gate/comment", {**gates.hidden(preview), "act": "send"})
                reader.opens(URL + gates.link(sent))
        assert reader.seen == []


def shows(reader: Watched, body: bytes, headers: dict[str, str], what: str) -> None:
    """An answer to a form is shown as it came, at an address of the gate's."""
    address = f"{URL}/gate/comment"
    reader.page.route(address, lambda asked: asked.fulfill(status=200, body=body, headers=headers), times=1)
    reader.page.goto(address, wait_until="load")
    reader.looks_around(what)


def said() -> Iterator[threads.Comment]:
    """The payloads as comments, the first one beside them."""
    for number, payload in enumerate(STORED, start=1):
        yield threads.Comment(
            key=FIRST.key if number == 1 else f"{number:032x}",
            number=number,
            text=payload.words.strip(),
            name=" ".join(payload.words.split())[:80] if payload.name == "stored" else "Dana",
            written_at=STORY.published_at,
        )
