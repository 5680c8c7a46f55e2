"""TIFF: its directories (TIFF 6.0). The first is the picture.

Rule: pure; never decodes. A TIFF has no end marker: it is whole when every strip or tile lies inside the
file. Raw files of cameras (CR2, NEF, DNG) are TIFFs whose first picture is a thumbnail, and are refused.
"""

from serai.desk.photos.containers import ifd, photoshop
from serai.desk.photos.containers.structure import Structure
from serai.desk.photos.errors import (
    BloatedPhotoError,
    DamagedPhotoError,
    NotAPictureError,
    TruncatedPhotoError,
)

MAGICS = (b"II*\0", b"MM\0*")

_SUBFILE, _WIDTH, _HEIGHT = 254, 256, 257
_PLACES = ((273, 279), (324, 325))  # offsets and byte counts: of strips, of tiles
_DNG_VERSION = 50706
_PAGES_LIMIT = 1000
_STRIPS_LIMIT = 400_000  # 80 megapixels in tiles of 16 by 16 are 312,500
_CARRIED = {
    ifd.IMAGE_DESCRIPTION: "description",
    ifd.ARTIST: "artist",
    ifd.COPYRIGHT: "copyright",
    ifd.XMP: "XMP",
    ifd.IIM: "IPTC",
    ifd.PHOTOSHOP: "Photoshop",
    34665: "EXIF",
    34853: "GPS",
    34675: "ICC profile",
    37724: "Photoshop layers",
}


def walk(data: bytes) -> Structure:
    """A TIFF's structure; PhotoError where it is cut short or not one."""
    try:
        first = ifd.read(data)
    except ValueError as error:
        raise TruncatedPhotoError(
            f"The TIFF's directory cannot be reached: {error}. Upload the file again from where it is whole."
        ) from error
    if _DNG_VERSION in first or data[8:10] == b"CR" or first.whole(_SUBFILE) & 1:
        raise NotAPictureError(
            "This is a camera's raw file. Export it as JPEG, TIFF or AVIF and upload that."
        )
    width, height = first.whole(_WIDTH), first.whole(_HEIGHT)
    if not width or not height:
        raise DamagedPhotoError("The TIFF does not say how large its picture is. Save the picture again.")
    _whole(first, len(data))
    notes: list[str] = []
    return Structure(
        format="tiff",
        width=width,
        height=height,
        end=len(data),
        frames=ifd.count(first, limit=_PAGES_LIMIT),
        exif=data,
        xmp=first.value(ifd.XMP),
        iim=_iim(first, notes),
        carried=frozenset(name for tag, name in _CARRIED.items() if tag in first),
        notes=tuple(notes),
    )


def _whole(first: ifd.Directory, size: int) -> None:
    """Refuse a picture whose strips or tiles are too many, or lie outside the file."""
    for offsets, counts in _PLACES:
        starts = first.wholes(offsets, limit=_STRIPS_LIMIT + 1)
        if len(starts) > _STRIPS_LIMIT:
            raise BloatedPhotoError(
                f"The TIFF is cut into more than {_STRIPS_LIMIT} strips. Save the picture again."
            )
        for start, length in zip(starts, first.wholes(counts, limit=_STRIPS_LIMIT), strict=False):
            if start + length > size:
                raise TruncatedPhotoError(
                    f"The TIFF ends after {size} bytes, before its picture does. Upload it again from where "
                    "it is whole."
                )


def _iim(first: ifd.Directory, notes: list[str]) -> bytes:
    """IPTC-IIM from its own tag, or from inside Photoshop's."""
    if ifd.IIM in first:
        return first.value(ifd.IIM)
    try:
        return photoshop.iim(first.value(ifd.PHOTOSHOP))
    except ValueError as error:
        notes.append(f"The IPTC data could not be reached: {error}.")
        return b""
