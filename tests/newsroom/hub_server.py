"""A small WebSub hub for tests: it takes what publishers tell it, over HTTP on loopback, or refuses."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl


@dataclass
class Hub:
    """What came in. `answers`: the status of each answer, in turn; the last for all that follow."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [204])
    told: list[dict[str, str]] = field(default_factory=list)

    @property
    def topics(self) -> list[str]:
        """The feeds that it was told of, in turn."""
        return [notice["hub.topic"] for notice in self.told]


@contextmanager
def hub() -> Iterator[Hub]:
    """A hub that listens."""
    found = Hub()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status = found.answers.pop(0) if len(found.answers) > 1 else found.answers[0]
            if status == 204:
                found.told.append({**dict(parse_qsl(body)), "path": self.path})
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        found.url = f"http://127.0.0.1:{server.server_port}/publish?of=us"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield found
        server.shutdown()
        thread.join()
