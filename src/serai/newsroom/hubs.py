"""Hubs: which feeds a WebSub hub is told of, and what it is told (W3C WebSub, section 7).

Rule: pure. A hub is a stranger: it is told of public addresses only, over TLS unless it is on a private
network.
"""

import ipaddress
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urlencode, urlsplit

from serai.press import markup

ROUND = 300  # feeds in one round at most: what is left is found by whoever asks, as always
URL_LIMIT = 500  # letters
_FEEDS = frozenset({"feed.xml", "rss.xml", "feed.json"})
_COMMENTS = "comments"  # a story's comments are followed without a hub


def is_hub(url: str) -> bool:
    """Whether a hub may be there: https://, or http:// to a private address; no login and no fragment."""
    if len(url) > URL_LIMIT or not url.isprintable() or any(mark in url for mark in " \"'<>\\"):
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.fragment or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_private(host))


def is_private(host: str) -> bool:
    """Whether a host is this machine, or an address of a private network; no name is looked up."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def feeds_among(paths: Iterable[str]) -> list[str]:
    """The feeds that name a hub, those of the widest reach first, at most `ROUND`."""
    found = [path for path in map(PurePosixPath, paths) if _is_followed(path)]
    return [str(path) for path in sorted(found, key=lambda path: (len(path.parts), path))][:ROUND]


def _is_followed(path: PurePosixPath) -> bool:
    return path.name in _FEEDS and path.parent.name != _COMMENTS


def notice(site_url: str, path: str) -> bytes:
    """The body of the request that tells of one feed. Older hubs know the topic as `hub.url`."""
    topic = markup.url(site_url, f"/{path}")
    return urlencode({"hub.mode": "publish", "hub.topic": topic, "hub.url": topic}).encode()
