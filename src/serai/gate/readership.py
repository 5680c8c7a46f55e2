"""Readership: how often each story was opened on each day, and by whom is never asked.

Rule: pure, and in memory alone. The public server tells of each opened story's page in one line, which holds
no address, no cookie and no time; here it becomes a number. A number leaves only once it has come to `least`
openings of one story on one day (k-anonymity by threshold, after Sweeney 2002, of openings and not of
persons: persons are not told apart), and what has not come to it by the end of the day dies with it. Days are
UTC's.

    tally = Tally(least=10)
    tally.add(opened(line), day)
    tally.take(day)    # [Opened(address="/en/2026/11/23/bridge/", day=…, times=12)]
"""

import re
from collections import Counter
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

LINE_LIMIT = 4096  # bytes
MOST = 100_000  # stories counted at once; further ones are not counted
_STORY = re.compile(r"/[^/?#]{1,40}/[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/?#]{1,255}/")
_OPENED = {200, 304}
# What fetches pages without somebody who reads them names itself so, or names nothing. One expression for all
# would take as long as all else that is done with a line.
_BEGINNINGS = (
    "curl",
    "wget",
    "python",
    "go-http",
    "java",
    "okhttp",
    "libwww",
    "ruby",
    "php",
    "axios",
    "node",
)
_WORDS = (
    *("crawl", "spider", "slurp", "archiver", "preview", "facebookexternalhit", "monitor", "uptime"),
    *("headless", "feed", "rss"),
)
_BOT = re.compile(r"bot\b")


class _Line(msgspec.Struct):
    """What the public server says; other fields are not read."""

    status: int
    path: str
    agent: str = ""
    purpose: str = ""


class Opened(NamedTuple):
    """So many openings of the page at `address` on `day`."""

    address: str
    day: date
    times: int


_decoder = msgspec.json.Decoder(_Line)


def opened(line: bytes) -> str:
    """The address of the story that somebody opened; "" where the line tells of something else: a failure, a
    program that fetches, a page that a browser fetched before anybody asked for it, or no line at all.
    However an address is spelled in percents, it is one: a flood of spellings makes no flood of stories."""
    if len(line) > LINE_LIMIT:
        return ""
    try:
        said = _decoder.decode(line[max(line.find(b"{"), 0) :])  # syslog has its own words before
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
    if said.status not in _OPENED or "prefetch" in said.purpose.lower():
        return ""
    if _is_program(said.agent.lower()):
        return ""
    path = unquote(said.path)
    return path if _STORY.fullmatch(path) else ""


def _is_program(agent: str) -> bool:
    if not agent or agent.startswith(_BEGINNINGS) or _BOT.search(agent):
        return True
    return any(word in agent for word in _WORDS)


class Tally:
    """The openings that have not been handed over yet."""

    def __init__(self, *, least: int, most: int = MOST) -> None:
        """`least` openings are handed over at once, 1 or more; at most `most` stories are counted."""
        self._least = max(1, least)
        self._most = most
        self._counts: Counter[tuple[date, str]] = Counter()

    def add(self, address: str, day: date) -> None:
        """One opening more."""
        name = (day, address)
        if name in self._counts or len(self._counts) < self._most:
            self._counts[name] += 1

    def take(self, today: date) -> list[Opened]:
        """What has come to `least`, and forget it; of days before `today` the rest is forgotten too."""
        due = [
            Opened(address, day, count)
            for (day, address), count in self._counts.items()
            if count >= self._least
        ]
        for one in due:
            del self._counts[one.day, one.address]
        for name in [name for name in self._counts if name[0] < today]:
            del self._counts[name]
        return due

    def put_back(self, one: Opened) -> None:
        """What could not be handed over is counted on."""
        self._counts[one.day, one.address] += one.times
