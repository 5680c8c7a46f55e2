"""A folder as a target: another disk, a mounted share, what another server serves.

Rule: each file is written beside its place and renamed into it (`rename(2)`), so that a reader gets the
old bytes or the new; a step is flushed to the disk before the next begins, so that not even a loss of power
leaves a front without its pages. A file keeps the time of its bake, so that all mirrors tell browsers the
same.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from serai.core import files
from serai.mirrors.carrying import is_hidden
from serai.mirrors.errors import TargetUnreachableError
from serai.mirrors.manifest import ENDINGS, Gone
from serai.mirrors.site import Found, Site
from serai.mirrors.state import Due, Lying
from serai.mirrors.target import MARKER, Sent

_FILE, _FOLDER = 0o644, 0o755  # readable for whoever serves them


class FolderTarget:
    """A folder of this machine."""

    batch = 5_000

    def __init__(self, folder: Path) -> None:
        """`folder` is made where it is not there, but not the one above it."""
        self._folder = folder

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self._folder)

    def marker(self) -> bytes | None:
        """What lies there as MARKER."""
        with self._said():
            try:
                with (self._folder / MARKER).open("rb") as opened:
                    return opened.read(1 << 16)
            except FileNotFoundError:
                return None

    def put_marker(self, data: bytes) -> None:
        """Put MARKER in place, making the folder where only it is missing."""
        with self._said():
            self._folder.mkdir(mode=_FOLDER, exist_ok=True)
            files.write(self._folder / MARKER, data)

    def look(self, paths: Sequence[str]) -> list[Lying]:
        """Those of these files that lie there."""
        with self._said():
            found = ((path, _size(self._folder / path)) for path in paths)
            return [Lying(path, size) for path, size in found if size is not None]

    def everything(self) -> Iterator[Lying]:
        """All files that lie there, hidden ones left out."""
        if not self._folder.exists():
            return  # a dry run before the first carry
        with self._said():
            for folder, _, names in os.walk(self._folder, onerror=_fail):
                for name in names:
                    path = str((Path(folder) / name).relative_to(self._folder))
                    if not is_hidden(path) and path.isprintable():  # else it is none of ours
                        yield Lying(path, _size(self._folder / path) or 0)

    def send(self, dues: Sequence[Due], site: Site, *, really: bool) -> Sent:
        """Bring these files up to date."""
        paths: list[str] = []
        size = 0
        with self._said():
            for due in dues:
                found = site.read(due.file, variants=True)
                wrong = [one for one in found if not _holds(self._folder / one.path, one.data)]
                if really:
                    self._put(due, wrong)
                paths += [one.path for one in wrong]
                size += sum(len(one.data) for one in wrong)
            if really and dues:
                files.flush_file_system(self._folder)
        return Sent(tuple(paths), size)

    def delete(self, gone: Sequence[Gone]) -> int:
        """Delete these files, and folders that hold nothing any more."""
        deleted = 0
        with self._said():
            for path in (one.path + ending for one in gone for ending in (*ENDINGS, "")):
                place = self._folder / path
                _beside(place).unlink(missing_ok=True)
                try:
                    place.unlink()
                except (FileNotFoundError, NotADirectoryError):
                    continue
                deleted += 1
                self._drop_empty(place.parent)
            if deleted:
                files.flush_file_system(self._folder)
        return deleted

    def close(self) -> None:
        """Nothing is held."""

    def _put(self, due: Due, wrong: Sequence[Found]) -> None:
        """Variants, then the file: once it is new, all beside it is."""
        place = self._folder / due.file.path
        place.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        for one in wrong:
            if one.path != due.file.path:
                _write(self._folder / one.path, one)
        for ending in ENDINGS:
            if ending not in due.file.variants:
                place.with_name(place.name + ending).unlink(missing_ok=True)
        for one in wrong:
            if one.path == due.file.path:
                _write(place, one)

    def _drop_empty(self, folder: Path) -> None:
        while folder != self._folder:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    @contextmanager
    def _said(self) -> Iterator[None]:
        """What the disk refuses is told with the folder's name."""
        try:
            yield
        except OSError as error:
            what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
            raise TargetUnreachableError(
                f"The folder {self._folder} could not be carried to ({what}). See that it is there, has "
                "room, and may be written to; then carry again: what is there already is not sent twice."
            ) from error


def _write(place: Path, found: Found) -> None:
    beside = _beside(place)
    with beside.open("wb") as file:
        file.write(found.data)
        os.fchmod(file.fileno(), _FILE)
    os.utime(beside, ns=(found.baked, found.baked))
    beside.replace(place)


def _beside(place: Path) -> Path:
    """Where a file is written before it is renamed: always the same place, so that what a killed carry left
    there is written over by the next."""
    return place.with_name(f".{place.name}.carry")


def _holds(place: Path, data: bytes) -> bool:
    if _size(place) != len(data):
        return False
    with place.open("rb") as opened:
        return opened.read() == data


def _size(place: Path) -> int | None:
    """The size of an ordinary file in bytes; None where there is none."""
    try:
        found = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _fail(error: OSError) -> None:
    raise error
