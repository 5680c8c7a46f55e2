"""What a web font holds: the characters of a WOFF2 file's `cmap`, read without a library for fonts.

Rule: only what is needed of the formats, and an error for everything else. Sources: W3C, WOFF File Format
2.0, sections 4 to 5 (the table directory, variable-length numbers); OpenType 1.9, `cmap`, formats 4 and 12.

    characters(Path("serai-serif-text-latin.woff2").read_bytes())    # {32, 33, …}
"""

import struct

import brotli

_HEADER = 48  # bytes before the table directory
_CMAP, _GLYF, _LOCA, _ARBITRARY = 0, 10, 11, 63  # indices of known tables; 63: the tag is spelled out


def characters(woff2: bytes) -> set[int]:
    """The code points that a font has a glyph for."""
    assert woff2[:4] == b"wOF2"
    (tables,) = struct.unpack_from(">H", woff2, 12)
    (packed,) = struct.unpack_from(">I", woff2, 20)
    at, start, found = _HEADER, 0, None
    for _ in range(tables):
        flags, at = woff2[at], at + 1
        kind, version = flags & 63, flags >> 6
        at += 4 if kind == _ARBITRARY else 0
        length, at = _number(woff2, at)
        if (version != 3) if kind in (_GLYF, _LOCA) else (version != 0):
            length, at = _number(woff2, at)
        if kind == _CMAP:
            found = (start, length)
        start += length
    assert found is not None
    data = brotli.decompress(woff2[at : at + packed])
    return _mapped(data[found[0] : found[0] + found[1]])


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A UIntBase128, and where the next thing begins."""
    value = 0
    while True:
        value = value << 7 | data[at] & 127
        at += 1
        if not data[at - 1] & 128:
            return value, at


def _mapped(cmap: bytes) -> set[int]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    found: set[int] = set()
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        (form,) = struct.unpack_from(">H", cmap, offset)
        if form == 4 and (platform == 0 or (platform, encoding) == (3, 1)):
            found |= _segments(cmap[offset:])
        elif form == 12:
            found |= _groups(cmap[offset:])
    return found


def _segments(table: bytes) -> set[int]:
    """Format 4: the characters of segments whose glyph is not .notdef."""
    (doubled,) = struct.unpack_from(">H", table, 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * doubled)
    ranges_at = 16 + 3 * doubled
    found = set()
    for place, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        (offset,) = struct.unpack_from(">H", table, ranges_at + 2 * place)
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(
                    ">H", table, ranges_at + 2 * place + offset + 2 * (code - first)
                )
            if code != 0xFFFF and (glyph + delta if glyph or not offset else 0) % 65_536:
                found.add(code)
    return found


def _groups(table: bytes) -> set[int]:
    """Format 12: characters in groups of neighbours."""
    (count,) = struct.unpack_from(">I", table, 12)
    found: set[int] = set()
    for number in range(count):
        first, last, _glyph = struct.unpack_from(">III", table, 16 + 12 * number)
        found.update(range(first, last + 1))
    return found
