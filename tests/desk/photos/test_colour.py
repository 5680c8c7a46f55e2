"""Whatever the file's colours are, the reader gets eight-bit opaque sRGB that looks the same."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from serai.desk.photos import colour, containers, decode, renditions
from tests.desk.photos import pictures

ROOM = 10_000_000


def developed(data: bytes, pool: Path) -> Image.Image:
    """The JPEG that readers get."""
    result = renditions.develop(data, pool)
    with Image.open(pool / result.renditions[-1].file) as image:
        image.load()
    return image


def near(found: Any, wanted: tuple[int, int, int], distance: int = 6) -> bool:
    return all(abs(a - b) <= distance for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("mode", "value", "shape", "wanted"),
    [
        ("L", 128, "jpeg", (128, 128, 128)),
        ("L", 128, "png", (128, 128, 128)),
        ("1", 1, "png", (255, 255, 255)),
        ("P", 0, "gif", (0, 0, 0)),
        ("LA", (60, 255), "png", (60, 60, 60)),
        ("LA", (60, 0), "png", (255, 255, 255)),
        ("RGBA", (10, 20, 30, 0), "png", (255, 255, 255)),
        ("RGBA", (0, 0, 0, 128), "webp", (127, 127, 127)),
        ("RGBA", (200, 0, 0, 255), "avif", (200, 0, 0)),
        ("RGBA", (0, 0, 0, 128), "tiff", (127, 127, 127)),
        ("CMYK", (0, 0, 0, 0), "jpeg", (255, 255, 255)),
        ("CMYK", (0, 255, 255, 0), "jpeg", (255, 0, 0)),
        ("CMYK", (255, 0, 255, 0), "tiff", (0, 255, 0)),
        ("I;16", 32896, "png", (128, 128, 128)),
        ("I;16", 32896, "tiff", (128, 128, 128)),
        ("I;16", 65535, "tiff", (255, 255, 255)),
        ("I;16B", 32896, "tiff", (128, 128, 128)),
        ("F", 0.5, "tiff", (127, 127, 127)),
        ("I", 65535, "tiff", (255, 255, 255)),
        ("LAB", (255, 128, 128), "tiff", (255, 255, 255)),
        ("YCbCr", (128, 128, 128), "tiff", (128, 128, 128)),
    ],
)
def test_a_mode_becomes_srgb(
    tmp_path: Path, mode: str, value: Any, shape: str, wanted: tuple[int, int, int]
) -> None:
    data = pictures.encoded(Image.new(mode, (32, 32), value), shape)

    image = developed(data, tmp_path)

    assert image.mode == "RGB"
    assert near(image.getpixel((16, 16)), wanted), image.getpixel((16, 16))


def test_a_palette_with_transparency_is_laid_on_white(tmp_path: Path) -> None:
    image = Image.new("P", (32, 32), 1)
    image.putpalette([0, 0, 0, 200, 0, 0])
    image.paste(0, (0, 0, 16, 32))

    result = developed(pictures.encoded(image, "png", transparency=0), tmp_path)

    assert near(result.getpixel((4, 16)), (255, 255, 255), 12)
    assert near(result.getpixel((28, 16)), (200, 0, 0), 12)


def swapped_profile() -> bytes:
    """A profile in which red and blue change places: what ignores it shows the wrong colour."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.find(b"rXYZ"), profile.find(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("shape", ["jpeg", "png", "webp", "tiff", "avif", "heic"])
def test_the_files_own_profile_is_honoured(tmp_path: Path, shape: str) -> None:
    data = pictures.encoded(Image.new("RGB", (32, 32), (230, 10, 10)), shape, icc_profile=swapped_profile())

    red, _, blue = developed(data, tmp_path).getpixel((16, 16))  # type: ignore[misc]

    assert blue > 200 > 60 > red


def test_transparency_survives_the_profile(tmp_path: Path) -> None:
    image = Image.new("RGBA", (32, 32), (230, 10, 10, 0))

    result = developed(pictures.encoded(image, "png", icc_profile=swapped_profile()), tmp_path)

    assert near(result.getpixel((16, 16)), (255, 255, 255))


@pytest.mark.parametrize("profile", [b"", b"not a profile", b"\0" * 128, b"\xff" * 4000])
def test_a_broken_profile_is_left_aside(tmp_path: Path, profile: bytes) -> None:
    data = pictures.encoded(Image.new("RGB", (32, 32), (10, 120, 200)), "jpeg", icc_profile=profile)

    assert near(developed(data, tmp_path).getpixel((16, 16)), (10, 120, 200))


def test_numbers_without_a_known_range_are_stretched() -> None:
    image = Image.new("F", (2, 1))
    image.putpixel((0, 0), -40.0)
    image.putpixel((1, 0), 900.0)

    assert [colour.to_srgb(image).getpixel((x, 0)) for x in (0, 1)] == [(0, 0, 0), (255, 255, 255)]


def test_a_sixteen_bit_gradient_keeps_its_steps() -> None:
    image = Image.new("I;16", (256, 1))
    for x in range(256):
        image.putpixel((x, 0), x * 257)
    out = io.BytesIO()
    image.save(out, "PNG")

    narrow = colour.to_srgb(
        decode.decode(out.getvalue(), containers.walk(out.getvalue(), "png"), limit_pixels=ROOM)
    )

    assert [narrow.getpixel((x, 0)) for x in range(256)] == [(x, x, x) for x in range(256)]
