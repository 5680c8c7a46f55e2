"""The site as it is carried from: files that are read, and checked against the ledger's word for them.

Rule: nothing leaves that is not, byte for byte, what the ledger says. A bake may go on meanwhile; then the
bytes found are newer than the rows that were read, and NotInStepError says so before anything is sent. A
variant is unpacked and compared with its file: it has no digest of its own.
"""

import os
import zlib
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import brotli

from serai.core import canonical
from serai.mirrors.carrying import is_hidden
from serai.mirrors.errors import NotInStepError
from serai.mirrors.manifest import File


class Found(NamedTuple):
    """One file to put in place: its path (a variant's with its ending), its bytes, and when it was baked, in
    nanoseconds since 1970."""

    path: str
    data: bytes
    baked: int


class Site:
    """A baked site's folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist yet."""
        self.folder = folder

    def read(self, file: File, *, variants: bool, where: Path | None = None) -> list[Found]:
        """What belongs to `file`: its variants first, then the file itself. `where`: read from this folder
        instead. NotInStepError where one of them is not there, or is not what the ledger says."""
        main = self._open(where or self.folder, file.path, file)
        if canonical.digest(main.data) != file.digest:
            raise _not_in_step(file)
        beside = []
        for ending in file.variants if variants else ():
            variant = self._open(where or self.folder, file.path + ending, file)
            if _unpacked(ending, variant.data, len(main.data)) != main.data:
                raise _not_in_step(file)
            beside.append(variant)
        return [*beside, main]

    def _open(self, folder: Path, path: str, file: File) -> Found:
        if not is_plain(path):
            raise _not_in_step(file)
        try:
            with (folder / path).open("rb") as opened:
                return Found(path, opened.read(), os.fstat(opened.fileno()).st_mtime_ns)
        except OSError as error:
            raise _not_in_step(file) from error


def is_plain(path: str) -> bool:
    """Whether a path stays below the folder it is joined to, and is spelled in one way only."""
    parts = PurePosixPath(path).parts
    plain = "/".join(parts) == path and not path.startswith("/") and "\0" not in path
    return plain and bool(parts) and not is_hidden(path)


def _unpacked(ending: str, data: bytes, size: int) -> bytes | None:
    """What a variant holds, of which more than `size` bytes are not looked at; None from a broken one."""
    try:
        if ending == ".gz":
            return zlib.decompressobj(wbits=31).decompress(data, size + 1)
        return bytes(brotli.decompress(data))
    except (zlib.error, brotli.error):
        return None


def _not_in_step(file: File) -> NotInStepError:
    return NotInStepError(
        file.path,
        f"{file.path} in the site is not what the ledger says. Nothing of it was sent. Let the press mend it "
        "(serai press --cold) and carry again.",
    )
