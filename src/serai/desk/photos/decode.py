"""Pixels: a picture file made an image in memory, upright, and in no other way.

Rule: pure. The only place that hands bytes to a decoder: one decoder, named by the file's own structure,
after the header was held against a limit. Whatever a decoder raises becomes a DamagedPhotoError.
"""

import io

import pillow_heif
from PIL import Image, ImageOps

from serai.desk.photos.containers import Format, Structure, png
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
        return _upright(image)
    except TooManyPixelsError:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError(f"The picture is too large: {error}. Make it smaller.") from error
    except (
        Exception
    ) as error:  # decoders raise what they like: OSError, SyntaxError, ValueError, struct.error …
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


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; a HEIC is upright already."""
    try:
        return ImageOps.exif_transpose(image)
    except (ValueError, TypeError, SyntaxError, OSError, KeyError, IndexError):
        return image  # an orientation that cannot be read is none; the picture itself is whole
