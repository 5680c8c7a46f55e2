"""Where a newsroom listens: its addresses, and whether they can be had.

Rule: what cannot be listened on is told before anything is started, with what to do about it.
"""

import errno
import socket
from dataclasses import dataclass

from serai.core.errors import SettingError
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import AddressTakenError
from serai.newsroom.public import Https

_BELOW_1024 = (
    "Ports below 1024 are root's. Let the newsroom's user have them: in its systemd unit "
    "AmbientCapabilities=CAP_NET_BIND_SERVICE, or for all of this machine's users "
    "sysctl net.ipv4.ip_unprivileged_port_start=80."
)


@dataclass(frozen=True)
class Address:
    """A host ("" for all of the machine's) and a port, and the setting that says so."""

    host: str
    port: int
    setting: str


def https(newsroom: Newsroom) -> Https | None:
    """The domain that is served over HTTPS; None where there is none. SettingError where other settings
    contradict it."""
    domain = newsroom.text("domain")
    if not domain:
        return None
    if newsroom.text("site_url") != f"https://{domain}":
        raise SettingError(
            f"domain is {domain}, but site_url is {newsroom.text('site_url')}. "
            f'Write site_url = "https://{domain}" into serai.toml.'
        )
    if newsroom.text("public_server") != "caddy":
        raise SettingError(
            f"domain is {domain}, and public_server is nginx, which gets no certificates by itself. "
            'Write public_server = "caddy", or no domain and: serai serve-config nginx.'
        )
    return Https(domain=domain, mail=newsroom.text("acme_mail"))


def public(newsroom: Newsroom) -> tuple[Address, ...]:
    """Where site and gate listen. SettingError as `https`."""
    at = https(newsroom)
    if at:
        return (Address("", at.https_port, "domain"), Address("", at.http_port, "domain"))
    return (Address(*newsroom.address("public_address"), "public_address"),)


def desk(newsroom: Newsroom) -> tuple[Address, ...]:
    """Where the desk listens."""
    return (Address(*newsroom.address("desk_address"), "desk_address"),)


def refuse_taken(address: Address) -> None:
    """AddressTakenError where `address` cannot be listened on."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address.host, address.port))
            trial.listen()
    except OSError as error:
        raise AddressTakenError(refusal(address, error)) from error


def refusal(address: Address, error: OSError) -> str:
    """Why `address` cannot be listened on, and what to do."""
    what = f"{address.host}:{address.port} cannot be listened on: {error.strerror}."
    if error.errno == errno.EACCES:
        return f"{what} {_BELOW_1024}"
    another = "" if address.setting == "domain" else f", or choose another {address.setting} in serai.toml"
    return f"{what} Stop what listens there{another}."


def answers(address: Address) -> bool:
    """Whether something accepts connections there just now."""
    reach = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(address.host, address.host)  # noqa: S104
    try:
        with socket.create_connection((reach, address.port), timeout=1):
            return True
    except OSError:
        return False
