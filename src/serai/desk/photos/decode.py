"""Pixels: a picture file made an image in memory, upright, and in no other way.

Rule: pure. The only place that hands bytes to a decoder: one decoder, named by the file's own structure,
after the header was held against a limit. Whatever a decoder raises becomes a DamagedPhotoError.
"""

import io

import pillow_heif
from PIL import Image

from serai.desk.photos.containers import Format, Structure, ifd, png
from serai.desk.photos.errors import DamagedPhotoError, TooManyPixelsError, TruncatedPhotoError

# Thumbnails, depth maps and auxiliary pictures inside a HEIC are never wanted: less of it is decoded.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

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


def hold_to(structure: Structure, limit_pixels: int, name: str = "The picture") -> None:
    """Refuse by its header a picture with more than `limit_pixels`."""
    if structure.width * structure.height > limit_pixels:
        raise TooManyPixelsError(
            f"{name} is {structure.width} × {structure.height} pixels; {limit_pixels:,} pixels in all are "
            "allowed (setting `photo_pixels`). Make it smaller and upload it again."
        )


def decode(
    data: bytes, structure: Structure, *, limit_pixels: int, at_least: tuple[int, int] | None = None
) -> Image.Image:
    """The first frame, upright, in the mode the file has, with its colour profile in `info`.

    Where only a smaller picture is needed, `at_least` (width, height) lets a JPEG decoder halve it on the
    way, which is several times faster. PhotoError where it cannot be done.
    """
    hold_to(structure, limit_pixels)
    if structure.format == "png":
        data = png.bare(data)
    try:
        image = Image.open(io.BytesIO(data), formats=_DECODERS[structure.format])
        _same_size(image, limit_pixels)
        if at_least is not None:
            image.draft(None, at_least)
        image.load()
        _same_size(image, limit_pixels)
        return _upright(image, structure)
    except TooManyPixelsError:
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


def _upright(image: Image.Image, structure: Structure) -> Image.Image:
    """Turned as the file says. Pillow has turned a TIFF already, and libheif a HEIC."""
    if structure.format == "avif":
        orientation = image.getexif().get(ifd.ORIENTATION, 1)
    elif structure.format in {"jpeg", "png", "webp"}:
        orientation = _orientation(structure.exif)
    else:
        orientation = 1
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _orientation(exif: bytes) -> int:
    """The orientation in a TIFF block; 1 (as it is) where none can be read: metadata notes the defect."""
    try:
        return ifd.read(exif).whole(ifd.ORIENTATION, 1)
    except ValueError:
        return 1
