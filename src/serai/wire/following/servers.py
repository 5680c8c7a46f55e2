"""Servers: whose an address is, and which addresses are one owner's as far as can be told.

Rule: pure. Whoever owns a domain has as many hosts below it as they like: what is shared out among servers,
or counted for one, goes by `server_of`, the last two labels. That takes the servers below `co.uk` together,
which costs them nothing but patience with each other.
"""

import re

from serai.wire.following import signatures

_HOST = re.compile(r"[a-z0-9._-]{1,245}(?::[0-9]{1,5})?")  # RFC 1035, and a port


def host_of(url: str) -> str:
    """A URL's host, and its port where it is not the scheme's own; "" where it is none."""
    try:
        host = signatures.authority(url)
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def server_of(host: str) -> str:
    """Who is behind a host: `social.news.example` is of `news.example`."""
    return ".".join(host.split(".")[-2:])


def above(host: str) -> list[str]:
    """A host and the domains that it is below: what blocks one of them blocks it."""
    labels = host.split(".")
    return [".".join(labels[place:]) for place in range(len(labels))]
