"""The shelf: the baked site's records, read again only when their files have changed.

Rule: reads the site's folder and writes nothing. A file is looked at no oftener than each `FRESH` seconds,
so that a flood of posts costs the disk nothing; what was not asked for longest is forgotten first. A file
that is not there, is too large, or holds no such record is None.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from serai.core.errors import SeraiError

FRESH = 1.0  # seconds
FILE_LIMIT = 8 * 1024 * 1024  # bytes

T = TypeVar("T")
Mark: TypeAlias = tuple[int, int, int]  # of a file's state: when, how much, which


class Shelf(Generic[T]):
    """Records of one kind by path. `clock` gives seconds that never go back."""

    def __init__(self, decode: Callable[[bytes], T], *, kept: int, clock: Callable[[], float]) -> None:
        """`decode` makes the record of a file's bytes, or raises ValueError. `kept`: how many at once."""
        self._decode = decode
        self._kept = kept
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, Mark | None, T | None]] = OrderedDict()

    def get(self, name: str, *, anew: bool = False) -> T | None:
        """The record of the file called `name`; `anew`: look at the file now."""
        now = self._clock()
        held = self._held.get(name)
        if held is not None and not anew and now - held[0] < FRESH:
            return held[2]
        mark = mark_of(name)
        record = held[2] if held is not None and held[1] == mark else self.read(name) if mark else None
        self._held[name] = (now, mark, record)
        self._held.move_to_end(name)
        if len(self._held) > self._kept:
            self._held.popitem(last=False)
        return record

    def read(self, name: str) -> T | None:
        """The file's record as it is now, which is not kept."""
        return read_record(name, self._decode)


def read_record(name: str, decode: Callable[[bytes], T]) -> T | None:
    """What the file called `name` holds; None where there is no such file, or no such record in it."""
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - a path is made of text once, not per look
            data = file.read(FILE_LIMIT + 1)
        return decode(data) if len(data) <= FILE_LIMIT else None
    except (OSError, ValueError, SeraiError, msgspec.MsgspecError):
        return None


def record_of(kind: type[Any]) -> Callable[[bytes], Any]:
    """How to read a record of this kind from JSON."""
    return msgspec.json.Decoder(kind).decode


def mark_of(name: str) -> Mark | None:
    """The mark of the file at `name`; None where there is none."""
    try:
        found = os.stat(name)  # noqa: PTH116 - as above
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
