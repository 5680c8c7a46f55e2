"""A gate in miniature, for the discussion's script: the sample pages, tokens, and answers as they are told.

It keeps nothing but what was posted. `does` says what becomes of the next post: "taken", "mend" (the form
comes back), "closed" (a notice), "gone" (the line is cut), "lost" (it is taken, but the answer is lost).
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from serai.gate.views import TEMPLATES
from serai.press.theme.environment import Theme
from tests.browser import _Files
from tests.gate.page_samples import gate_views

NUMBER = 700  # the answer to every puzzle


class FakeGate:
    """Serves `site` and plays the gate on 127.0.0.1; `posts` are (address, fields), in order."""

    def __init__(self, site: Path, theme: Theme) -> None:
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.headers: list[dict[str, str]] = []
        self.tokens = 0
        self.does = "taken"
        self.token_status = 200
        gate = self

        class Door(_Files):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(site))

            def do_GET(self) -> None:
                gate.get(self)

            def do_POST(self) -> None:
                gate.post(self)

        self.theme = theme
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def page(self, name: str, code: str = "en") -> bytes:
        """One of the gate's sample pages."""
        view = gate_views(code, style=self.theme.style, icon=self.theme.icon)[name]
        edition = view.chrome.edition
        return self.theme.show(
            TEMPLATES[type(view)], view, language=edition.language, time_zone=edition.time_zone
        )

    def get(self, door: SimpleHTTPRequestHandler) -> None:
        """Files, tokens and receipts."""
        address = urlsplit(door.path).path
        if address == "/gate/token":
            self.tokens += 1
            answer(door, self.token_status, json.dumps(self.token()).encode(), "application/json")
        elif address.startswith("/gate/receipt/"):
            name = "receipt_rating" if "rating" in address else "receipt_new"
            answer(door, 200, self.page(name))
        elif address.startswith("/gate/"):
            answer(door, 200, self.page(address.rsplit("/", 1)[1]))
        else:
            SimpleHTTPRequestHandler.do_GET(door)

    def token(self) -> dict[str, Any]:
        """A token with a puzzle whose answer is `NUMBER`."""
        salt = f"salt{self.tokens}?expires=1&"
        return {
            "token": f"token{self.tokens}",
            "key": f"key{self.tokens}",
            "contacts": False,
            "challenge": {
                "algorithm": "SHA-256",
                "challenge": hashlib.sha256(f"{salt}{NUMBER}".encode()).hexdigest(),
                "salt": salt,
                "signature": "signed",
                "maxnumber": 2000,
            },
        }

    def post(self, door: SimpleHTTPRequestHandler) -> None:
        """Remember what was posted, and answer as told."""
        length = int(door.headers["content-length"])
        fields = dict(parse_qsl(door.rfile.read(length).decode(), keep_blank_values=True))
        self.headers.append({name.lower(): value for name, value in door.headers.items()})
        does = self.does
        if does != "gone":
            self.posts.append((door.path, fields))
        if does in ("gone", "lost"):
            door.close_connection = True
            door.connection.close()
            return
        if does == "mend":
            answer(door, 400, self.page("mend"))
        elif does == "closed":
            answer(door, 403, self.page("notice_closed"))
        elif door.path == "/gate/comment" and not fields.get("token"):
            answer(door, 200, self.page("preview"))
        else:
            kind = "rating" if "rat" in door.path else "comment"
            door.send_response(303)
            door.send_header("Location", f"/gate/receipt/{kind}-{fields.get('key', '')}/?done=sent")
            door.send_header("Content-Length", "0")
            door.end_headers()

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()


def answer(
    door: SimpleHTTPRequestHandler, status: int, body: bytes, kind: str = "text/html; charset=utf-8"
) -> None:
    """One answer, whole."""
    door.send_response(status)
    door.send_header("Content-Type", kind)
    door.send_header("Content-Length", str(len(body)))
    door.end_headers()
    door.wfile.write(body)


def opened(site: Path, theme: Theme) -> Iterator[FakeGate]:
    """A fake gate for one test."""
    gate = FakeGate(site, theme)
    yield gate
    gate.close()
