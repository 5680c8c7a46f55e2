"""Intake takes every honest picture and refuses each kind of attack by its own name."""

import gzip
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from serai.core.errors import InputTooLargeError, SeraiError
from serai.desk.photos import errors, intake, renditions
from tests.desk.photos import pictures

BYTES, PIXELS = 30_000_000, 80_000_000


def inspect(data: bytes, name: str = "upload.jpg") -> intake.Inspected:
    return intake.inspect(data, name, limit_bytes=BYTES, limit_pixels=PIXELS)


# --- what is taken --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "ending"),
    [
        ("jpeg", ".jpg"),
        ("png", ".png"),
        ("webp", ".webp"),
        ("tiff", ".tif"),
        ("gif", ".gif"),
        ("heic", ".heic"),
        ("avif", ".avif"),
    ],
)
def test_an_honest_picture_is_taken(shape: str, ending: str) -> None:
    found = inspect(pictures.encoded(pictures.scene(200, 150), shape), f"bridge{ending.upper()}")

    assert found == intake.Inspected(
        format=shape,  # type: ignore[arg-type]
        width=200,
        height=150,
        frames=1,
        ending=ending,
        notes=(),
    )


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_a_camera_file_is_taken(camera_files: dict[str, bytes], shape: str) -> None:
    assert (inspect(camera_files[shape], f"a.{shape}").width, inspect(camera_files[shape]).height) == (
        640,
        480,
    )


@pytest.mark.parametrize(
    ("shape", "options"),
    [
        ("jpeg", {"progressive": True, "quality": 95}),
        ("jpeg", {"subsampling": "4:4:4", "restart_marker_blocks": 1}),
        ("png", {"compress_level": 0}),
        ("webp", {"lossless": True}),
        ("tiff", {"compression": "tiff_lzw"}),
        ("tiff", {"compression": "tiff_adobe_deflate"}),
        ("tiff", {"compression": "jpeg"}),
        ("tiff", {"big_tiff": False, "strip_size": 4096}),
        ("gif", {"interlace": 1}),
    ],
)
def test_every_usual_way_to_write_a_format_is_taken(shape: str, options: dict[str, object]) -> None:
    assert inspect(pictures.encoded(pictures.scene(200, 150), shape, **options), f"a.{shape}").width == 200


def test_the_size_is_that_of_the_upright_picture() -> None:
    data = pictures.encoded(pictures.corners(), "jpeg", exif=pictures.exif(6).tobytes())

    assert (inspect(data).width, inspect(data).height) == (64, 96)


def test_content_decides_and_a_wrong_name_is_noted() -> None:
    found = inspect(pictures.encoded(pictures.scene(20, 20), "png"), "holiday.jpg")

    assert (found.format, found.ending, found.notes) == (
        "png",
        ".png",
        ("The file is a PNG, whatever its name says.",),
    )


@pytest.mark.parametrize("shape", ["gif", "png", "webp", "tiff"])
def test_the_first_of_several_frames_is_used(shape: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    data = pictures.encoded(frames[0], shape, save_all=True, append_images=frames[1:])

    found = inspect(data, f"a.{shape}")

    assert (found.frames, found.notes) == (3, ("The file has 3 frames; the first is used.",))


def test_a_large_camera_picture_is_taken() -> None:
    data = pictures.encoded(Image.new("L", (8192, 6144), 100), "jpeg")

    assert inspect(data).width == 8192


# --- too large ------------------------------------------------------------------------------------------


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(errors.EmptyPhotoError, match=r"^“upload.jpg”: The file is empty"):
        inspect(b"")


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(errors.PhotoTooLargeError, match="photo_limit") as refused:
        intake.inspect(b"\xff\xd8\xff" + bytes(100), "a.jpg", limit_bytes=100, limit_pixels=PIXELS)

    assert isinstance(refused.value, InputTooLargeError)


def test_no_setting_takes_more_pixels_than_renditions_can_be_made_from() -> None:
    with pytest.raises(errors.TooManyPixelsError):
        intake.inspect(png_of(20_000, 10_000), "a.png", limit_bytes=BYTES, limit_pixels=10**12)


def test_a_file_name_cannot_fill_or_break_the_message() -> None:
    with pytest.raises(errors.EmptyPhotoError) as refused:
        inspect(b"", "a\n\x1b[31m" + "b" * 5000)

    assert str(refused.value) == f"“a[31m{'b' * 95}”: The file is empty. Upload it again."


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size, with a little data that inflates far."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000), 9)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            pictures.png_chunk(b"IHDR", header),
            pictures.png_chunk(b"IDAT", data),
            pictures.png_chunk(b"IEND", b""),
        ]
    )


def patched(shape: str, width: int, height: int) -> bytes:
    """A small file whose header says that it is huge."""
    data = bytearray(pictures.encoded(pictures.scene(64, 48), shape))
    if shape == "jpeg":
        place = data.index(b"\xff\xc0")
        data[place + 5 : place + 9] = struct.pack(">HH", height, width)
    elif shape == "gif":
        data[6:10] = struct.pack("<HH", width, height)
    elif shape == "webp":
        place = data.index(b"\x9d\x01\x2a")
        data[place + 3 : place + 7] = struct.pack("<HH", width, height)
    elif shape == "tiff":
        for tag, value in ((256, width), (257, height)):
            place = data.index(struct.pack("<H", tag) + b"\x04\0\x01\0\0\0")
            data[place + 8 : place + 12] = struct.pack("<I", value)
    else:
        place = data.index(b"ispe")
        data[place + 8 : place + 16] = struct.pack(">II", width, height)
    return bytes(data)


@pytest.mark.parametrize("shape", ["jpeg", "gif", "tiff", "heic", "avif"])
def test_a_decompression_bomb_is_refused_by_its_header(shape: str) -> None:
    with pytest.raises(errors.TooManyPixelsError, match="photo_pixels"):
        inspect(patched(shape, 50_000, 50_000))


def test_a_webp_bomb_is_refused_by_its_header() -> None:
    with pytest.raises(errors.TooManyPixelsError):
        inspect(patched("webp", 16_383, 16_383))


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (2**31 - 1, 2**31 - 1), (80_000_001, 1)])
def test_a_png_bomb_is_refused_by_its_header(width: int, height: int) -> None:
    with pytest.raises(errors.TooManyPixelsError):
        inspect(png_of(width, height))


def test_a_bomb_inside_a_frame_of_a_gif_is_refused() -> None:
    data = bytearray(pictures.encoded(pictures.scene(64, 48), "gif"))
    place = data.index(b"\x2c\0\0\0\0")
    data[place + 5 : place + 9] = struct.pack("<HH", 60_000, 60_000)

    with pytest.raises(errors.TooManyPixelsError):
        inspect(bytes(data))


def test_a_film_of_huge_frames_is_refused() -> None:
    one = pictures.encoded(Image.new("P", (4000, 4000)), "gif")
    frame = one[one.index(b"\x2c\0\0\0\0") : -1]
    data = one[:-1] + frame * 59 + b";"

    with pytest.raises(errors.BloatedPhotoError, match="60 frames"):
        inspect(data)


def test_a_jpeg_of_hundreds_of_scans_is_refused() -> None:
    data = pictures.encoded(pictures.scene(64, 48), "jpeg", progressive=True)
    scan = data.rindex(b"\xff\xda")

    with pytest.raises(errors.BloatedPhotoError, match="scans"):
        inspect(data[:-2] + data[scan:-2] * 200 + b"\xff\xd9")


def test_a_large_jpeg_of_many_scans_is_refused_sooner() -> None:
    data = pictures.encoded(pictures.scene(640, 480), "jpeg", progressive=True)
    scan = data.rindex(b"\xff\xda")
    many = data[:-2] + data[scan:-2] * 30 + b"\xff\xd9"

    with pytest.raises(errors.BloatedPhotoError, match="too many for its size"):
        intake.inspect(many, "a.jpg", limit_bytes=BYTES, limit_pixels=640 * 480)
    assert intake.inspect(data, "a.jpg", limit_bytes=BYTES, limit_pixels=640 * 480).width == 640


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("shape", ["jpeg", "png", "webp", "tiff", "avif", "heic"])
def test_the_size_is_that_of_the_rendition(tmp_path: Path, shape: str, orientation: int) -> None:
    data = pictures.encoded(pictures.corners(200, 120), shape, exif=pictures.exif(orientation).tobytes())
    developed = renditions.develop(data, tmp_path)

    assert (inspect(data).width, inspect(data).height) == (developed.width, developed.height)


@pytest.mark.parametrize(
    "chunk",
    [
        pictures.png_chunk(b"iCCP", b"bomb\0\0" + zlib.compress(bytes(50_000_000), 9)),
        pictures.png_chunk(b"zTXt", b"bomb\0\0" + zlib.compress(bytes(50_000_000), 9)),
        pictures.png_chunk(b"iTXt", b"bomb\0\1\0\0\0" + zlib.compress(bytes(50_000_000), 9)),
    ],
)
def test_metadata_that_inflate_without_end_are_refused(chunk: bytes) -> None:
    data = pictures.png_with(pictures.encoded(pictures.scene(64, 48), "png"), chunk)

    with pytest.raises(errors.BloatedPhotoError):
        inspect(data, "a.png")


def test_a_picture_that_is_mostly_metadata_is_refused() -> None:
    image = pictures.encoded(pictures.scene(64, 48), "jpeg")
    segment = b"\xff\xe5\xff\xff" + b"x" * 65_533

    with pytest.raises(errors.BloatedPhotoError, match="metadata"):
        inspect(image[:2] + segment * 300 + image[2:])


def test_a_picture_in_a_million_parts_is_refused() -> None:
    image = pictures.encoded(pictures.scene(64, 48), "jpeg")

    with pytest.raises(errors.BloatedPhotoError, match="parts"):
        inspect(image[:2] + b"\xff\xe5\0\2" * 1_000_000 + image[2:])


def test_a_png_of_many_small_texts_is_taken_without_them() -> None:
    chunk = pictures.png_chunk(b"zTXt", b"key\0\0" + zlib.compress(b"word " * 20))
    data = pictures.png_with(pictures.encoded(pictures.scene(64, 48), "png"), chunk * 500)

    assert inspect(data, "a.png").notes == ()


# --- cut short and damaged ------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", pictures.FORMATS)
@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_refused(shape: str, share: float) -> None:
    data = pictures.encoded(pictures.scene(200, 150), shape)

    with pytest.raises(errors.PhotoError):
        inspect(data[: int(len(data) * share)])


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_a_file_without_its_last_bytes_is_called_truncated(shape: str) -> None:
    data = pictures.encoded(pictures.scene(200, 150), shape)
    if shape == "tiff":  # its directory stands last: what is cut off it is a value, and then the picture
        data = data[: len(data) // 2]

    with pytest.raises(errors.TruncatedPhotoError, match="again"):
        inspect(data[:-2])


# --- not a picture --------------------------------------------------------------------------------------

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        b'<?xml version="1.0"?>\n' + SVG,
        b"\xef\xbb\xbf  \n" + SVG,
        b"<!-- a comment -->" + SVG,
        SVG.decode().encode("utf-16"),
        gzip.compress(SVG),
        b"x" * 500 + SVG,
        b"<!DOCTYPE html><html><body onload=alert(1)>",
        b"<HTML><script>alert(1)</script>",
    ],
)
def test_markup_that_runs_is_refused(data: bytes) -> None:
    with pytest.raises(errors.ScriptedPictureError, match="Export it as PNG"):
        inspect(data, "drawing.svg")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04" + bytes(40), "a ZIP archive"),
        (b"8BPS\0\1", "a Photoshop file"),
        (b"BM" + bytes(60), "a Windows bitmap"),
        (b"\x00\x00\x00\x0cJXL \r\n", "a JPEG XL"),
        (b"Once upon a time", "not a picture"),
        (b"\0" * 1000, "not a picture"),
        (b"\xff", "not a picture"),
    ],
)
def test_what_is_no_picture_is_refused_and_named(data: bytes, word: str) -> None:
    with pytest.raises(errors.NotAPictureError, match=word):
        inspect(data, "thing.jpg")


def test_a_cameras_raw_file_is_refused_by_name() -> None:
    raw = pictures.encoded(pictures.scene(64, 48), "tiff", tiffinfo={50706: b"\1\4\0\0", 254: 1})

    with pytest.raises(errors.NotAPictureError, match="raw file"):
        inspect(raw, "a.dng")


@pytest.mark.parametrize("shape", ["BMP", "PPM", "TGA", "ICO", "PCX", "SGI", "EPS", "JPEG2000"])
def test_other_decoders_are_never_reached(shape: str) -> None:
    pictures.FORMATS["other"] = shape
    try:
        data = pictures.encoded(pictures.scene(64, 48), "other")
    finally:
        del pictures.FORMATS["other"]

    with pytest.raises(errors.NotAPictureError):
        inspect(data, "a.jpg")


def test_every_refusal_is_one_of_serais_and_says_what_next() -> None:
    assert issubclass(errors.PhotoError, SeraiError)
    assert {kind.__name__ for kind in errors.PhotoError.__subclasses__()} == {
        "EmptyPhotoError",
        "PhotoTooLargeError",
        "TooManyPixelsError",
        "BloatedPhotoError",
        "TruncatedPhotoError",
        "DamagedPhotoError",
        "NotAPictureError",
        "ScriptedPictureError",
        "PolyglotError",
    }
