"""Binding: files put into one book, an EPUB's zip, the same bytes each time.

Rule: pure but for reading pictures. EPUB 3.3 (W3C, OCF 3.3) wants the file `mimetype` first and as it is; the
rest is deflated, pictures are not. No time, no user and no machine is in it. Pictures come after all else, so
that a book is bound by the theme without them and illustrated where the pictures lie.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from serai.press.errors import PlateError
from serai.press.plates import Photo, Rendition

FOLDER = "EPUB"  # of the book's own files
_NEVER = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_MIMETYPE = b"application/epub+zip"
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def bind(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A book of these files, by their names in its folder; the package is `package.opf`."""
    bound = io.BytesIO()
    with zipfile.ZipFile(bound, "w") as book:
        _put(book, "mimetype", _MIMETYPE, packed=False)
        _put(book, "META-INF/container.xml", _CONTAINER)
        for name, data in files:
            _put(book, f"{FOLDER}/{name}", data)
    return bound.getvalue()


def small(photo: Photo) -> Rendition | None:
    """The narrowest JPEG of a photo, which is what a book holds of it; None where it has none."""
    files = (file for file in photo.renditions if file.format == "jpeg")
    return min(files, key=lambda file: file.width, default=None)


def picture_name(file: str) -> str:
    """What a picture of this name by content ("ab/abc….jpg") is called in a book."""
    return f"pictures/{file.rpartition('/')[2]}"


def illustrate(book: bytes, pictures: Iterable[str], folders: Iterable[Path]) -> bytes:
    """The book with these pictures, each from the first of the folders that holds it; PlateError where none
    does, or not these bytes."""
    bound = io.BytesIO(book)
    places = tuple(folders)
    with zipfile.ZipFile(bound, "a") as opened:
        for file in pictures:
            _put(opened, f"{FOLDER}/{picture_name(file)}", _read(file, places), packed=False)
    return bound.getvalue()


def _read(file: str, folders: tuple[Path, ...]) -> bytes:
    for folder in folders:
        try:
            data = (folder / file).read_bytes()
        except OSError:
            continue  # the next folder may hold it
        if hashlib.sha256(data).hexdigest() == Path(file).stem:
            return data
    raise PlateError(
        f"A day's book shows the picture {file}, and neither the pool nor the site holds it. "
        "Upload the photo again."
    )


def _put(book: zipfile.ZipFile, name: str, data: bytes, *, packed: bool = True) -> None:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    book.writestr(entry, data)
