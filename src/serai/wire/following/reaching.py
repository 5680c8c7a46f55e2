"""Reaching: one request to a server elsewhere, whose address somebody unknown has written.

Rule: no Django, no table. Only HTTPS on its own port, to a host that has a name, and only to an address of
the public net: the name is looked up once, every address that it has is held against the rule, and the
connection goes to what was looked at, so that no name can point elsewhere in between. Nothing is followed;
every answer has a size, a silence and a time. No error holds what a server said.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from serai.core import exchanges
from serai.core.exchanges import Answered
from serai.wire.errors import UnreachableServerError

KNOCK = 5.0  # seconds until one of a host's addresses must have taken the connection
SILENCE = 10.0  # seconds that a server may say nothing
PATIENCE = 20.0  # seconds until all of it must be over
ANSWER_LIMIT = 256 * 1024  # bytes
URL_LIMIT = 1000  # characters
ADDRESSES = 4  # of one host, that are tried one after another
AGENT = "Serai"
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
_GLOBAL = ipaddress.ip_network("2000::/3")  # RFC 4291, 2.4: what may be routed on the public net
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # RFC 6890: nobody's host


class Reach:
    """How far requests go. `loopback`: only to this machine's own servers, over plain HTTP; for tests."""

    def __init__(self, *, loopback: bool = False) -> None:
        """The public net, unless a test says otherwise."""
        self._loopback = loopback

    def request(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answered:
        """Ask once; what is answered is read where it is 200. UnreachableServerError where nothing was asked,
        or no whole answer came."""
        host, port, target = self._checked(url)
        try:
            return exchanges.exchange(
                self._connected(host, port),
                method,
                target,
                headers={"User-Agent": AGENT, **headers},
                body=body,
                most=ANSWER_LIMIT,
                seconds=PATIENCE,
            )
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise _failed(host, error) from error

    def may(self, url: str) -> bool:
        """Whether a URL is one that may be asked, as far as can be told before its host is looked up."""
        try:
            self._checked(url)
        except UnreachableServerError:
            return False
        return True

    def _checked(self, url: str) -> tuple[str, int, str]:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host, port, parts = "", None, urlsplit("")
        plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= URL_LIMIT
        named = "." in host and not host.rpartition(".")[2].isdigit() and ":" not in host
        if self._loopback:
            fits = parts.scheme == "http" and host == "127.0.0.1"
        else:
            fits = parts.scheme == "https" and port in {None, 443} and named
        if not (plain and fits) or "@" in parts.netloc:
            raise UnreachableServerError("An address that is not a server's on the public net was not asked.")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return host, port or 443, target

    def _connected(self, host: str, port: int) -> http.client.HTTPConnection:
        """A connection to an address that was looked at."""
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found or not all(self._loopback or is_public(address) for address in found):
            raise ValueError("it is not on the public net")
        opened = _opened(found[:ADDRESSES], port)
        opened.settimeout(SILENCE)
        connection = http.client.HTTPConnection(host, port, timeout=SILENCE)
        if self._loopback:
            connection.sock = opened
            return connection
        try:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(opened, server_hostname=host)
        except BaseException:
            opened.close()
            raise
        return connection


def _opened(addresses: list[str], port: int) -> socket.socket:
    """A connection to the first address that takes one: a host may have one that this machine has no way to,
    IPv6 above all."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=KNOCK)
    return socket.create_connection((addresses[-1], port), timeout=KNOCK)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public net, also where it carries another in itself."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _TRANSLATED:
            inside = ipaddress.IPv4Address(found.packed[-4:])
        if inside is not None:
            return is_public(str(inside))
        if found not in _GLOBAL:
            return False
    return found not in _PROTOCOLS and found.is_global and not found.is_multicast and not found.is_reserved


def _failed(host: str, error: Exception) -> UnreachableServerError:
    """In words of the system's, never of the server's."""
    what = "it took too long" if isinstance(error, TimeoutError) else type(error).__name__
    return UnreachableServerError(f"The server {host[:100]} did not answer: {what}. It is tried again.")
