"""Feeds: the newest stories of a front, in full or as summaries, as programs that follow it read them.

Rule: pure. One record, `Feed`, in three spellings:

    atom(feed)       # RFC 4287: bytes
    rss(feed)        # RSS 2.0
    json_feed(feed)  # JSON Feed 1.1
"""

from serai.press.feeds.as_atom import Frame, atom, framed
from serai.press.feeds.as_json import json_feed
from serai.press.feeds.as_rss import rss
from serai.press.feeds.prose import content, image_of, picture, summary
from serai.press.feeds.records import Entry, Feed, addresses_of, identifier, moment

__all__ = [
    "Entry",
    "Feed",
    "Frame",
    "addresses_of",
    "atom",
    "content",
    "framed",
    "identifier",
    "image_of",
    "json_feed",
    "moment",
    "picture",
    "rss",
    "summary",
]
