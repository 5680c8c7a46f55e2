"""Image file directories (TIFF 6.0, section 2): how TIFF and EXIF keep their tags.

Rule: pure. Reads one directory, never follows a pointer by itself, and never reads more of a value than
the file has. ValueError where the bytes are not a directory.

    >>> entry = bytes.fromhex("0112 0003 00000001 00060000")
    >>> read(b"MM\\0*" + bytes.fromhex("00000008 0001") + entry + bytes(4)).whole(ORIENTATION)
    6
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ByteOrder: TypeAlias = Literal["little", "big"]

IMAGE_DESCRIPTION, ORIENTATION, ARTIST, COPYRIGHT = 270, 274, 315, 33432
XMP, IIM, PHOTOSHOP = 700, 33723, 34377

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_WHOLES = {1: 1, 3: 2, 4: 4, 13: 4}
_ENTRIES_LIMIT = 4096
_ORDERS: dict[bytes, ByteOrder] = {b"II*\0": "little", b"MM\0*": "big"}


@dataclass(frozen=True, kw_only=True)
class Directory:
    """One directory. Values are read when asked for: a file may claim the same bytes many times over."""

    data: bytes
    order: ByteOrder
    entries: dict[int, tuple[int, int, int]]  # tag: type, where its value starts, its size in bytes
    next: int  # where the next directory stands; 0: there is none

    def __contains__(self, tag: int) -> bool:
        return tag in self.entries

    def value(self, tag: int) -> bytes:
        """The raw value under `tag`; nothing where there is none."""
        _, start, size = self.entries.get(tag, (0, 0, 0))
        return self.data[start : start + size]

    def whole(self, tag: int, default: int = 0) -> int:
        """The first whole number under `tag`."""
        numbers = self.wholes(tag, limit=1)
        return numbers[0] if numbers else default

    def wholes(self, tag: int, *, limit: int) -> list[int]:
        """The first `limit` whole numbers under `tag` (BYTE, SHORT and LONG)."""
        kind, start, size = self.entries.get(tag, (0, 0, 0))
        wide = _WHOLES.get(kind)
        if wide is None:
            return []
        places = range(start, start + min(size // wide, limit) * wide, wide)
        return [int.from_bytes(self.data[i : i + wide], self.order) for i in places]


def read(data: bytes) -> Directory:
    """The first directory of a TIFF block; ValueError where there is none."""
    order = _ORDERS.get(data[:4])
    if order is None:
        raise ValueError("no TIFF header")
    start, end = _bounds(data, int.from_bytes(data[4:8], order), order)
    entries: dict[int, tuple[int, int, int]] = {}
    for place in range(start, end, 12):
        tag = int.from_bytes(data[place : place + 2], order)
        kind = int.from_bytes(data[place + 2 : place + 4], order)
        size = _SIZES.get(kind, 0) * int.from_bytes(data[place + 4 : place + 8], order)
        value = place + 8 if size <= 4 else int.from_bytes(data[place + 8 : place + 12], order)
        if size and value + size <= len(data):
            entries.setdefault(tag, (kind, value, size))
    return Directory(data=data, order=order, entries=entries, next=int.from_bytes(data[end : end + 4], order))


def count(first: Directory, *, limit: int) -> int:
    """How many directories follow each other from the first, at most `limit`; a broken one ends the row."""
    seen: set[int] = set()
    place = first.next
    while place and place not in seen and len(seen) + 1 < limit:
        try:
            _, end = _bounds(first.data, place, first.order)
        except ValueError:
            break
        seen.add(place)
        place = int.from_bytes(first.data[end : end + 4], first.order)
    return len(seen) + 1


def _bounds(data: bytes, offset: int, order: ByteOrder) -> tuple[int, int]:
    """Where a directory's entries start and end."""
    if offset < 8 or offset + 2 > len(data):
        raise ValueError("it stands outside the file")
    number = int.from_bytes(data[offset : offset + 2], order)
    if number > _ENTRIES_LIMIT or offset + 2 + 12 * number > len(data):
        raise ValueError("it ends outside the file")
    return offset + 2, offset + 2 + 12 * number
