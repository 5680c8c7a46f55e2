"""Sources: telling readers' networks apart for a day, without keeping where they are.

Rule: an address comes in, a keyed digest goes out, and nothing here holds an address for longer than that.
The key is random, lives in memory, and turns each day; the last day's is kept for one day more, so that a
mute can follow its source across midnight. What cannot be told apart (Tor, a Unix socket, a proxy that
names nobody) is one shared source, "", which is never refused.

The digest is BLAKE2b (RFC 7693), keyed, of 8 bytes: of a whole IPv4 address, of the first 64 bits of an
IPv6 address, because that is what one household has.
"""

import hashlib
import ipaddress
import secrets

DAY = 86_400  # seconds
SHARED = ""

_NEAR = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::/127",
        "fc00::/7",
        "fe80::/10",
    )
)


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
        address = ipaddress.ip_address(name.strip("[]").partition("%")[0])
    except ValueError:
        return b""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if any(address in network for network in _NEAR if network.version == address.version):
        return b""
    return address.packed if address.version == 4 else address.packed[:8]


def _digest(network: bytes, key: bytes) -> str:
    if not network:
        return SHARED
    return hashlib.blake2b(network, key=key, digest_size=8, person=b"serai source").hexdigest()
