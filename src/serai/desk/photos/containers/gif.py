"""GIF: blocks up to the trailer (GIF89a).

Rule: pure; never decodes. XMP in a GIF is an application block whose content is the bare packet, made so
that a reader of sub-blocks falls through it.
"""

from serai.desk.photos.containers.structure import Structure, take
from serai.desk.photos.errors import BloatedPhotoError, DamagedPhotoError

MAGICS = (b"GIF87a", b"GIF89a")

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_COMMENT, _APPLICATION, _PLAIN_TEXT = 0xFE, 0xFF, 0x01
_BLOCKS_LIMIT = 500_000  # sub-blocks in one file: 127 MB of full ones


def walk(data: bytes) -> Structure:
    """A GIF's structure; PhotoError where it is cut short or not one."""
    width, height = _pair(take(data, 6, 4))
    place = 13 + _table(take(data, 10, 1)[0])
    frames, left = 0, _BLOCKS_LIMIT
    xmp = b""
    carried: set[str] = set()
    while (kind := take(data, place, 1)[0]) != _TRAILER:
        if kind == _IMAGE:
            head = take(data, place + 1, 9)
            (x, y), (w, h) = _pair(head[:4]), _pair(head[4:8])
            width, height, frames = max(width, x + w), max(height, y + h), frames + 1
            start = place + 11 + _table(head[8])
            place, left = _skip(data, start, left)
        elif kind == _EXTENSION:
            label = take(data, place + 1, 1)[0]
            start = place + 2
            place, left = _skip(data, start, left)
            name = _name(label, data[start + 1 : start + 12])
            carried |= {name} - {""}
            if name == "XMP":
                xmp = data[start + 12 : place].rpartition(b"\x01\xff\xfe\xfd")[0]
        else:
            raise DamagedPhotoError("The GIF holds a block that GIF does not know. Save the picture again.")
    if not frames or not width or not height:
        raise DamagedPhotoError("The GIF has no picture in it. Save the picture again.")
    return Structure(
        format="gif",
        width=width,
        height=height,
        end=place + 1,
        frames=frames,
        xmp=xmp,
        carried=frozenset(carried),
    )


def _pair(raw: bytes) -> tuple[int, int]:
    return int.from_bytes(raw[:2], "little"), int.from_bytes(raw[2:4], "little")


def _table(flags: int) -> int:
    """How many bytes the colour table takes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _skip(data: bytes, place: int, left: int) -> tuple[int, int]:
    """Where the sub-blocks from `place` end, and how many more may come."""
    while size := take(data, place, 1)[0]:
        place += 1 + size
        left -= 1
        if left < 0:
            raise BloatedPhotoError(
                f"The GIF has more than {_BLOCKS_LIMIT} blocks. Save one frame of it as a picture."
            )
    return place + 1, left


def _name(label: int, application: bytes) -> str:
    """What an extension is, or nothing where it belongs to the picture."""
    if label == _APPLICATION:
        if application == b"XMP DataXMP":
            return "XMP"
        return "" if application in {b"NETSCAPE2.0", b"ANIMEXTS1.0"} else "application"
    return {_COMMENT: "comment", _PLAIN_TEXT: "text"}.get(label, "")
