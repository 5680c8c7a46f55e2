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


def link(site_url: str, address: str) -> str:
    """A whole address, letters outside ASCII percent-encoded (RFC 3986), for a quoted attribute."""
    return text(site_url + quote(address, safe="/-._~!$&'()*+,;=@:"))
