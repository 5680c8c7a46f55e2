"""Sources: telling readers' networks apart for a day, without keeping where they are.

Rule: an address comes in, a keyed digest goes out, and nothing here holds an address for longer than that.
The key is random, lives in memory, and turns each day; the last day's is kept for one day more, so that a
mute can follow its source across midnight. What cannot be told apart (Tor, a Unix socket, a proxy that
names nobody) is one shared source, "", which is never refused.

The digest is BLAKE2b (RFC 7693), keyed, of 8 bytes: of a whole IPv4 address, of the first 64 bits of an
IPv6 address, because that is what one household has.
"""

import hashlib
import secrets
import socket

DAY = 86_400  # seconds
SHARED = ""

_MAPPED = bytes(10) + b"\xff\xff"  # an IPv4 address, spelled as an IPv6 one
_LOCAL = {bytes(16), bytes(15) + b"\x01"}


class Sources:
    """The day's key and the last day's."""

    def __init__(self) -> None:
        """No key yet."""
        self._day = -1
        self._key = b""
        self._last_key = b""

    def of(self, network: bytes, now: float) -> str:
        """Today's source, 16 hexadecimal digits, of what `network_of` gave; `now` in seconds since 1970."""
        self._turn(int(now // DAY))
        return _digest(network, self._key)

    def before(self, network: bytes, now: float) -> str:
        """The same network's source of the last day; "" where there was none."""
        self._turn(int(now // DAY))
        return _digest(network, self._last_key) if self._last_key else SHARED

    def _turn(self, day: int) -> None:
        if day == self._day:
            return
        self._last_key = self._key if day == self._day + 1 else b""
        self._key = secrets.token_bytes(32)
        self._day = day


def network_of(client: str, forwarded: str, *, proxied: bool) -> bytes:
    """What tells a reader's network apart; b"" for what is shared.

    `client` is who is connected, `forwarded` the `X-Forwarded-For` that came along, which counts only where
    a proxy of the newsroom's own wrote its last name.
    """
    name = forwarded.rpartition(",")[2].strip() if proxied else client
    if len(name) > 64:
        return b""
    try:
        four = socket.inet_pton(socket.AF_INET, name)
    except (OSError, ValueError):
        four = b""
    if four:
        return b"" if _near_four(four) else four
    try:
        six = socket.inet_pton(socket.AF_INET6, name.strip("[]").partition("%")[0])
    except (OSError, ValueError):
        return b""
    if six.startswith(_MAPPED):
        return b"" if _near_four(six[12:]) else six[12:]
    return b"" if _near_six(six) else six[:8]


def _near_four(address: bytes) -> bool:
    """Loopback, link-local, or of a network without an address of its own (RFC 1918): a proxy's."""
    return (
        address[0] in {0, 10, 127}
        or address[:2] in {b"\xa9\xfe", b"\xc0\xa8"}
        or (address[0] == 172 and 16 <= address[1] < 32)
    )


def _near_six(address: bytes) -> bool:
    """As `_near_four`: loopback, fc00::/7 (RFC 4193), fe80::/10."""
    return (
        address in _LOCAL or address[0] in {0xFC, 0xFD} or (address[0] == 0xFE and address[1] & 0xC0 == 0x80)
    )


def _digest(network: bytes, key: bytes) -> str:
    if not network:
        return SHARED
    return hashlib.blake2b(network, key=key, digest_size=8, person=b"serai source").hexdigest()
