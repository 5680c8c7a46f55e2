"""Pictures: from a photo's published files to what `<picture>` wants.

Rule: pure. AVIF before WebP, each from narrow to wide; JPEG is what every browser can show. A photo
that is shown small is not offered in its widest files, nor in WebP: the few that know WebP but not AVIF
get the JPEG, and every page that lists stories is the lighter for it.

An address names, after a question mark, the narrowest file of its format:
`/media/ab/wide.avif?cd/narrow.avif`. That is what a public server gives a reader who asks for little data
(`Save-Data: on`); to all others, and to a server that knows nothing of it, the address is that of the file
before the mark.
"""

from dataclasses import dataclass

from serai.press import addresses
from serai.press.plates import Photo, Rendition

FALLBACK_WIDTH = 800  # pixels: the file for a browser that knows no srcset


@dataclass(frozen=True, kw_only=True)
class Source:
    """One `<source>`: a media type, and the files of that type as a srcset."""

    type: str
    srcset: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What `<picture>` needs: the better formats, and the `<img>` for all others; `srcset` is "" where there
    is nothing to choose from."""

    sources: tuple[Source, ...]
    address: str
    srcset: str


def picture(photo: Photo, widest: int = 0) -> Picture | None:
    """The files of `photo`; None where there is no JPEG.

    With `widest`, in pixels, it is to be shown small: no file wider than the first of at least that width.
    """
    better = ("avif",) if widest else ("avif", "webp")
    sources = tuple(
        Source(type=f"image/{name}", srcset=_srcset(files))
        for name in better
        if (files := _of(photo, name, widest))
    )
    files = _of(photo, "jpeg", widest)
    if not files:
        return None
    fallback = next((file for file in files if file.width >= FALLBACK_WIDTH), files[-1])
    return Picture(
        sources=sources,
        address=_address(fallback, files[0]),
        srcset=_srcset(files) if len(files) > 1 else "",
    )


def widest_jpeg(photo: Photo) -> Rendition | None:
    """The widest JPEG, for those who show the story elsewhere; None without any."""
    files = _of(photo, "jpeg", 0)
    return files[-1] if files else None


def largest_jpeg(photo: Photo) -> str:
    """Its address; "" without any."""
    file = widest_jpeg(photo)
    return addresses.media(file.file) if file else ""


def _of(photo: Photo, name: str, widest: int) -> list[Rendition]:
    files = sorted((file for file in photo.renditions if file.format == name), key=lambda file: file.width)
    wide = [place for place, file in enumerate(files) if file.width >= widest]
    return files[: wide[0] + 1] if widest and wide else files


def _srcset(files: list[Rendition]) -> str:
    return ", ".join(f"{_address(file, files[0])} {file.width}w" for file in files)


def _address(file: Rendition, narrowest: Rendition) -> str:
    """Where a file stands, and what stands in for it where data are dear."""
    address = addresses.media(file.file)
    return address if file.file == narrowest.file else f"{address}?{narrowest.file}"
