"""Pixels: a picture file made an image in memory, upright, and in no other way.

Rule: pure. The only place that hands bytes to a decoder: one decoder, named by the file's own structure,
after the header was held against a limit. Whatever a decoder raises becomes a DamagedPhotoError.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pillow_heif
from PIL import Image

from serai.desk.photos.containers import Format, Structure, ifd, png
from serai.desk.photos.errors import (
    DamagedPhotoError,
    PhotoError,
    TooManyPixelsError,
    TruncatedPhotoError,
)

# Thumbnails, depth maps and auxiliary pictures inside a HEIC are never wanted: less of it is decoded.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

PIXELS_LIMIT = 178_000_000  # Pillow decodes no more, whatever a setting says

_DECODERS: dict[Format, tuple[str, ...]] = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "tiff": ("TIFF",),
    "gif": ("GIF",),
    "heic": ("HEIF",),
    "avif": ("AVIF",),
}
_TURNS = {  # EXIF orientation: what makes it upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})


def hold_to(structure: Structure, limit_pixels: int, name: str = "The picture") -> None:
    """Refuse by its header a picture with more than `limit_pixels`."""
    if structure.width * structure.height > limit_pixels:
        raise TooManyPixelsError(
            f"{name} is {structure.width} × {structure.height} pixels; {limit_pixels:,} pixels in all are "
            "allowed (setting `photo_pixels`). Make it smaller and upload it again."
        )


def decode(data: bytes, structure: Structure, *, limit_pixels: int, width: int | None = None) -> Image.Image:
    """The first frame, upright, in the mode the file has, with its colour profile in `info`.

    Where a picture `width` pixels wide is enough, a JPEG's decoder may halve it on the way, never below
    that, which is several times faster. PhotoError where it cannot be done.
    """
    with _refusing(structure):
        image = _loaded(data, structure, limit_pixels, width)
        turn = _TURNS.get(_orientation(image, structure))
        return image if turn is None else image.transpose(turn)


def measure(data: bytes, structure: Structure, *, limit_pixels: int) -> tuple[int, int]:
    """The upright picture's width and height, after decoding to the end in as little memory as can be."""
    with _refusing(structure):
        image = _loaded(data, structure, limit_pixels, 1)
        # A JPEG was made smaller on the way, but says its true size; a HEIC's is known once it is decoded.
        size = (structure.width, structure.height) if structure.format == "jpeg" else image.size
        return size[::-1] if _orientation(image, structure) in _SIDEWAYS else size


def _loaded(data: bytes, structure: Structure, limit_pixels: int, width: int | None) -> Image.Image:
    hold_to(structure, limit_pixels)
    bare = png.bare(data) if structure.format == "png" else data
    image = Image.open(io.BytesIO(bare), formats=_DECODERS[structure.format])
    _same_size(image, limit_pixels)
    if width is not None and structure.format == "jpeg":
        across = image.height if _orientation(image, structure) in _SIDEWAYS else image.width
        part = min(1.0, width / across)
        image.draft(None, (max(1, round(image.width * part)), max(1, round(image.height * part))))
    image.load()
    _same_size(image, limit_pixels)
    return image


@contextmanager
def _refusing(structure: Structure) -> Iterator[None]:
    """Make whatever a decoder raises a PhotoError."""
    try:
        yield
    except PhotoError:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError(f"The picture is too large: {error}. Make it smaller.") from error
    except Exception as error:  # a decoder raises what it likes: OSError, SyntaxError, struct.error …
        refusal = TruncatedPhotoError if "truncated" in str(error).lower() else DamagedPhotoError
        raise refusal(
            f"The {structure.format.upper()} cannot be decoded ({error}). Open it in an image program, save "
            "it again, and upload that."
        ) from error


def _same_size(image: Image.Image, limit_pixels: int) -> None:
    """Hold what the decoder found to the limit too: its header may differ from the container's."""
    if image.width * image.height > limit_pixels:
        raise TooManyPixelsError(
            f"The picture is {image.width} × {image.height} pixels; {limit_pixels:,} pixels in all are "
            "allowed (setting `photo_pixels`). Make it smaller and upload it again."
        )


def _orientation(image: Image.Image, structure: Structure) -> int:
    """How the pixels lie, 1 being upright. Pillow has turned a TIFF already, and libheif a HEIC.

    EXIF that cannot be read says nothing: metadata notes the defect.
    """
    if structure.format == "avif":
        return int(image.getexif().get(ifd.ORIENTATION, 1))
    if structure.format not in {"jpeg", "png", "webp"}:
        return 1
    try:
        return ifd.read(structure.exif).whole(ifd.ORIENTATION, 1)
    except ValueError:
        return 1
