"""Finding and opening saved pages on the disk.

Rule: reads and never writes; follows no link inside a folder, opens nothing but ordinary files, and never
reads past a limit. A picture beside a page is taken only from within the folder that was given.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from serai.wire.errors import PageTooLargeError, RescueError, UnreadableFileError
from serai.wire.saved import vocabulary

# What browsers and crawlers keep beside a page; tried only where it is named by itself.
COMPANIONS = vocabulary.of(
    """
    .avif .bmp .css .eot .gif .heic .ico .jpeg .jpg .js .json .map .mjs .mp3 .mp4 .otf .png .svg .tif
    .tiff .ttf .warc .wasm .webm .webp .woff .woff2 .xml
    """
)
_PICTURES = frozenset({".avif", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})


@dataclass(frozen=True, kw_only=True)
class Page:
    """A file to be rescued, the folder that its pictures may come from, and whether it was named itself."""

    file: Path
    folder: Path
    named: bool = False


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that is not even opened."""

    file: Path
    error: RescueError


def find(paths: Iterable[Path]) -> Iterator[Page | Refused]:
    """The pages that `paths` name: files as they are, folders with all below them, in the order of names."""
    for path in paths:
        if path.is_dir():
            yield from _inside(path, path)
        else:
            yield Page(file=path, folder=path.parent, named=True)


def read(file: Path, *, limit_bytes: int, follow: bool = False) -> bytes:
    """The bytes of an ordinary file; UnreadableFileError, or PageTooLargeError over `limit_bytes`."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    try:
        descriptor = os.open(file, flags)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFileError(
            f"{file.name} cannot be opened: {reason}. Check its name and its permissions."
        ) from error
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableFileError(f"{file.name} is not an ordinary file. Name a saved page.")
        size = os.fstat(descriptor).st_size
        if size > limit_bytes:
            raise PageTooLargeError(
                f"{file.name} has {size} bytes, over the limit of {limit_bytes}. Save the page without what "
                "is around it, or raise rescue_limit in serai.toml."
            )
        try:
            return opened.read(limit_bytes + 1)
        except OSError as error:
            raise UnreadableFileError(
                f"{file.name} cannot be read: {error.strerror}. Copy it anew from where it came."
            ) from error


def picture_beside(page: Page, source: str, *, limit_bytes: int) -> tuple[str, bytes] | None:
    """The name and bytes of the picture that `source` names beside a page; None where it was not saved."""
    try:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        folder = page.folder.resolve(strict=True)
        file = (page.file.parent / unquote(parts.path)).resolve(strict=True)
        if file.suffix.lower() not in _PICTURES or not file.is_relative_to(folder):
            return None
        return file.name, read(file, limit_bytes=limit_bytes)
    except (OSError, ValueError, RescueError):
        return None  # not there, or not ours to take: the draft says that the picture is missing


def _inside(folder: Path, root: Path) -> Iterator[Page | Refused]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(folder, f"cannot be opened: {error.strerror}. Check its permissions.")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield _refused(path, "is a link, and a folder's links are not followed. Name what it points to.")
        elif entry.is_dir(follow_symlinks=False):
            yield from _inside(path, root)
        elif not entry.is_file(follow_symlinks=False):
            yield _refused(path, "is not an ordinary file. Take it out of the folder.")
        elif path.suffix.lower() not in COMPANIONS:
            yield Page(file=path, folder=root)


def _refused(path: Path, why: str) -> Refused:
    return Refused(file=path, error=UnreadableFileError(f"{path.name} {why}"))
