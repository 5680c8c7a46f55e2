"""Intake: whether an uploaded file is taken.

Rule: pure. Decides by content, never by name or declared type, in this order: size in bytes; what the
first bytes are; the parts around the picture (whole, in proportion); pixels, by the header; whether the
file is at the same time something else; and at last whether it decodes. Every refusal is a PhotoError of
its own that names the file.

    >>> inspect(b"", "empty.jpg", limit_bytes=10, limit_pixels=10)
    Traceback (most recent call last):
    serai.desk.photos.errors.EmptyPhotoError: “empty.jpg”: The file is empty. Upload it again.
"""

import re
from dataclasses import dataclass

from serai.desk.photos import polyglots
from serai.desk.photos.containers import Format, Structure, sniff, walk
from serai.desk.photos.decode import PIXELS_LIMIT, hold_to, measure
from serai.desk.photos.errors import (
    BloatedPhotoError,
    EmptyPhotoError,
    NotAPictureError,
    PhotoError,
    PhotoTooLargeError,
    ScriptedPictureError,
)

PASSES_LIMIT = 100  # a progressive JPEG has about ten scans; each costs a pass over all pixels
PASSES_FACTOR = 20  # all passes together may go over this many times the pixels of one picture
FRAMES_FACTOR = 10  # all frames together may hold this many times the pixels of one picture

_NAME_SHOWN = 100  # characters of a file's name in a message

_ENDINGS: dict[Format, tuple[str, ...]] = {
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "png": (".png", ".apng"),
    "webp": (".webp",),
    "tiff": (".tif", ".tiff"),
    "gif": (".gif",),
    "heic": (".heic", ".heif", ".hif"),
    "avif": (".avif",),
}
_MARKUP = re.compile(rb"\s*<(\?xml|!doctype|!--|svg|html|head|body|script|[a-z]+:svg)", re.IGNORECASE)
_STRANGERS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"8BPS", "a Photoshop file"),
    (b"BM", "a Windows bitmap"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"II+\0", "a BigTIFF"),
    (b"MM\0+", "a BigTIFF"),
    (b"IIRO", "a camera's raw file"),
    (b"FUJIFILM", "a camera's raw file"),
    (b"\xff\x0a", "a JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000"),
    (b"\x1aE\xdf\xa3", "a video"),
)


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """An upload that is taken. Width and height are those of the picture turned upright."""

    format: Format
    width: int
    height: int
    frames: int  # of which only the first is used
    ending: str  # the file ending that its content asks for, ".jpg"
    notes: tuple[str, ...]  # what an editor may want to know, in words


def inspect(data: bytes, name: str, *, limit_bytes: int, limit_pixels: int) -> Inspected:
    """Take an upload or refuse it with a PhotoError; `name` is used in messages only."""
    try:
        return _inspect(data, name, limit_bytes, min(limit_pixels, PIXELS_LIMIT))
    except PhotoError as error:
        shown = "".join(letter for letter in name if letter.isprintable())[:_NAME_SHOWN]
        raise type(error)(f"“{shown}”: {error}") from error


def _inspect(data: bytes, name: str, limit_bytes: int, limit_pixels: int) -> Inspected:
    if not data:
        raise EmptyPhotoError("The file is empty. Upload it again.")
    if len(data) > limit_bytes:
        raise PhotoTooLargeError(
            f"The file has {len(data):,} bytes; {limit_bytes:,} are allowed (setting `photo_limit`). Save it "
            "smaller, as JPEG or AVIF."
        )
    shape = sniff(data) or _stranger(data)
    structure = walk(data, shape)
    hold_to(structure, limit_pixels)
    _in_proportion(structure, limit_pixels)
    notes = [*structure.notes, *polyglots.refuse(data, structure)]
    width, height = measure(data, structure, limit_pixels=limit_pixels)
    if not name.lower().endswith(_ENDINGS[shape]):
        notes.append(f"The file is a {shape.upper()}, whatever its name says.")
    if structure.frames > 1:
        notes.append(f"The file has {structure.frames} frames; the first is used.")
    return Inspected(
        format=shape,
        width=width,
        height=height,
        frames=structure.frames,
        ending=_ENDINGS[shape][0],
        notes=tuple(notes),
    )


def _stranger(data: bytes) -> Format:
    """Refuse what is not one of our formats, naming it where it is known."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf")
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"} or start[1:2] == b"\0":
        start = start.replace(b"\xff\xfe", b"").replace(b"\xfe\xff", b"").replace(b"\0", b"")
    if _MARKUP.match(start) or b"<svg" in data[:65536].lower() or start[:2] == b"\x1f\x8b":
        raise ScriptedPictureError(
            "The file is SVG or other markup, which can run scripts. Export it as PNG and upload that."
        )
    for magic, what in _STRANGERS:
        if data.startswith(magic):
            raise NotAPictureError(f"The file is {what}. Export it as JPEG, PNG, WebP, TIFF, HEIC or AVIF.")
    raise NotAPictureError(
        "The file is not a picture in a format that Serai reads (JPEG, PNG, WebP, TIFF, GIF, HEIC, AVIF)."
    )


def _in_proportion(structure: Structure, limit_pixels: int) -> None:
    """Refuse what would keep a decoder busy out of proportion to the picture."""
    pixels = structure.width * structure.height
    if structure.passes > PASSES_LIMIT or structure.passes * pixels > PASSES_FACTOR * limit_pixels:
        raise BloatedPhotoError(
            f"The JPEG has {structure.passes} scans, too many for its size; about ten are usual. Save the "
            "picture again."
        )
    together = structure.frames * pixels
    if together > FRAMES_FACTOR * limit_pixels:
        raise BloatedPhotoError(
            f"The file's {structure.frames} frames hold {together:,} pixels together; "
            f"{FRAMES_FACTOR * limit_pixels:,} are allowed. Save one frame of it as a picture."
        )
