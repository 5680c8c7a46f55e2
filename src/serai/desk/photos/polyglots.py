"""Polyglots: a picture that is something else at the same time.

Rule: pure. Renditions are rebuilt from pixels, so that nothing of a polyglot could reach a reader; it is
refused all the same, because an honest camera does not make one. Three questions are asked:

1. Is there an archive, a document or a program that another reader would find in these bytes? A ZIP is
   recognised by its directory at the end, a PDF by its head in the first kilobyte, markup, PHP and PHAR by
   words of six bytes and more (which pixels spell by chance once in 10^7 files).
2. Would a script engine read the file from its first byte? That takes a comment sign where the first
   part's length stands.
3. Does anything stand after the picture's end? Cameras and phones do that: padding, further pictures
   (MPF), a film (motion photos of Google, Samsung, Xiaomi, Apple), Samsung's own records. These are
   known and taken; up to UNKNOWN_LIMIT bytes of something unknown are taken too, unless they begin like
   an archive or a program.
"""

import re

from serai.desk.photos.containers import Structure, jpeg
from serai.desk.photos.errors import PhotoError, PolyglotError

UNKNOWN_LIMIT = 64 * 1024  # bytes after the end that no known camera wrote

_ACTIVE = re.compile(
    rb"<(?:script|iframe|svg|html)[\s>/]|<!doctype html|<\?php\s|__halt_compiler|<%@\s*page", re.IGNORECASE
)
_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"%PDF-", "a PDF"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xca\xfe\xba\xbe", "a Java program"),
    (b"#!", "a script"),
)
_COMMENT_AT = {"jpeg": 4, "gif": 6, "webp": 4}  # where a first part's length could be spelled "/*"
_FILM = re.compile(rb"[\0-\x01]...ftyp", re.DOTALL)
_BOX = re.compile(rb"[ -~\xa9]{4}")
_PADDING = re.compile(rb"(?:\xff(?!\xd8)|[\0\r\n\t ])+")
_PIECES_LIMIT = 32


def refuse(data: bytes, structure: Structure) -> tuple[str, ...]:
    """PolyglotError where the file is something else as well; else notes on what stands after its end."""
    if (active := _ACTIVE.search(data)) is not None:
        words = active.group().decode("latin-1").strip()
        raise _error(f"“{words}”, the beginning of something that a browser or a server runs")
    if b"%PDF-" in data[:1024]:
        raise _error("a PDF")
    if _is_zip(data):
        raise _error("a ZIP archive")
    start = _COMMENT_AT.get(structure.format)
    if start is not None and data[start : start + 2] == b"/*" and b"*/" in data:
        raise _error("a script, hidden behind a comment sign in its head")
    rest = data[_after_known(data, structure.end) :]
    if not rest:
        return ()
    for magic, what in _FOREIGN:
        if rest.startswith(magic):
            raise _error(what)
    if len(rest) > UNKNOWN_LIMIT:
        raise _error(f"{len(rest):,} bytes after the picture's end that no camera known to Serai writes")
    return (f"{len(rest)} bytes of an unknown kind stand after the picture's end; they are not used.",)


def _error(what: str) -> PolyglotError:
    return PolyglotError(
        f"The file is a picture and also holds {what}. Open it in an image program, save it as a new "
        "file, and upload that."
    )


def _is_zip(data: bytes) -> bool:
    """Whether a ZIP reader would find a directory: its end record, and an entry where that points."""
    tail = max(0, len(data) - 65_557)
    place = data.rfind(b"PK\x05\x06", tail)
    while place >= 0:
        size = int.from_bytes(data[place + 12 : place + 16], "little")
        offset = int.from_bytes(data[place + 16 : place + 20], "little")
        if any(data[start : start + 4] == b"PK\x01\x02" for start in (max(0, place - size), offset)):
            return True
        place = data.rfind(b"PK\x05\x06", tail, place)
    return False


def _after_known(data: bytes, place: int) -> int:
    """Where what no camera is known to write begins after `place`; the file's end where there is none."""
    for _ in range(_PIECES_LIMIT):
        start, place = place, _padding(data, place)
        if data.startswith(jpeg.MAGIC, place):
            after = _picture(data, place)
        elif (film := _FILM.search(data, max(start, place - 4), place + UNKNOWN_LIMIT)) is not None:
            after = _film(data, film.start())  # its first bytes, a length, may look like padding
        elif data.endswith(b"SEFT") and b"SEFH" in data[max(place, len(data) - UNKNOWN_LIMIT) :]:
            return len(data)
        else:
            return place
        if after <= place:
            return place
        place = after
    return place


def _padding(data: bytes, place: int) -> int:
    found = _PADDING.match(data, place)
    return found.end() if found else place


def _picture(data: bytes, place: int) -> int:
    """Where a further JPEG ends; `place` where it is not whole."""
    try:
        return place + jpeg.walk(data[place:]).end
    except PhotoError:
        return place


def _film(data: bytes, place: int) -> int:
    """Where an MP4's boxes end."""
    while _BOX.match(data, place + 4):
        size = int.from_bytes(data[place : place + 4], "big")
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + 16], "big")
        elif size == 0:
            return len(data)
        if size < 8 or place + size > len(data):
            break
        place += size
    return place
