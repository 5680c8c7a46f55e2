"""Gates for tests: a small baked site, the newsroom's keys, and readers who fill in forms.

Rule: the site is files as the press bakes them, the gate is the real one with a real inbox; a reader presses
the buttons of the pages it is given, and never makes a form up unless a test is about that.
"""

import base64
import html
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio.from_thread
import httpx
import msgspec
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey

from serai.core import files
from serai.gate import protocol
from serai.gate.app import create
from serai.gate.doorway import Doorway
from serai.gate.entries import AnyEntry
from serai.gate.options import Options
from serai.gate.protocol import Collect, Collected
from serai.press import addresses, plates, threads
from serai.press.plates import EditionPlate, SectionPlate, StoryPlate
from serai.press.threads import Comment, Thread

NOW = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
URL = "https://bridge.example"
STORY = "/en/2026/11/23/bridge/"
_INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_TEXT = re.compile(r"<textarea[^>]*>\n?(.*?)</textarea>", re.DOTALL)


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Site:
    """A baked folder, as far as the gate reads it."""

    folder: Path

    def has_edition(self, code: str = "en", **more: Any) -> None:
        values = {"language": code, "name": "The Bridge", "language_name": code, **more}
        plate = EditionPlate(edition=code, key=code, address=f"/{code}/", **values)
        self._put(addresses.plate(f"/{code}/"), plates.to_bytes(plate))
        section = SectionPlate(
            edition=code, key="city", address=addresses.section(code, "city"), slug="city", name="City"
        )
        self._put(addresses.plate(section.address), plates.to_bytes(section))

    def has_story(self, address: str = STORY, key: str = "s1", **more: Any) -> None:
        code, slug = address.split("/")[1], address.split("/")[-2]
        values = {
            "headline": "The bridge opens",
            "section": "city",
            "place": "Almaty",
            "comments": "open",
            **more,
        }
        plate = StoryPlate(
            edition=code, key=key, address=address, slug=slug, published_at=NOW, updated_at=NOW, **values
        )
        self._put(addresses.plate(address), plates.to_bytes(plate))
        self._put(f"{address}index.html", b"<p>story")

    def has_said(self, *comments: Comment, address: str = STORY, key: str = "s1", **more: Any) -> None:
        whole = Thread(edition=address.split("/")[1], key=key, comments=comments, **more)
        for part in threads.parts_of(whole):
            place = addresses.thread(addresses.comments(address, part.part))
            self._put(place, threads.to_bytes(part))

    def has_moved(self, old: str, new: str) -> None:
        page = f'<!doctype html><meta http-equiv="refresh" content="0; url={new}">'
        self._put(f"{old}index.html", page.encode())

    def _put(self, address: str, data: bytes) -> None:
        files.write(self.folder / address.lstrip("/"), data)


@dataclass
class Newsroom:
    """The newsroom's secret keys, and its questions."""

    signing: SigningKey = field(default_factory=SigningKey.generate)
    sealing: PrivateKey = field(default_factory=PrivateKey.generate)
    gate: str = ""
    _sequences: Iterator[int] = field(default_factory=lambda: count(1))

    def options(self, folder: Path, **more: Any) -> Options:
        values = {
            "site": folder / "site",
            "inbox": folder / "inbox.sqlite3",
            "site_url": URL,
            "verify_key": base64.b64encode(bytes(self.signing.verify_key)).decode(),
            "seal_key": base64.b64encode(bytes(self.sealing.public_key)).decode(),
            "proof_cost": 200,
            **more,
        }
        return Options(**values)

    def unseals(self, contact: str) -> str:
        return SealedBox(self.sealing).decrypt(base64.b64decode(contact)).decode()

    def question(self, **more: Any) -> tuple[bytes, dict[str, str]]:
        question = Collect(gate=self.gate, sequence=next(self._sequences), **more)
        body, signature = protocol.sign(question, self.signing)
        return body, {protocol.HEADER: signature, "content-type": "application/json"}


@dataclass
class House:
    """A running gate over a site, with the newsroom that collects from it."""

    site: Site
    newsroom: Newsroom
    clock: Clock
    client: "Client"
    options: Options

    def reader(self, **headers: str) -> "Reader":
        return Reader(self.client, {"origin": URL, **headers})

    def collects(self, **more: Any) -> Collected:
        body, headers = self.newsroom.question(**more)
        answer = self.client.post("/gate/collect", content=body, headers=headers)
        assert answer.status_code == 200, answer.text
        collected = msgspec.json.decode(answer.content, type=Collected)
        self.newsroom.gate = collected.gate
        return collected

    def entries(self) -> list[AnyEntry]:
        return [one.entry for one in self.collects().entries]


@contextmanager
def opened(folder: Path, **more: Any) -> Iterator[House]:
    """A gate over the site in `folder`, which has one edition and one story."""
    site = Site(folder / "site")
    site.has_edition()
    site.has_story()
    newsroom, clock = Newsroom(), Clock()
    options = newsroom.options(folder, **more)
    app = create(options, now=clock, private=False)
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.rest.router.lifespan_context(app)),
    ):
        yield House(site, newsroom, clock, Client(portal, app), options)


@dataclass
class Client:
    """Asks an application, in the event loop that it lives in."""

    portal: anyio.from_thread.BlockingPortal
    app: Doorway
    address: str = "203.0.113.7"

    def asking(self, method: str, address: str, **more: Any) -> Callable[[], Awaitable[httpx.Response]]:
        """What asks once, when it is called in the application's event loop."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(self.address, 5000))
            async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
                return await client.request(method, address, **more)

        return ask

    def request(self, method: str, address: str, **more: Any) -> httpx.Response:
        return self.portal.call(self.asking(method, address, **more))

    def get(self, address: str, **more: Any) -> httpx.Response:
        return self.request("GET", address, **more)

    def post(self, address: str, **more: Any) -> httpx.Response:
        return self.request("POST", address, **more)


@dataclass
class Reader:
    """Somebody with a browser that runs no script."""

    client: "Client"
    headers: dict[str, str]

    def opens(self, address: str, **headers: str) -> httpx.Response:
        return self.client.get(address, headers={**self.headers, **headers})

    def posts(self, address: str, fields: dict[str, str] | bytes, **headers: str) -> httpx.Response:
        more = {"content-type": "application/x-www-form-urlencoded", **self.headers, **headers}
        if isinstance(fields, bytes):
            return self.client.post(address, content=fields, headers=more)
        return self.client.post(address, data=fields, headers=more)

    def previews(self, text: str = "I cross it daily.", name: str = "Dana", **more: str) -> httpx.Response:
        return self.posts("/gate/comment", {"story": STORY, "name": name, "text": text, **more})

    def sends(self, text: str = "I cross it daily.", name: str = "Dana", **more: str) -> str:
        """Writes, looks, sends; the private link."""
        preview = self.previews(text, name, **more)
        assert preview.status_code == 200, preview.text
        return link(self.posts("/gate/comment", {**hidden(preview), "act": "send"}))


def hidden(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of a page's form."""
    return {name: html.unescape(value) for name, value in _INPUT.findall(page.text)}


def link(answer: httpx.Response) -> str:
    """The private link that a sent form leads to."""
    assert answer.status_code == 303, (answer.status_code, answer.text)
    return urlsplit(answer.headers["location"]).path


def secret(address: str) -> str:
    """The secret in a private link."""
    return address.split("/")[3]


def kept(page: httpx.Response) -> list[str]:
    """What stands in the page's text areas."""
    return [html.unescape(text) for text in _TEXT.findall(page.text)]
