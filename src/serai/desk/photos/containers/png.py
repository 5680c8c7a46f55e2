"""PNG: chunks up to IEND (W3C PNG, third edition).

Rule: pure; never decodes. Compressed metadata are inflated under a limit. `bare` gives the same picture
without anything a decoder does not need.
"""

from collections.abc import Iterator

from serai.desk.photos.containers.structure import (
    METADATA_LIMIT,
    PARTS_LIMIT,
    Structure,
    inflate,
    take,
    too_many_parts,
    too_much_metadata,
)
from serai.desk.photos.errors import DamagedPhotoError

MAGIC = b"\x89PNG\r\n\x1a\n"

_PICTURE = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"cICP",
    }
)
_XMP_KEYWORD = "XML:com.adobe.xmp"


def walk(data: bytes) -> Structure:
    """A PNG's structure; PhotoError where it is cut short or not one."""
    width = height = end = 0
    frames, weight = 1, 0
    exif = b""
    texts: dict[str, str] = {}
    carried: set[str] = set()
    notes: list[str] = []
    for kind, start, size in _chunks(data):
        end = start + size + 4
        if kind == b"IHDR":
            width, height = (int.from_bytes(take(data, start + i, 4), "big") for i in (0, 4))
        elif kind == b"acTL":
            frames = max(1, int.from_bytes(data[start : start + 4], "big"))
        elif kind == b"eXIf":
            exif = data[start : start + size]
        elif kind == b"iCCP" and "ICC profile" not in carried:
            _profile(data[start : start + size], notes)
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            keyword, text = _text(kind, data[start : start + size], notes)
            weight += len(text)
            texts.setdefault(keyword, text)
        if kind not in _PICTURE:
            weight += size
            carried.add(kind.decode("latin-1"))
        elif kind == b"iCCP":
            carried.add("ICC profile")
        if weight > METADATA_LIMIT:
            raise too_much_metadata()
    if not width or not height:
        raise DamagedPhotoError("The PNG does not say how large its picture is. Save the picture again.")
    return Structure(
        format="png",
        width=width,
        height=height,
        end=end,
        frames=frames,
        exif=exif,
        xmp=texts.pop(_XMP_KEYWORD, "").encode("utf-8", "surrogatepass"),
        texts=tuple(texts.items()),
        carried=frozenset(carried),
        notes=tuple(notes),
    )


def bare(data: bytes) -> bytes:
    """The same picture with its pixels, palette, transparency and colour space only, first frame only."""
    pieces = [MAGIC]
    pieces += [data[start - 8 : start + size + 4] for kind, start, size in _chunks(data) if kind in _PICTURE]
    return b"".join(pieces)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each chunk's type, where its data start, and their size, up to IEND."""
    place = len(MAGIC)
    for _ in range(PARTS_LIMIT):
        head = take(data, place, 8)
        size, kind = int.from_bytes(head[:4], "big"), head[4:]
        take(data, place + 8, size + 4)
        yield kind, place + 8, size
        if kind == b"IEND":
            return
        place += 12 + size
    raise too_many_parts()


def _profile(body: bytes, notes: list[str]) -> None:
    """Refuse a colour profile that inflates without end; note one that does not inflate."""
    _, _, rest = body.partition(b"\0")
    try:
        inflate(rest[1:], "The colour profile")
    except ValueError as error:
        notes.append(f"{error}; sRGB is taken.")


def _text(kind: bytes, body: bytes, notes: list[str]) -> tuple[str, str]:
    """A text chunk's keyword and text."""
    name, _, rest = body.partition(b"\0")
    keyword = name.decode("latin-1")
    try:
        if kind == b"tEXt":
            return keyword, rest.decode("latin-1")
        if kind == b"zTXt":
            return keyword, inflate(rest[1:], f"The text {keyword!r}").decode("latin-1")
        packed, rest = rest[:1] == b"\1", rest[2:]
        _, _, rest = rest.partition(b"\0")  # the language
        _, _, rest = rest.partition(b"\0")  # the keyword in that language
        plain = inflate(rest, f"The text {keyword!r}") if packed else rest
        return keyword, plain.decode("utf-8")
    except ValueError as error:
        notes.append(f"The text {keyword!r} could not be read: {error}.")
        return keyword, ""
