"""JPEG: segments up to the end marker (ITU-T T.81, annex B).

Rule: pure; never decodes. Entropy-coded data are skipped by searching for the next marker.
"""

import re

from serai.desk.photos.containers import photoshop
from serai.desk.photos.containers.structure import (
    METADATA_LIMIT,
    PARTS_LIMIT,
    Structure,
    take,
    too_many_parts,
    too_much_metadata,
)
from serai.desk.photos.errors import DamagedPhotoError, TruncatedPhotoError

MAGIC = b"\xff\xd8\xff"

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_APP0, _APP15, _ADOBE = 0xE0, 0xEF, 0xEE
_NAMED = (  # marker, what the segment begins with, what it is
    (0xE0, b"JFIF\0", ""),
    (0xE1, b"Exif\0", "EXIF"),
    (0xE1, b"http://ns.adobe.com/xap/1.0/\0", "XMP"),
    (0xE1, b"http://ns.adobe.com/xmp/extension/\0", "extended XMP"),
    (0xE2, b"ICC_PROFILE\0", "ICC profile"),
    (0xE2, b"MPF\0", "more pictures"),
    (0xED, b"Photoshop 3.0\0", "Photoshop"),
    (0xEE, b"Adobe", ""),
)


def walk(data: bytes) -> Structure:
    """A JPEG's structure; PhotoError where it is cut short or not one."""
    found: dict[str, bytes] = {}
    size = (0, 0)
    place, passes, weight = 2, 0, 0
    for _ in range(PARTS_LIMIT):
        marker, place = _next_marker(data, place)
        if marker == _END:
            break
        length = int.from_bytes(take(data, place, 2), "big")
        if length < 2:
            raise DamagedPhotoError("A JPEG segment is shorter than its own length. Save the picture again.")
        body = take(data, place + 2, length - 2)
        place += length
        if marker in _FRAMES:
            size = (int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"))
        elif marker == _SCAN:
            passes += 1
        elif marker == _COMMENT or _APP0 <= marker <= _APP15:
            weight += length
            _keep(found, marker, body)
        if weight > METADATA_LIMIT:
            raise too_much_metadata()
    else:
        raise too_many_parts()
    if not passes or 0 in size:
        raise DamagedPhotoError("The JPEG has no picture in it. Save the picture again.")
    return _structure(found, size, place, passes)


def _next_marker(data: bytes, place: int) -> tuple[int, int]:
    """The next marker at or after `place`, over entropy-coded data and fill bytes; and where it ends."""
    match = _MARKER.search(data, place)
    if match is None:
        raise TruncatedPhotoError(
            "The JPEG ends before its end marker: part of the picture is missing. Upload it again from "
            "where it is whole."
        )
    return data[match.end() - 1], match.end()


def _keep(found: dict[str, bytes], marker: int, body: bytes) -> None:
    """Put a segment's content with others of its kind; Photoshop's comes in pieces, the others once."""
    if marker == _COMMENT:
        found["comment"] = body
        return
    for number, start, name in _NAMED:
        if marker == number and body.startswith(start):
            content = body[len(start) :]
            if name == "Photoshop":
                found[name] = found.get(name, b"") + content
            elif name:
                found.setdefault(name, content)
            return
    found.setdefault(f"APP{marker - _APP0}", body)


def _structure(found: dict[str, bytes], size: tuple[int, int], end: int, passes: int) -> Structure:
    notes: list[str] = []
    iim = b""
    try:
        iim = photoshop.iim(found.get("Photoshop", b""))
    except ValueError as error:
        notes.append(f"The IPTC data could not be reached: {error}.")
    return Structure(
        format="jpeg",
        width=size[0],
        height=size[1],
        end=end,
        passes=passes,
        exif=found.get("EXIF", b"")[1:],  # the marker's name is followed by a second zero byte
        xmp=found.get("XMP", b""),
        iim=iim,
        carried=frozenset(found),
        notes=tuple(notes),
    )
