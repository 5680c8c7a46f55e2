"""What every public server of a newsroom says and refuses, whichever program it is.

Rule: figures and words only. `serai.newsroom.caddy` and `serai.newsroom.nginx` spell them, one test suite
(`tests/newsroom/test_conformance.py`) holds both to them.
"""

from dataclasses import dataclass

FOREVER = "public, max-age=31536000, immutable"
FRESH = "public, max-age=0, s-maxage=30, must-revalidate"
NEVER = "no-store"
BY_CONTENT = ("assets", "media")  # folders whose names carry their content's hash: kept for a year
# What stands in for a picture, after the question mark in its address, where a reader asks for little data.
LITTLE = r"[0-9a-f]{2}/[0-9a-f]{64}\.(avif|webp|jpg)"
# An older page of a list that is no more (docs/adr/0005) leads to the list's front, which it is named after.
OLDER_PAGE = "^((?:/[A-Za-z0-9_-]+){2,3}/)until/[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{10}/?$"
BODY_LIMIT = 64 * 1024  # bytes that a reader may send to the Gate at once
COLLECT_PATH = "/gate/collect"
COLLECT_LIMIT = 2 * 1024 * 1024  # bytes that a newsroom may ask with; the Gate reads none that is not signed
HEADER_LIMIT = 16 * 1024  # bytes
HEADER_SECONDS = 10  # for the whole header
BODY_SECONDS = 30  # for the whole body
ANSWER_SECONDS = 120  # for a reader to take an answer
IDLE_SECONDS = 60  # a connection without a request
DIAL_SECONDS = 2  # to reach the Gate
GATE_SECONDS = 20  # for the Gate's answer to begin

# What a small machine's own list of kinds has not.
CONTENT_TYPES: dict[str, str] = {
    "*.txt": "text/plain; charset=utf-8",
    "*.woff2": "font/woff2",
    "*.epub": "application/epub+zip",
    "*.webmanifest": "application/manifest+json",
    "*/feed.xml": "application/atom+xml; charset=utf-8",
    "*/rss.xml": "application/rss+xml; charset=utf-8",
    "*/feed.json": "application/feed+json; charset=utf-8",
    "/fediverse/*": "application/activity+json",
    "/fediverse/nodeinfo*": "application/json",
    "*/webfinger.json": "application/jrd+json",
}
# As nginx names those of editions' accounts; what is more exact is told last.
OF_ACCOUNTS = {
    "/fediverse/": "application/activity+json",
    "/fediverse/nodeinfo": "application/json",
    r"~ ^/fediverse/[^/]+/webfinger\.json$": "application/jrd+json",
}
# Files that no packed one stands beside, but for editions' own Atom feeds (`serai.press.compression`):
# packed while the reader waits.
PACKED_HERE = ("feed.xml", "rss.xml", "feed.json", "ninjs.json", "plate.json", "thread.json", "front.json")
SITEMAPS = "sitemaps"  # a folder of such files

SECURITY_HEADERS: dict[str, str] = {
    "Content-Security-Policy": (
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# Over TLS only. Names below the domain are not included: they may be somebody else's.
STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}


@dataclass(frozen=True, kw_only=True)
class Https:
    """A domain whose certificates the server gets and renews by itself. `mail`: where the authority writes
    to when something is wrong with them, or ""."""

    domain: str
    mail: str = ""
    https_port: int = 443
    http_port: int = 80
