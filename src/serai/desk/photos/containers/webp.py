"""WebP: the chunks of a RIFF file (RFC 9649).

Rule: pure; never decodes.
"""

from serai.desk.photos.containers.structure import (
    METADATA_LIMIT,
    PARTS_LIMIT,
    Structure,
    take,
    too_many_parts,
    too_much_metadata,
)
from serai.desk.photos.errors import DamagedPhotoError

_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_NAMES = {b"EXIF": "EXIF", b"XMP ": "XMP", b"ICCP": "ICC profile"}


def walk(data: bytes) -> Structure:
    """A WebP's structure; PhotoError where it is cut short or not one."""
    end = 8 + int.from_bytes(take(data, 4, 4), "little")
    end += end & 1 and end < len(data)
    take(data, 0, end)
    found: dict[bytes, bytes] = {}
    sizes: list[tuple[int, int]] = []
    place, frames, weight = 12, 0, 0
    for _ in range(PARTS_LIMIT):
        if place + 8 > end:
            break
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if place + 8 + size > end:
            raise DamagedPhotoError("A part of the WebP is longer than the file. Save the picture again.")
        head = data[place + 8 : place + 8 + min(size, 32)]
        sizes += _size(kind, head)
        frames += kind == b"ANMF"
        if kind not in _PICTURE:
            weight += size
            found.setdefault(kind, data[place + 8 : place + 8 + size])
        if weight > METADATA_LIMIT:
            raise too_much_metadata()
        place += 8 + size + (size & 1)
    else:
        raise too_many_parts()
    if not sizes or 0 in sizes[0]:
        raise DamagedPhotoError("The WebP has no picture in it. Save the picture again.")
    return Structure(
        format="webp",
        width=max(width for width, _ in sizes),
        height=max(height for _, height in sizes),
        end=end,
        frames=max(1, frames),
        exif=found.get(b"EXIF", b"").removeprefix(b"Exif\0\0"),
        xmp=found.get(b"XMP ", b""),
        carried=frozenset(_NAMES.get(kind, kind.decode("latin-1")) for kind in found),
    )


def _size(kind: bytes, head: bytes) -> list[tuple[int, int]]:
    """The picture size that a chunk names, if it names one."""
    if kind == b"VP8X" and len(head) >= 10:
        return [(int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1)]
    if kind == b"ANMF" and len(head) >= 12:
        return [(int.from_bytes(head[6:9], "little") + 1, int.from_bytes(head[9:12], "little") + 1)]
    if kind == b"VP8L" and len(head) >= 5:
        bits = int.from_bytes(head[1:5], "little")
        return [((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)]
    if kind == b"VP8 " and len(head) >= 10:
        return [(int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF)]
    return []
