"""Exchanges: one question over HTTP and its answer, from a server that is not believed.

Rule: the whole of it has a time, however slowly each byte comes, and the answer has a size. Nothing is
followed elsewhere, and of an answer that is not 200 nothing but the status is read. Whom to ask is the
caller's to decide: a connection is opened here to a URL that the newsroom's settings name, or given as it
is.

    >>> exchange(connect("https://hub.example/", silence=10.0), "POST", "/", body=b"...", seconds=20.0)
    Answered(status=204, kind='', body=b'')
"""

import errno
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

_SOCKET = "unix:"


class Answered(NamedTuple):
    """What came back. `kind`: its media type in small letters, without parameters."""

    status: int
    kind: str
    body: bytes


def connect(url: str, *, silence: float) -> http.client.HTTPConnection:
    """A connection to the server of a URL, or to a Unix socket (`unix:` and its path), which is opened with
    the first question. `silence`: seconds that the server may say nothing. ValueError where it is no URL."""
    if url.startswith(_SOCKET):
        return _Local(url.removeprefix(_SOCKET), silence)
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=silence, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=silence)


def exchange(
    connection: http.client.HTTPConnection,
    method: str,
    target: str,
    *,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    most: int = 0,
) -> Answered:
    """Ask once, and close the connection. `seconds`: how long it may take in all, once it is open; `most`:
    how many bytes the answer may hold, 0 for one that is not read.

    OSError or http.client.HTTPException where no whole answer came in time and size.
    """
    late = threading.Event()
    if connection.sock is None:
        _open(connection)
    timer = threading.Timer(seconds, _end, [connection, late])
    timer.daemon = True
    timer.start()
    try:
        connection.request(method, target, body=body, headers=dict(headers or {}))
        with connection.getresponse() as response:
            status = response.status
            kind = (response.headers.get("content-type") or "").partition(";")[0].strip().lower()
            data = response.read(most + 1) if most and status == 200 else b""
    except (OSError, ValueError, http.client.HTTPException) as error:
        if late.is_set():
            raise TimeoutError(errno.ETIMEDOUT, "it took too long") from error
        raise
    finally:
        timer.cancel()
        connection.close()
    if late.is_set():
        raise TimeoutError(errno.ETIMEDOUT, "it took too long")
    if len(data) > most:
        raise OSError(errno.EMSGSIZE, "its answer is too long")
    return Answered(status, kind, data)


def _open(connection: http.client.HTTPConnection) -> None:
    try:
        connection.connect()
    except BaseException:
        connection.close()
        raise


def _end(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """End what takes too long, whatever it waits for."""
    late.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


class _Local(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: str, silence: float) -> None:
        super().__init__("localhost", timeout=silence)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)
