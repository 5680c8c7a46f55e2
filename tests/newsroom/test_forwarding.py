"""What Caddy tells the Gate of a reader, and what no reader can make it tell: real Caddy, real HTTP."""

import json
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest

from serai.newsroom import programs
from serai.newsroom.caddy import configuration
from serai.newsroom.public import BODY_LIMIT, COLLECT_LIMIT, SECURITY_HEADERS
from tests.newsrooms import free_port, wait_until

READER = "127.0.0.78"
FORGED = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
OWN_POLICY = "default-src 'none'"


class _Mirror(BaseHTTPRequestHandler):
    """In the Gate's place: says what it was told."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        names = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "Host")
        told = {name: self.headers.get_all(name) for name in names} | {"size": len(body)}
        self.send_response(200)
        if "own" in self.path:
            self.send_header("Content-Security-Policy", OWN_POLICY)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    do_GET = do_POST

    def address_string(self) -> str:
        return ""

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def _caddy(place: Path, trusted: tuple[str, ...]) -> Iterator[str]:
    listen = f"127.0.0.1:{free_port()}"
    (place / "site").mkdir()
    made = configuration(site=str(place / "site"), listen=listen, gate="unix:gate.sock", trusted=trusted)
    (place / "caddy.json").write_text(json.dumps(made))
    environment = {"HOME": str(place), "XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place)}
    command = [programs.caddy(), "run", "--config", "caddy.json"]
    with socketserver.UnixStreamServer(str(place / "gate.sock"), _Mirror) as mirror:
        threading.Thread(target=mirror.serve_forever, daemon=True).start()
        process = subprocess.Popen(command, cwd=place, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: _answers(f"http://{listen}/healthz"), "Caddy")
            yield f"http://{listen}"
        finally:
            process.terminate()
            process.wait(10)
            mirror.shutdown()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.HTTPError:
        return False


def _post(url: str, headers: dict[str, str], content: bytes = b"x") -> httpx.Response:
    with httpx.Client(transport=httpx.HTTPTransport(local_address=READER)) as client:
        return client.post(url, headers=headers, content=content)


def test_a_reader_s_address_is_the_connection_s_whatever_the_reader_says(tmp_path: Path) -> None:
    with _caddy(tmp_path, ()) as server:
        told = [_post(f"{server}/gate/comment", headers).json() for headers in ({}, FORGED)]
    host = server.removeprefix("http://")
    expected = {"X-Forwarded-For": [READER], "X-Real-IP": None, "Forwarded": None, "Via": None}
    assert told == [{**expected, "Host": [host], "size": 1}] * 2


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ("198.51.100.4", "198.51.100.4"),
        ("203.0.113.9, 198.51.100.4", "198.51.100.4"),  # the reader's own words stand first
        ("2001:db8::7", "2001:db8::7"),
        ("nonsense", READER),
        ("", READER),
    ],
)
def test_a_trusted_server_s_last_word_is_believed(tmp_path: Path, said: str, believed: str) -> None:
    with _caddy(tmp_path, (READER,)) as server:
        assert _post(f"{server}/gate/comment", {"X-Forwarded-For": said}).json()["X-Forwarded-For"] == [
            believed
        ]


def test_only_a_newsroom_s_question_may_be_long(tmp_path: Path) -> None:
    with _caddy(tmp_path, ()) as server:
        found = {
            path: [_post(f"{server}{path}", {}, b"x" * size).status_code for size in (limit, limit + 1)]
            for path, limit in (("/gate/comment", BODY_LIMIT), ("/gate/collect", COLLECT_LIMIT))
        }
        found["/gate/collect/"] = [_post(f"{server}/gate/collect/", {}, b"x" * (BODY_LIMIT + 1)).status_code]
    assert found == {"/gate/comment": [200, 413], "/gate/collect": [200, 413], "/gate/collect/": [413]}


def test_a_stricter_policy_of_the_gate_s_own_stands(tmp_path: Path) -> None:
    with _caddy(tmp_path, ()) as server:
        kept = [
            _post(f"{server}/gate/{page}", {}).headers.get_list("Content-Security-Policy")
            for page in ("own", "comment")
        ]
    assert kept == [[OWN_POLICY], [SECURITY_HEADERS["Content-Security-Policy"]]]


def test_what_meets_a_gate_that_is_being_started_again_reaches_it(tmp_path: Path) -> None:
    with _caddy(tmp_path, ()) as server:
        away = (tmp_path / "gate.sock").rename(tmp_path / "away.sock")
        back = threading.Timer(0.5, away.rename, [tmp_path / "gate.sock"])
        back.start()
        answer = _post(f"{server}/gate/comment", {}, b"text=Late.")
        back.join()
    assert (answer.status_code, answer.json()["size"]) == (200, len(b"text=Late."))
