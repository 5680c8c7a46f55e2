"""Renditions: the picture files that readers get, rebuilt from pixels.

Rule: nothing but pixels goes from the uploaded file to a rendition: turned upright, brought to sRGB, eight
bits, on white where it was transparent, narrowed to WIDTHS, and encoded as AVIF, WebP and JPEG without any
metadata. Each file is looked at again before it is kept. Files are named by their content and written
atomically, so that two processes may develop the same picture at once, and a crash leaves nothing half
done. What was made is noted in the pool, under `developed/`, by the original's digest and RECIPE: asked
again, nothing is decoded. Figures: docs/explanation/photos.md.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
from PIL import Image

from serai.core import canonical, files
from serai.desk.photos import colour
from serai.desk.photos.containers import sniff, walk
from serai.desk.photos.decode import PIXELS_LIMIT, decode
from serai.desk.photos.errors import DamagedPhotoError, NotAPictureError
from serai.press.plates import Record, Rendition

RECIPE = "1"  # raised when WIDTHS, ENCODINGS or the way to sRGB change
WIDTHS = (400, 800, 1280)  # pixels
HEIGHT_LIMIT = 6000  # pixels; a strip taller than this at full width is made narrower

_Kind = Literal["avif", "webp", "jpeg"]
ENCODINGS: dict[_Kind, dict[str, Any]] = {
    "avif": {"quality": 52, "speed": 8, "subsampling": "4:2:0", "max_threads": 1, "autotiling": False},
    "webp": {"quality": 76, "method": 4},
    "jpeg": {"quality": 78, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
}
_ENDINGS: dict[_Kind, str] = {"avif": ".avif", "webp": ".webp", "jpeg": ".jpg"}
_NEAR = 1.2  # a width is left out where the next is less than this many times as wide


class Developed(Record, frozen=True, kw_only=True):
    """A picture's renditions. Width and height are those of the widest, in pixels."""

    width: int
    height: int
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, kw_only=True)
class _Made:
    rendition: Rendition
    data: bytes


def develop(data: bytes, pool: Path) -> Developed:
    """Make an original's renditions in `pool`, or find them there; PhotoError where it cannot be decoded.

    Each rendition is `pool / rendition.file`. The same bytes give the same files.
    """
    index = pool / "developed" / f"{canonical.digest(data)}-{RECIPE}.json"
    known = _known(index, pool)
    if known is not None:
        return known
    image = _pixels(data)
    made = _worthwhile({kind: [_encode(image, w, kind) for w in widths(image.width)] for kind in ENCODINGS})
    for one in made:
        files.write_if_changed(pool / one.rendition.file, one.data)
    developed = Developed(
        width=image.width, height=image.height, renditions=tuple(one.rendition for one in made)
    )
    files.write(index, canonical.encode(developed))
    return developed


def widths(width: int) -> tuple[int, ...]:
    """The widths for a picture `width` pixels wide: never wider than it is, at least one, in order.

    >>> widths(5000), widths(820), widths(300)
    ((400, 800, 1280), (400, 820), (300,))
    """
    widest = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS if step * _NEAR <= widest), widest)


def _known(index: Path, pool: Path) -> Developed | None:
    """What an earlier run noted, where every file it names is still there with its size."""
    try:
        developed = msgspec.json.decode(index.read_bytes(), type=Developed)
        whole = all((pool / one.file).stat().st_size == one.size for one in developed.renditions)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return developed if whole else None


def _pixels(data: bytes) -> Image.Image:
    """The picture upright, in sRGB, opaque, at most as large as the largest rendition, and without `info`."""
    shape = sniff(data)
    if shape is None:
        raise NotAPictureError("The original is not a picture that Serai reads. Upload it again.")
    widest = WIDTHS[-1]
    image = decode(data, walk(data, shape), limit_pixels=PIXELS_LIMIT, width=widest * 3 // 2)
    image = colour.to_srgb(image)
    ratio = min(1.0, widest / image.width, HEIGHT_LIMIT / image.height)
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    return _bare(_resized(image, size))


def _worthwhile(made: dict[_Kind, list[_Made]]) -> list[_Made]:
    """Leave out a format that is no smaller, all widths together, than the one browsers would take instead.

    A format is kept or left out whole: with a width missing, a browser would take a wider file of it.
    """
    kept: list[_Made] = []
    least: int | None = None
    for kind in reversed(ENCODINGS):  # JPEG, which every browser reads, is always kept
        size = sum(one.rendition.size for one in made[kind])
        if least is None or size < least:
            kept, least = made[kind] + kept, size
    return kept


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _bare(image: Image.Image) -> Image.Image:
    """The same pixels in a new image: encoders take profiles and comments from an old one's `info`."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def _encode(image: Image.Image, width: int, kind: _Kind) -> _Made:
    height = max(1, round(image.height * width / image.width))
    out = io.BytesIO()
    _bare(_resized(image, (width, height))).save(out, format=kind.upper(), **ENCODINGS[kind])
    data = out.getvalue()
    carried = walk(data, kind).carried
    if carried:
        raise DamagedPhotoError(
            f"The {kind} encoder put {', '.join(sorted(carried))} into the picture; it is not kept. Run the "
            "tests of Serai's photos against the installed Pillow."
        )
    digest = canonical.digest(data)
    return _Made(
        rendition=Rendition(
            format=kind,
            width=width,
            height=height,
            size=len(data),
            file=f"{digest[:2]}/{digest}{_ENDINGS[kind]}",
        ),
        data=data,
    )
