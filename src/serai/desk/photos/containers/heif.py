"""HEIF and AVIF: boxes (ISO/IEC 14496-12) and the items among them (ISO/IEC 23008-12).

Rule: pure; never decodes. Reads the sizes that the file declares, and finds the Exif and XMP items.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from serai.desk.photos.containers.structure import (
    METADATA_LIMIT,
    PARTS_LIMIT,
    Format,
    Structure,
    take,
    too_many_parts,
    too_much_metadata,
)
from serai.desk.photos.errors import DamagedPhotoError, TruncatedPhotoError

_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"})
_AVIF = frozenset({b"avif", b"avis"})


@dataclass(frozen=True, kw_only=True)
class _Box:
    kind: bytes
    start: int  # of its content
    end: int


def brand(data: bytes) -> Format | None:
    """Which of the two a file declares itself to be, by its `ftyp` box."""
    size = int.from_bytes(data[:4], "big")
    if data[4:8] != b"ftyp" or not 16 <= size <= 4096:
        return None
    body = data[8:size]
    names = {body[:4], *(body[i : i + 4] for i in range(8, len(body), 4))}
    if names & _AVIF:
        return "avif"
    return "heic" if names & _HEIC else None


def walk(data: bytes) -> Structure:
    """A HEIF's or AVIF's structure; PhotoError where it is cut short or not one."""
    shape = brand(data)
    boxes = list(_boxes(data, 0, len(data), outermost=True))
    metas = [box for box in boxes if box.kind == b"meta"]
    if shape is None or not metas:
        raise DamagedPhotoError("The file has no picture in it. Save the picture again as JPEG.")
    inside = {box.kind: box for box in _boxes(data, metas[0].start + 4, metas[0].end)}
    sizes = list(_sizes(data, inside.get(b"iprp")))
    if not sizes:
        raise DamagedPhotoError("The file does not say how large its picture is. Save it again as JPEG.")
    kinds = _kinds(data, inside.get(b"iinf"))
    places = _places(data, inside.get(b"iloc"), inside.get(b"idat"))
    for start, size in (extent for extents in places.values() for extent in extents):
        if start + size > len(data):
            raise TruncatedPhotoError(
                f"The file ends after {len(data)} bytes, before its picture does. Upload it again from where "
                "it is whole."
            )
    exif = _item(data, kinds, places, "Exif")
    return Structure(
        format=shape,
        width=max(width for width, _ in sizes),
        height=max(height for _, height in sizes),
        end=boxes[-1].end,
        exif=exif[4 + int.from_bytes(exif[:4], "big") :],
        xmp=_item(data, kinds, places, "XMP"),
        carried=frozenset(kinds.values()) - {""},
    )


def _boxes(data: bytes, start: int, end: int, *, outermost: bool = False) -> Iterator[_Box]:
    """The boxes between two places. Outermost, bytes that are no box end the walk instead of failing it."""
    for _ in range(PARTS_LIMIT):
        if start + 8 > end:
            return
        size, kind, head = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8], 8
        if outermost and not all(32 <= byte < 127 or byte == 0xA9 for byte in kind):
            return
        if size == 1:
            size, head = int.from_bytes(take(data, start + 8, 8), "big"), 16
        elif size == 0:
            size = end - start
        if size < head:
            if outermost:
                return
            raise DamagedPhotoError("A part of the file is shorter than its own head. Save it again as JPEG.")
        if start + size > end:
            raise TruncatedPhotoError(
                "The file ends before the picture does. Upload it again from where it is whole."
            )
        yield _Box(kind=kind, start=start + head, end=start + size)
        start += size
    raise too_many_parts()


def _sizes(data: bytes, properties: _Box | None) -> Iterator[tuple[int, int]]:
    """Every picture size that the file declares (`ispe`): of the whole, of tiles, of thumbnails."""
    if properties is None:
        return
    for box in _boxes(data, properties.start, properties.end):
        if box.kind == b"ipco":
            for item in _boxes(data, box.start, box.end):
                if item.kind == b"ispe" and item.end - item.start >= 12:
                    body = data[item.start : item.end]
                    yield int.from_bytes(body[4:8], "big"), int.from_bytes(body[8:12], "big")


def _kinds(data: bytes, info: _Box | None) -> dict[int, str]:
    """What each item is (`iinf`): "Exif", "XMP", or nothing for pictures."""
    if info is None:
        return {}
    kinds: dict[int, str] = {}
    start = info.start + (6 if data[info.start : info.start + 1] == b"\0" else 8)
    for box in _boxes(data, start, info.end):
        version, body = int.from_bytes(data[box.start : box.start + 1]), data[box.start + 4 : box.end]
        if box.kind != b"infe" or version not in {2, 3}:
            continue
        wide = 2 if version == 2 else 4
        kind, rest = body[wide + 2 : wide + 6], body[wide + 6 :]
        number = int.from_bytes(body[:wide], "big")
        if kind == b"mime":
            kinds[number] = "XMP" if b"application/rdf+xml" in rest else "mime"
        else:
            kinds[number] = "Exif" if kind == b"Exif" else ""
    return kinds


def _places(data: bytes, location: _Box | None, inner: _Box | None) -> dict[int, list[tuple[int, int]]]:
    """Where each item's bytes stand (`iloc`): places from the file's start, and sizes."""
    if location is None:
        return {}
    body = data[location.start : location.end]
    reader = _Reader(body, 4)
    version = body[0] if body else 0
    offset_size, length_size = divmod(reader.whole(1), 16)
    base_size, index_size = divmod(reader.whole(1), 16)
    wide = 4 if version == 2 else 2
    places: dict[int, list[tuple[int, int]]] = {}
    left = PARTS_LIMIT
    for _ in range(reader.whole(wide)):
        number = reader.whole(wide)
        method = reader.whole(2) & 15 if version else 0
        reader.whole(2)  # which file the data are in: always this one
        base = reader.whole(base_size)
        base += inner.start if method == 1 and inner is not None else 0
        extents = places.setdefault(number, [])
        pieces = reader.whole(2)
        left -= 1 + pieces
        if left < 0:
            raise too_many_parts()
        for _ in range(pieces):
            reader.whole(index_size if version else 0)
            extents.append((base + reader.whole(offset_size), reader.whole(length_size)))
    return places


class _Reader:
    """Whole numbers of given widths, one after another."""

    def __init__(self, data: bytes, place: int) -> None:
        self.data, self.place = data, place

    def whole(self, size: int) -> int:
        """The next `size` bytes as a number, big end first; nothing read is zero."""
        self.place += size
        return int.from_bytes(take(self.data, self.place - size, size), "big")


def _item(data: bytes, kinds: dict[int, str], places: dict[int, list[tuple[int, int]]], what: str) -> bytes:
    """The bytes of the first item of a kind."""
    for number, kind in kinds.items():
        if kind == what:
            extents = places.get(number, [])
            if sum(size for _, size in extents) > METADATA_LIMIT:
                raise too_much_metadata()
            return b"".join(data[start : start + size] for start, size in extents)
    return b""
