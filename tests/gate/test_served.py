"""The gate as it is run: by Granian, in a process of its own, asked over real connections.

What is asserted of time is only that an end comes.
"""

import os
import resource
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
import pytest

from serai.gate.hardening import SERVER
from serai.gate.limits import AT_ONCE
from tests.gate.gates import STORY, Newsroom, Site, hidden, link
from tests.newsrooms import PATIENCE, children, clean_environment, free_port, wait_until

ROOT = Path(__file__).parents[2]
ADDRESS = "203.0.113.77"
WORDS = "A heron stands below the weir"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Served:
    """A running gate, in a folder of its own."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    newsroom: Newsroom

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def worker(self) -> int:
        return children(self.process.pid)[-1]

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers={"x-forwarded-for": ADDRESS}, timeout=PATIENCE)

    def sends(self, text: str = WORDS) -> str:
        with self.client() as client:
            fields = {"story": STORY, "name": "Dana", "text": text}
            preview = client.post("/gate/comment", data=fields)
            return link(client.post("/gate/comment", data={**hidden(preview), "act": "send"}))

    def says(self, data: bytes) -> bytes:
        """All that comes back on one connection until the gate closes it."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(data)
            heard = b""
            while more := connection.recv(65536):
                heard += more
            return heard


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start a gate; it is ended with the test."""
    started: list[Served] = []

    def begin(*, granian: tuple[str, ...] = (), cores: bool = False, body_seconds: int = 1) -> Served:
        served = _start(tmp_path, granian, cores=cores, body_seconds=body_seconds)
        started.append(served)
        return served

    yield begin
    for served in started:
        served.process.send_signal(signal.SIGCONT)
        served.process.terminate()
        served.process.wait(PATIENCE)


def _start(folder: Path, granian: tuple[str, ...], *, cores: bool, body_seconds: int) -> Served:
    site = Site(folder / "site")
    site.has_edition()
    site.has_story()
    newsroom, port = Newsroom(), free_port()
    options = newsroom.options(folder)
    said = {
        "site": str(options.site),
        "inbox": str(options.inbox),
        "site_url": f"http://127.0.0.1:{port}",
        "verify_key": options.verify_key,
        "seal_key": options.seal_key,
        "proxied": True,
        "body_seconds": body_seconds,
    }
    environment = {
        **clean_environment(),
        "SERAI_TEST_GATE": msgspec.json.encode(said).decode(),
        "PYTHONPATH": str(ROOT),
        "PYTHONFAULTHANDLER": "1",
    }
    arguments = ("--interface", "asgi", "--host", "127.0.0.1", "--port", str(port), *SERVER, *granian)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *arguments, "tests.gate.served:gate"],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            preexec_fn=_with_cores if cores else None,
        )
    served = Served(folder, port, process, newsroom)
    try:
        wait_until(lambda: _answers(served), "the gate answers")
    except AssertionError:
        process.kill()
        process.wait()
        raise
    return served


def _with_cores() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def _answers(served: Served) -> bool:
    assert served.process.poll() is None, (served.folder / "log").read_text()
    try:
        return httpx.get(f"{served.url}/healthz").status_code == 200
    except httpx.TransportError:
        return False


def _files_with(folder: Path, words: bytes) -> set[str]:
    """The names of the files below `folder` that hold these bytes."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.name for file in files if words in file.read_bytes()}


@contextmanager
def _connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        yield connection


def test_a_readers_address_is_nowhere_and_the_words_are_in_the_inbox_alone(
    start: Callable[..., Served],
) -> None:
    served = start(cores=True)
    receipt = served.sends()
    os.kill(served.worker, signal.SIGABRT)
    wait_until(lambda: not _alive(served), "the gate's worker is gone")

    packed = socket.inet_aton(ADDRESS)
    for spelled in (ADDRESS.encode(), packed, packed.hex().encode(), str(int.from_bytes(packed)).encode()):
        assert _files_with(served.folder, spelled) == set()
    inside = {file.name for file in served.folder.glob("inbox.sqlite3*")}
    assert _files_with(served.folder, WORDS.encode()) <= inside
    assert _files_with(served.folder, receipt.split("/")[3].encode()) == set()
    assert "Current thread" in (served.folder / "log").read_text()  # the fault was told: places, no words


def _alive(served: Served) -> bool:
    try:
        os.kill(served.worker, 0)
    except (ProcessLookupError, IndexError):
        return False
    return served.process.poll() is None


def test_no_core_file_and_no_other_process_may_look_inside(start: Callable[..., Served]) -> None:
    served = start(cores=True)
    limits = Path(f"/proc/{served.worker}/limits").read_text().splitlines()
    [cores] = [line.split()[4:6] for line in limits if line.startswith("Max core file size")]
    assert cores == ["0", "0"]


def test_a_gate_that_cannot_open_says_why_in_one_line_and_ends(
    start: Callable[..., Served], tmp_path: Path
) -> None:
    (tmp_path / "inbox.sqlite3").write_bytes(b"no inbox at all, but somebody's file")
    with pytest.raises(AssertionError):
        start()
    log = (tmp_path / "log").read_text()
    assert "inbox.sqlite3" in log
    assert "Traceback" not in log


def test_erased_words_are_nowhere(start: Callable[..., Served]) -> None:
    served = start()
    address = served.sends()
    with served.client() as client:
        assert client.post(f"{address}erase").status_code == 303
    wait_until(lambda: _files_with(served.folder, WORDS.encode()) == set(), "the words are gone")


def test_what_was_acknowledged_outlives_the_kill(start: Callable[..., Served]) -> None:
    served = start()
    address = served.sends()
    os.kill(served.worker, signal.SIGKILL)
    served.process.wait(PATIENCE)
    again = start()
    with again.client() as client:
        assert WORDS in client.get(address).text


def test_a_token_of_an_earlier_process_loses_nothing(start: Callable[..., Served]) -> None:
    served = start()
    with served.client() as client:
        preview = client.post("/gate/comment", data={"story": STORY, "name": "Dana", "text": WORDS})
    served.process.terminate()
    served.process.wait(PATIENCE)
    again = start()
    with again.client() as client:
        asked = client.post("/gate/comment", data={**hidden(preview), "act": "send"})
        assert (asked.status_code, WORDS in asked.text) == (409, True)
        assert link(client.post("/gate/comment", data={**hidden(asked), "act": "send"}))


def test_a_body_that_does_not_come_is_waited_for_no_longer(start: Callable[..., Served]) -> None:
    served = start()
    head = f"POST /gate/comment HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 100\r\n\r\n"
    heard = served.says(head.encode() + b"story=")
    assert heard.startswith(b"HTTP/1.1 408 ")


def test_a_header_that_does_not_end_is_waited_for_no_longer(start: Callable[..., Served]) -> None:
    served = start(granian=("--http1-header-read-timeout", "500"))
    assert b"200" not in served.says(b"POST /gate/comment HTTP/1.1\r\nHost: x\r\nX-Slow: ")


def test_slow_clients_keep_nobody_waiting(start: Callable[..., Served]) -> None:
    served = start()
    head = f"POST /gate/comment HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 100\r\n\r\n"
    idle = [socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) for _ in range(200)]
    try:
        for number, connection in enumerate(idle):
            connection.sendall(head.encode() if number % 2 else head.encode()[:40])
        assert served.sends()
    finally:
        for connection in idle:
            connection.close()


def test_slow_bodies_of_one_network_take_nobody_elses_place(start: Callable[..., Served]) -> None:
    served = start(body_seconds=60)
    head = (
        f"POST /gate/comment HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.9\r\nContent-Type: {FORM}\r\n"
        "Content-Length: 100\r\nConnection: close\r\n\r\nstory="
    ).encode()
    slow = [socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) for _ in range(100)]
    try:
        for connection in slow:
            connection.sendall(head)
        assert served.sends()
        heard: list[bytes] = []
        while len(heard) < 100 - AT_ONCE:
            answered, _, _ = select.select(slow, [], [], PATIENCE)
            assert answered, len(heard)
            for connection in answered:
                heard.append(connection.recv(12))
                slow.remove(connection)
                connection.close()
    finally:
        for connection in slow:
            connection.close()
    assert set(heard) == {b"HTTP/1.1 429"}


def test_nothing_is_smuggled_behind_a_body_that_was_refused(start: Callable[..., Served]) -> None:
    served = start()
    inner = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    head = f"POST /gate/comment HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 70000\r\n\r\n"
    heard = served.says(head.encode() + inner + b"x" * (70000 - len(inner)))
    assert heard.startswith(b"HTTP/1.1 413 ")
    assert heard.count(b"HTTP/1.1 ") == 1


def test_a_body_in_pieces_is_put_together(start: Callable[..., Served]) -> None:
    served = start()
    body = f"story={STORY}&name=Dana&text=Piece+by+piece".encode()
    head = (
        f"POST /gate/comment HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {FORM}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with _connected(served.port) as connection:
        connection.sendall(head.encode())
        for place in range(0, len(body), 10):
            connection.sendall(body[place : place + 10])
        heard = b""
        while more := connection.recv(65536):
            heard += more
    assert heard.startswith(b"HTTP/1.1 200 ")
    assert b"Piece by piece" in heard


def test_a_chunked_body_is_refused(start: Callable[..., Served]) -> None:
    served = start()
    head = f"POST /gate/comment HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {FORM}\r\n"
    heard = served.says(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    assert heard.startswith(b"HTTP/1.1 411 ")
