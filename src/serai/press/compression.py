"""Compression: the variants that stand beside a file, so that no server compresses while a reader waits.

Rule: pure, and the same bytes for the same input: no time, no name in the gzip header. A variant that is
not smaller is not made, nor one of a format that is compressed already. Brotli's quality 7 packs pages of
news as tightly as 9 and takes a fifth less time; 11 takes fifty times as long for an eighth less. Style, made
once, gets 11. The page that says that there is none, and an archive's lists of months and of one month's
stories, are opened seldom: gzip alone stands beside them, which all browsers know. Of what programs read only
an edition's Atom feed, which they ask for all day, has a variant: gzip too. The rest (plates, threads, other
feeds, sitemaps) changes with every story and is asked for by few: the public servers pack it while those wait
(`serai.newsroom.public.PACKED_HERE`), so that a story published is some ten files less to write and to carry.
"""

import gzip
import re
from pathlib import PurePosixPath

import brotli

RULES = 3  # counts the changes of what is said here: a site that was baked by others is brought in step
SMALLEST = 200  # bytes; below it a variant saves nothing that a packet would notice
_PAGES = frozenset({".html", ".css", ".js", ".svg"})
_SELDOM = re.compile(r"(?:[^/]+/)?404\.html|[^/]+/(?:archive|[0-9]{4}/[0-9]{2})/index\.html")
_ALL_DAY = re.compile(r"[^/]+/feed\.xml|.+\.txt")


def variants(path: str, data: bytes, *, thorough: bool = False) -> dict[str, bytes]:
    """What to put beside `path`: ending (".gz", ".br") to bytes, only where smaller than `data`."""
    page = PurePosixPath(path).suffix in _PAGES
    if len(data) <= SMALLEST or not (page or _ALL_DAY.fullmatch(path)):
        return {}
    made = {".gz": gzip.compress(data, compresslevel=9, mtime=0)}
    if page and not _SELDOM.fullmatch(path):
        quality = 11 if thorough else 7
        made[".br"] = brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality, lgwin=_window(data))
    return {ending: packed for ending, packed in made.items() if len(packed) < len(data)}


def _window(data: bytes) -> int:
    """Brotli's window, as a power of two: no more than the page needs, for making it costs more than a
    small page does."""
    return 16 if len(data) < 1 << 16 else 22
