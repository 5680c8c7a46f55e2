"""One question and its answer: within a time, however slowly it comes, and a size; the status alone of what
failed."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from serai.core import exchanges
from serai.core.exchanges import Answered


@contextmanager
def says(data: bytes, *, drip: float = 0.0) -> Iterator[str]:
    """A server that says this to whoever asks, byte by byte where it drips."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                for place in range(len(data)) if drip else [0]:
                    try:
                        connection.sendall(data[place : place + 1] if drip else data)
                    except OSError:
                        return
                    if ended.wait(drip):
                        return

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            ended.set()
            thread.join()


def asked(url: str, *, most: int = 100, seconds: float = 5.0) -> Answered:
    connection = exchanges.connect(url, silence=2.0)
    return exchanges.exchange(connection, "GET", "/", most=most, seconds=seconds)


def test_an_answer_is_its_status_its_kind_and_its_body() -> None:
    with says(b"HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; a=b\r\nContent-Length: 2\r\n\r\nok") as url:
        assert asked(url) == Answered(200, "text/plain", b"ok")


@pytest.mark.parametrize("status", [b"302 Found\r\nLocation: http://127.0.0.1:9/", b"404 No", b"500 No"])
def test_of_an_answer_that_is_not_200_the_status_alone_is_read(status: bytes) -> None:
    with says(b"HTTP/1.1 " + status + b"\r\nContent-Length: 6\r\n\r\nsecret") as url:
        assert asked(url) == Answered(int(status[:3]), "", b"")


def test_an_answer_that_is_too_long_is_none() -> None:
    body = b"x" * 101
    with (
        says(b"HTTP/1.1 200 OK\r\n\r\n" + body) as url,
        pytest.raises(OSError, match="too long"),
    ):
        asked(url)


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 9000,
        b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 90,
        b"HTTP/1.1 100 \r\n\r\n" * 500,
    ],
    ids=["header", "body", "continue"],
)
def test_an_answer_that_comes_byte_by_byte_is_cut_off_in_its_header_too(data: bytes) -> None:
    with says(data, drip=0.05) as url, pytest.raises(TimeoutError):
        asked(url, seconds=0.4)


@pytest.mark.parametrize("data", [b"", b"nonsense\r\n\r\n", b"\x00" * 100])
def test_what_is_no_answer_is_an_error(data: bytes) -> None:
    with says(data) as url, pytest.raises((OSError, http.client.HTTPException)):
        asked(url)


def test_a_unix_socket_is_asked_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        asked(f"unix:{tmp_path}/none.sock")
