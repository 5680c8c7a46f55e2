"""Picture files from outside in: which format they are, and what stands around their pixels.

Rule: pure; reads headers and never decodes. One module for each format, each with a `walk`; `walk` here
chooses by the first bytes alone, never by a file's name.
"""

from serai.desk.photos.containers import gif, heif, jpeg, png, tiff, webp
from serai.desk.photos.containers.structure import Format, Structure

__all__ = ["Format", "Structure", "sniff", "walk"]


def sniff(data: bytes) -> Format | None:
    """The format that the first bytes announce, or None for what Serai does not read."""
    if data.startswith(jpeg.MAGIC):
        return "jpeg"
    if data.startswith(png.MAGIC):
        return "png"
    if data.startswith(gif.MAGICS):
        return "gif"
    if data.startswith(tiff.MAGICS):
        return "tiff"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return heif.brand(data)


_WALKERS = {
    "jpeg": jpeg.walk,
    "png": png.walk,
    "gif": gif.walk,
    "tiff": tiff.walk,
    "webp": webp.walk,
    "heic": heif.walk,
    "avif": heif.walk,
}


def walk(data: bytes, shape: Format) -> Structure:
    """The structure of a file of this format; PhotoError where it is cut short or contradicts itself."""
    return _WALKERS[shape](data)
