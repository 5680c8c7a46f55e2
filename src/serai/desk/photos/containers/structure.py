"""What a picture file says of itself before anything is decoded.

Rule: pure records and the few reads that all walkers share. A walker (`jpeg`, `png`, …) goes through the
parts of a file, never through its pixels, and gives a `Structure`; it raises PhotoError where the file
ends too early or contradicts itself. A defect in metadata alone is a note, never an error.
"""

import zlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

from serai.desk.photos.errors import BloatedPhotoError, TruncatedPhotoError

Format: TypeAlias = Literal["jpeg", "png", "webp", "tiff", "gif", "heic", "avif"]

METADATA_LIMIT = 16 * 1024 * 1024  # bytes of metadata in one file, inflated
INFLATED_LIMIT = 1024 * 1024  # bytes of one inflated part; Pillow's own limit for the same
PARTS_LIMIT = 20_000  # parts (segments, chunks, boxes) in one file


@dataclass(frozen=True, kw_only=True)
class Structure:
    """A picture file's outside. Sizes are pixels, places are bytes from the file's start."""

    format: Format
    width: int
    height: int
    end: int  # where the picture ends; what stands after it is not the picture
    frames: int = 1
    passes: int = 1  # how often a decoder goes over the pixels (progressive JPEG)
    exif: bytes = b""  # a TIFF block
    xmp: bytes = b""
    iim: bytes = b""
    texts: tuple[tuple[str, str], ...] = ()  # a PNG's own keywords
    carried: frozenset[str] = frozenset()  # every kind of thing in the file that is not the picture
    notes: tuple[str, ...] = ()  # defects in the metadata, in words


def take(data: bytes, start: int, size: int) -> bytes:
    """`size` bytes at `start`; TruncatedPhotoError where the file has fewer."""
    if start < 0 or size < 0 or start + size > len(data):
        raise TruncatedPhotoError(
            f"The file ends after {len(data)} bytes, in the middle of the picture. Upload it again from "
            "where it is whole."
        )
    return data[start : start + size]


def inflate(data: bytes, what: str) -> bytes:
    """Inflate a compressed part, at most INFLATED_LIMIT bytes; ValueError where it is not zlib's."""
    worker = zlib.decompressobj()
    try:
        plain = worker.decompress(data, INFLATED_LIMIT)
    except zlib.error as error:
        raise ValueError(f"{what} cannot be inflated") from error
    if worker.unconsumed_tail:
        raise BloatedPhotoError(
            f"{what} inflates to more than {INFLATED_LIMIT} bytes. Save the picture again without it."
        )
    return plain


def too_many_parts() -> BloatedPhotoError:
    """The refusal of a file chopped into more parts than any program writes."""
    return BloatedPhotoError(
        f"The file has more than {PARTS_LIMIT} parts. Save the picture again from an image program."
    )


def too_much_metadata() -> BloatedPhotoError:
    """The refusal of a file that is mostly metadata."""
    return BloatedPhotoError(
        f"The file carries more than {METADATA_LIMIT // 1024 // 1024} MB of metadata. Save the picture "
        "again without its history and previews."
    )
