"""XML by hand: escaped text, and no character that XML 1.0 forbids.

Rule: pure. Feeds and sitemaps are small and fixed in form, so they are written as text; every word from a
plate goes through `text`.
"""

import re
from urllib.parse import quote
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def text(words: str) -> str:
    """Words for element content or a quoted attribute."""
    return escape(_FORBIDDEN.sub("", words), {'"': "&quot;"})


def link(site_url: str, address: str, query: str = "") -> str:
    """As `url`, for a quoted attribute or an element's content."""
    return text(url(site_url, address, query))


def url(site_url: str, address: str, query: str = "") -> str:
    """A whole address, letters outside ASCII percent-encoded (RFC 3986). `query` is encoded already."""
    return site_url + quote(address, safe="/-._~!$&'()*+,;=@:") + (f"?{query}" if query else "")
