"""What a file's outside says, and what is made of one that contradicts itself."""

import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from serai.desk.photos import containers
from serai.desk.photos.containers import gif, heif, ifd, jpeg, photoshop, png, tiff, webp
from serai.desk.photos.errors import (
    BloatedPhotoError,
    DamagedPhotoError,
    NotAPictureError,
    PhotoError,
    TruncatedPhotoError,
)
from tests.desk.photos import pictures

SIZE = (128, 64)  # whole blocks of HEVC: a HEIC declares its size in these


def small(shape: str, **options: Any) -> bytes:
    return pictures.encoded(pictures.scene(*SIZE), shape, **options)


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_a_plain_picture_says_what_it_is_and_carries_nothing(shape: str) -> None:
    data = small(shape)
    found = containers.walk(data, containers.sniff(data) or "jpeg")

    assert (found.format, found.width, found.height, found.frames, found.end, found.carried) == (
        shape,
        *SIZE,
        1,
        len(data),
        frozenset(),
    )


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"GIF90a", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x18ftypisom", b"II*"]
)
def test_what_is_none_of_the_seven_is_none(data: bytes) -> None:
    assert containers.sniff(data) is None


# --- JPEG -----------------------------------------------------------------------------------------------


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def with_segments(*segments: bytes) -> bytes:
    data = small("jpeg")
    return data[:2] + b"".join(segments) + data[2:]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (segment(0xE1, b"Exif\0\0II*\0"), "EXIF"),
        (segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"), "XMP"),
        (segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0..."), "extended XMP"),
        (segment(0xE2, b"ICC_PROFILE\0\1\1"), "ICC profile"),
        (segment(0xE2, b"MPF\0II*\0"), "more pictures"),
        (segment(0xED, b"Photoshop 3.0\0"), "Photoshop"),
        (segment(0xFE, b"made by"), "comment"),
        (segment(0xE0, b"JFXX\0\x10thumbnail"), "APP0"),
        (segment(0xEC, b"Ducky"), "APP12"),
        (segment(0xEF, b"unknown"), "APP15"),
        (segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"), None),
    ],
)
def test_every_kind_of_segment_is_named(part: bytes, name: str | None) -> None:
    assert jpeg.walk(with_segments(part)).carried == ({name} if name else set())


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\0\1\xff\xd9",
        b"\xff\xd8" + segment(0xDA, b"") + b"\xff\xd9",
        b"\xff\xd8" + segment(0xC0, b"\x08") + segment(0xDA, b"") + b"\xff\xd9",
    ],
)
def test_a_jpeg_without_a_picture_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedPhotoError):
        jpeg.walk(data)


def test_fill_bytes_before_a_marker_are_passed_over() -> None:
    data = small("jpeg")

    assert jpeg.walk(data[:2] + b"\xff\xff\xff" + data[2:]).end == len(data) + 3


def test_photoshops_block_may_come_in_pieces() -> None:
    block = b"8BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x78\0\x03abc"
    halves = [segment(0xED, b"Photoshop 3.0\0" + half) for half in (block[:10], block[10:])]

    assert jpeg.walk(with_segments(*halves)).iim == b"\x1c\x02\x78\0\x03abc"


@pytest.mark.parametrize("block", [b"8BIM\x04\x04", b"8BIM\x04\x04\0\0\0\0\xff\xff", b"8BIM\x04\x04\xff"])
def test_a_broken_photoshop_block_is_a_note(block: bytes) -> None:
    with pytest.raises(ValueError, match="too early"):
        photoshop.iim(block)

    found = jpeg.walk(with_segments(segment(0xED, b"Photoshop 3.0\0" + block)))
    assert (found.iim, len(found.notes)) == (b"", 1)


def test_resources_before_the_one_with_the_words_are_passed_over() -> None:
    odd = b"8BIM\x03\xed\x03abc\0\0\0\x03xyz\0"

    assert photoshop.iim(odd + b"8BIM\x04\x04\0\0\0\0\0\x01!") == b"!"
    assert photoshop.iim(odd) == b""


# --- PNG ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chunk", "carried", "notes"),
    [
        (pictures.png_chunk(b"tEXt", b"Author\0Ada"), {"tEXt"}, 0),
        (pictures.png_chunk(b"tIME", bytes(7)), {"tIME"}, 0),
        (pictures.png_chunk(b"eXIf", b"MM\0*"), {"eXIf"}, 0),
        (pictures.png_chunk(b"zTXt", b"a\0\0broken"), {"zTXt"}, 1),
        (pictures.png_chunk(b"iTXt", b"a\0\0\0\0\0\xff\xfe"), {"iTXt"}, 1),
        (pictures.png_chunk(b"iCCP", b"p\0\0broken"), {"ICC profile"}, 1),
        (pictures.png_chunk(b"iCCP", b"p\0\0" + zlib.compress(b"profile")), {"ICC profile"}, 0),
    ],
)
def test_every_chunk_that_is_not_the_picture_is_named(chunk: bytes, carried: set[str], notes: int) -> None:
    data = pictures.png_with(small("png"), chunk)
    found = png.walk(data)

    assert (set(found.carried), len(found.notes)) == (carried, notes)
    assert png.walk(png.bare(data)).carried <= {"ICC profile"}


def test_a_png_of_metadata_beyond_the_limit_is_refused() -> None:
    chunk = pictures.png_chunk(b"prVt", bytes(9_000_000))

    with pytest.raises(BloatedPhotoError):
        png.walk(pictures.png_with(small("png"), chunk, chunk))


def test_a_png_without_a_size_is_damaged() -> None:
    with pytest.raises(DamagedPhotoError):
        png.walk(png.MAGIC + pictures.png_chunk(b"IEND", b""))


# --- WebP, GIF ------------------------------------------------------------------------------------------


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + bytes(len(data) & 1) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def test_a_webp_is_as_large_as_the_largest_thing_in_it() -> None:
    canvas = bytes(4) + (99).to_bytes(3, "little") + (49).to_bytes(3, "little")
    frame = bytes(6) + (299).to_bytes(3, "little") + (9).to_bytes(3, "little") + bytes(4)
    lossless = b"\x2f" + ((19) | (29 << 14)).to_bytes(4, "little")

    found = webp.walk(riff((b"VP8X", canvas), (b"ANMF", frame), (b"VP8L", lossless), (b"XMP ", b"<x/>")))

    assert (found.width, found.height, found.frames, found.carried) == (300, 50, 1, frozenset({"XMP"}))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (riff(), DamagedPhotoError),
        (riff((b"VP8 ", bytes(20))), DamagedPhotoError),
        (riff((b"EXIF", bytes(9_000_000)), (b"XMP ", bytes(9_000_000))), BloatedPhotoError),
        (riff(*[(b"ODD ", b"")] * 30_000), BloatedPhotoError),
        (riff((b"VP8 ", bytes(20)))[:-30] + struct.pack("<I", 900), PhotoError),
    ],
)
def test_a_webp_that_contradicts_itself_is_refused(data: bytes, error: type[PhotoError]) -> None:
    with pytest.raises(error):
        webp.walk(data)


def test_a_gifs_extensions_are_named() -> None:
    data = small("gif")
    place = data.index(b"\x2c\0\0\0\0")
    parts = [
        b"\x21\xff\x0bNETSCAPE2.0\x03\1\0\0\0",
        b"\x21\xff\x0bICCRGBG1012\x03abc\0",
        b"\x21\xfe\x05hello\0",
        b"\x21\x01\x0c" + bytes(12) + b"\x03abc\0",
    ]

    assert gif.walk(data[:place] + b"".join(parts) + data[place:]).carried == {
        "application",
        "comment",
        "text",
    }


@pytest.mark.parametrize("rest", [b"\x3b", b"\x00", b"\x99abc"])
def test_a_gif_without_a_picture_or_with_a_stray_block_is_damaged(rest: bytes) -> None:
    with pytest.raises(DamagedPhotoError):
        gif.walk(b"GIF89a" + struct.pack("<HH", 5, 5) + b"\0\0\0" + rest)


def test_a_gif_of_a_million_crumbs_is_refused() -> None:
    with pytest.raises(BloatedPhotoError):
        gif.walk(b"GIF89a" + struct.pack("<HH", 5, 5) + b"\0\0\0\x21\xfe" + b"\1x" * 600_000 + b"\0;")


# --- TIFF -----------------------------------------------------------------------------------------------


def directory(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """A TIFF of one directory; an entry is tag, type, count, value."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + body + struct.pack("<I", following)


WIDE, HIGH = (256, 4, 1, 10), (257, 4, 1, 10)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"II*\0\xff\0\0\0", TruncatedPhotoError),
        (b"II*\0\x08\0\0\0\xff\xff", TruncatedPhotoError),
        (directory(), DamagedPhotoError),
        (directory(WIDE), DamagedPhotoError),
        (directory(WIDE, HIGH, (273, 4, 1, 5000), (279, 4, 1, 10)), TruncatedPhotoError),
        (directory(WIDE, HIGH, (254, 4, 1, 1)), NotAPictureError),
        (directory(WIDE, HIGH, (50706, 1, 4, 1)), NotAPictureError),
        (directory(WIDE, HIGH, (273, 1, 500_000, 60)) + bytes(500_060), BloatedPhotoError),
    ],
)
def test_a_tiff_that_contradicts_itself_is_refused(data: bytes, error: type[PhotoError]) -> None:
    with pytest.raises(error):
        tiff.walk(data)


def test_directories_that_lead_in_a_circle_are_counted_once() -> None:
    assert tiff.walk(directory(WIDE, HIGH, following=8)).frames == 2
    assert tiff.walk(directory(WIDE, HIGH, following=60_000)).frames == 1


def test_a_value_that_claims_more_than_the_file_is_left_out() -> None:
    found = ifd.read(directory(WIDE, (270, 2, 2**31, 8), (315, 99, 1, 1)))

    assert (270 in found, 315 in found, found.value(270), found.whole(256)) == (False, False, b"", 10)
    assert found.wholes(315, limit=4) == []


def test_words_inside_photoshops_tag_are_found_and_damage_in_it_is_a_note() -> None:
    block = b"8BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x78\0\x03abc"
    head = directory(WIDE, HIGH, (34377, 7, len(block), 50))

    assert tiff.walk(head + block).iim == b"\x1c\x02\x78\0\x03abc"
    assert len(tiff.walk(head + block[:4] + b"\x04\x04\xff" + bytes(50)).notes) == 1


# --- HEIF -----------------------------------------------------------------------------------------------


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


FTYP = box(b"ftyp", b"heic\0\0\0\0mif1heic")
ISPE = box(b"iprp", box(b"ipco", box(b"ispe", bytes(4) + struct.pack(">II", 30, 20))))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (FTYP, DamagedPhotoError),
        (FTYP + box(b"meta", bytes(4)), DamagedPhotoError),
        (FTYP + box(b"meta", bytes(4) + struct.pack(">I", 3) + b"iprp"), DamagedPhotoError),
        (FTYP + box(b"meta", bytes(4) + ISPE)[:-4], TruncatedPhotoError),
        (FTYP + box(b"meta", bytes(4) + ISPE + box(b"iloc", b"\1\0\0\0\0\0\xff\xff" + bytes(4))), PhotoError),
        (
            FTYP
            + box(
                b"meta",
                bytes(4) + ISPE + box(b"iloc", b"\0\0\0\0\0\0\xff\xff" + b"\0\1\0\0\xff\xff" * 5),
            ),
            BloatedPhotoError,
        ),
        (
            FTYP
            + box(
                b"meta",
                bytes(4)
                + ISPE
                + box(b"iloc", b"\0\0\0\0\x44\0\0\1" + struct.pack(">HHHII", 1, 0, 1, 9, 2**31)),
            ),
            TruncatedPhotoError,
        ),
    ],
)
def test_a_heif_that_contradicts_itself_is_refused(data: bytes, error: type[PhotoError]) -> None:
    with pytest.raises(error):
        heif.walk(data)


def test_a_heif_declares_the_largest_size_in_it_and_ends_where_its_boxes_do() -> None:
    data = FTYP + box(b"meta", bytes(4) + ISPE)

    found = heif.walk(data + b"\0\0\0\0\0\0\0\0tail")

    assert (found.width, found.height, found.end) == (30, 20, len(data))


@pytest.mark.parametrize(
    ("brands", "shape"),
    [
        (b"heic\0\0\0\0mif1heic", "heic"),
        (b"mif1\0\0\0\0mif1heic", "heic"),
        (b"mif1\0\0\0\0mif1avif", "avif"),
        (b"avis\0\0\0\0avis", "avif"),
        (b"mp42\0\0\0\0isom", None),
    ],
)
def test_the_brand_tells_heic_from_avif_and_films(brands: bytes, shape: str | None) -> None:
    assert heif.brand(box(b"ftyp", brands)) == shape


def test_exif_and_xmp_are_found_among_a_heics_items() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
    data = small("heic", exif=pictures.exif(description="Bridge").tobytes(), xmp=xmp)
    found = heif.walk(data)

    assert (found.carried, found.xmp) == (frozenset({"Exif", "XMP"}), xmp)
    assert ifd.read(found.exif).value(ifd.IMAGE_DESCRIPTION) == b"Bridge\0"


def test_a_picture_of_one_frame_and_one_of_several_differ_in_the_count() -> None:
    frames = [Image.new("RGB", SIZE, colour) for colour in ("red", "blue")]
    shapes: tuple[containers.Format, ...] = ("gif", "webp", "tiff", "png")
    for shape in shapes:
        data = pictures.encoded(frames[0], shape, save_all=True, append_images=frames[1:])
        assert containers.walk(data, shape).frames == 2
