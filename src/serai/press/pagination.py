"""Pagination: where a list is cut into pages.

Rule: pure. A list (an edition's, a section's, an author's, a topic's, a month's) is ordered by publication
time, then key. Each story draws a lot in each of its lists: a hash of its name, the same for good. A story
ends a page where its lot is the smallest among its `width` neighbours on either side, and it has so many on
both sides (of equal lots the newest counts). A page holds the stories from after one end through the next;
what is newer than the newest end is the list's front.

So the pages are a function of what the list holds now, whatever came and went before. A story that comes or
goes is felt by the ends within `width` of it and by no other: of these there are at most two before and two
after, so that with the pages on either side at most `MOST_TOUCHED` alter. A page holds `width` + 1 stories or
more, 2 × `width` + 1 on average; one in a thousand holds more than 6 × `width`, and the largest of 70,000
that were made at random held 9 ×. This is the local maximum approach to chunking (Bjørner, Blass and
Gurevich, "Content-dependent chunking for differential compression", 2010) turned upside down.

    >>> list(ends([(1, "a", 5), (2, "b", 3), (3, "c", 9), (4, "d", 7)], 1))
    [(2, 'b', 3)]
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

MOST_TOUCHED: Final = 6  # pages of one list, fronts counted, that one story may alter by coming or going

Spot: TypeAlias = tuple[int, str]  # where a story stands in a list: seconds since 1970, key
Row: TypeAlias = tuple[int, str, int]  # a spot and the story's lot there

_LOTS = (1 << 63) - 1  # what a signed integer of eight bytes holds
_MARK = (1 << 40) - 1


def width(stories: int) -> int:
    """How many neighbours are compared on either side, for pages of about so many stories."""
    return max(1, stories // 2)


def lot(edition: str, of: str, name: str, story: str) -> int:
    """A story's lot in a list, from 1 on: BLAKE2b (RFC 7693) of their names."""
    named = "\x1f".join((edition, of, name, story)).encode()
    return int.from_bytes(hashlib.blake2b(named, digest_size=8).digest()) & _LOTS or 1


def mark(drawn: int) -> str:
    """What an address tells an end by, ten hexadecimal digits: the lot's low bits, for the high ones of a
    smallest lot are mostly 0."""
    return f"{drawn & _MARK:010x}"


def ends(rows: Iterable[Row], wide: int) -> Iterator[Row]:
    """The rows that end a page, of consecutive rows, oldest first; holds 2 × `wide` + 1 of them. The first
    and last `wide` rows are only neighbours."""
    around: deque[Row] = deque(maxlen=2 * wide + 1)
    least: deque[tuple[int, int]] = deque()  # places and lots that may yet be the smallest, ascending
    for place, row in enumerate(rows):
        around.append(row)
        while least and least[-1][1] >= row[2]:
            least.pop()
        least.append((place, row[2]))
        if least[0][0] < place - 2 * wide:
            least.popleft()
        if place >= 2 * wide and least[0][0] == place - wide:
            yield around[wide]
