"""Headers: what a file is, and how long whoever serves it may keep it.

Rule: pure. What is named by its content (`assets/`, `media/`) is kept for a year; everything else is asked
for again each time by a browser, and each half minute by a network that stands before the storage (RFC 9111,
`s-maxage`). No type is left to be guessed.

    >>> of("en/index.html")["Content-Type"]
    'text/html; charset=utf-8'
"""

from pathlib import PurePosixPath

FOREVER = "public, max-age=31536000, immutable"
FRESH = "public, max-age=0, s-maxage=30, must-revalidate"
_NAMED_BY_CONTENT = ("assets/", "media/")
_UNKNOWN = "application/octet-stream"

_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_NAMED = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    "webfinger.json": "application/jrd+json",
}
_ACCOUNTS = "fediverse/"  # of editions, but for what describes the site: `nodeinfo…`


def of(path: str) -> dict[str, str]:
    """The headers of the file at `path` below the site: Content-Type and Cache-Control."""
    name = PurePosixPath(path)
    kind = _NAMED.get(name.name) or _TYPES.get(name.suffix)
    if path.startswith(_ACCOUNTS) and kind == _TYPES[".json"] and not name.name.startswith("nodeinfo"):
        kind = "application/activity+json"
    kept = FOREVER if path.startswith(_NAMED_BY_CONTENT) else FRESH
    return {"Content-Type": kind or _UNKNOWN, "Cache-Control": kept}
