"""Real picture files for the tests, in every format that Serai reads.

Rule: made at test time by Pillow and exiftool. `camera_file` plants everything that must not leave: place,
serial numbers, maker notes, thumbnail, history, comments; each planted word holds PLANTED.
"""

import io
import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from serai.desk.photos import decode as _decoders  # registers HEIF with Pillow  # noqa: F401

FORMATS = {
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "tiff": "TIFF",
    "gif": "GIF",
    "heic": "HEIF",
    "avif": "AVIF",
}
EXIFTOOL = shutil.which("exiftool")
PLANTED = "PLANTED"

CAPTION = "Мост через Чу PLANTED"
ALT = "پل سنگی روی رودخانه PLANTED"
CREDIT = "PLANTED Credit Line"
CREATOR = "Айгуль PLANTED"
COPYRIGHT = "© 2026 PLANTED Press"
HEADLINE = "PLANTED Headline"
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"

_XMP = (
    f"-XMP-dc:Description={CAPTION}",
    f"-XMP-dc:Creator={CREATOR}",
    f"-XMP-dc:Rights={COPYRIGHT}",
    f"-XMP-photoshop:Credit={CREDIT}",
    f"-XMP-photoshop:Headline={HEADLINE}",
    f"-XMP-iptcCore:AltTextAccessibility={ALT}",
    f"-XMP-iptcExt:DigitalSourceType={SOURCE_TYPE}",
    "-XMP-xmp:CreatorTool=PLANTED-TOOL 1.0",
    "-XMP-xmpMM:HistorySoftwareAgent=PLANTED-HISTORY",
    "-XMP-aux:SerialNumber=PLANTED-XMP-SERIAL",
    "-XMP-exif:GPSLatitude=42.8746",
)
_EXIF = (
    "-EXIF:Make=PLANTED-MAKE",
    "-EXIF:Model=PLANTED-MODEL",
    "-EXIF:SerialNumber=PLANTED-SERIAL-8841",
    "-EXIF:LensSerialNumber=PLANTED-LENS",
    "-EXIF:OwnerName=PLANTED-OWNER",
    "-EXIF:ImageUniqueID=PLANTED-UNIQUE",
    "-EXIF:UserComment=PLANTED-USER-COMMENT",
    "-EXIF:ImageDescription=PLANTED exif caption",
    "-EXIF:Artist=PLANTED exif artist",
    "-EXIF:Copyright=PLANTED exif copyright",
    "-EXIF:GPSLatitude=42.8746",
    "-EXIF:GPSLatitudeRef=N",
    "-EXIF:GPSLongitude=74.5698",
    "-EXIF:GPSLongitudeRef=E",
    "-EXIF:DateTimeOriginal=2026:11:23 10:00:00",
)
_IIM = (
    "-IPTC:CodedCharacterSet=UTF8",
    "-IPTC:Caption-Abstract=PLANTED iim caption",
    "-IPTC:By-line=PLANTED iim byline",
    "-IPTC:Credit=PLANTED iim credit",
    "-IPTC:OriginatingProgram=PLANTED-PROGRAM",
)
_PLANTINGS = {
    "jpeg": (*_XMP, *_EXIF, *_IIM, "-Comment=PLANTED-COMMENT"),
    "png": (*_XMP, *_EXIF, *_IIM, "-PNG:Comment=PLANTED-COMMENT", "-PNG:Source=PLANTED-SOURCE"),
    "webp": (*_XMP, *_EXIF),
    "tiff": (*_XMP, *_EXIF, *_IIM, "-EXIF:HostComputer=PLANTED-HOST", "-EXIF:PageName=PLANTED-PAGE"),
    "gif": (*_XMP, "-Comment=PLANTED-COMMENT"),
    "heic": (*_XMP, *_EXIF),
    "avif": (*_XMP, *_EXIF),
}


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """A picture with sky, ground, a river and a bridge: gradients, edges and texture."""
    sky = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", (sky.point(lambda v: 120 + v // 3), sky.point(lambda v: 160 + v // 4), sky))
    image = Image.blend(image, Image.radial_gradient("L").resize((width, height)).convert("RGB"), 0.2)
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [(0, height), (width, height), (width, height * 2 // 3), (0, height * 3 // 4)], fill=(70, 82, 48)
    )
    draw.arc(
        [width // 4, height // 2, width * 3 // 4, height],
        180,
        360,
        fill=(40, 40, 44),
        width=max(1, width // 60),
    )
    return image


def corners(width: int = 96, height: int = 64) -> Image.Image:
    """A picture that shows how it is turned: red, green, blue and white quarters, from the top left on."""
    image = Image.new("RGB", (width, height), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, width // 2 - 1, height // 2 - 1], fill=(220, 20, 20))
    draw.rectangle([width // 2, 0, width, height // 2 - 1], fill=(20, 200, 20))
    draw.rectangle([0, height // 2, width // 2 - 1, height], fill=(20, 20, 220))
    return image


def encoded(image: Image.Image, shape: str, **options: Any) -> bytes:
    """A picture as a file of a format."""
    out = io.BytesIO()
    image.save(out, format=FORMATS[shape], **options)
    return out.getvalue()


def exif(orientation: int = 1, **words: str) -> Image.Exif:
    """EXIF with an orientation and a maker note."""
    block = Image.Exif()
    block[0x0112] = orientation
    block.get_ifd(0x8769)[0x927C] = b"PLANTED-MAKER-NOTE" * 8
    for name, value in words.items():
        block[{"description": 270, "artist": 315, "copyright": 33432}[name]] = value
    return block


def camera_file(folder: Path, shape: str) -> Path:
    """A file as a careless camera and a careless agency would leave it."""
    options: dict[str, Any] = {} if shape == "gif" else {"exif": exif().tobytes()}
    path = folder / f"camera.{shape}"
    path.write_bytes(encoded(scene(), shape, **options))
    exiftool(*_PLANTINGS[shape], "-overwrite_original", path)
    if shape in {"jpeg", "tiff", "heic"}:
        thumbnail = folder / "thumbnail.jpg"
        thumbnail.write_bytes(encoded(scene(160, 120), "jpeg", comment=b"PLANTED-IN-THUMBNAIL"))
        if shape == "jpeg":
            exiftool(f"-ThumbnailImage<={thumbnail}", "-overwrite_original", path)
    return path


def exiftool(*arguments: str | Path) -> bytes:
    """Run exiftool; what it prints. Its minor warnings are no failure."""
    assert EXIFTOOL is not None
    done = subprocess.run(
        [EXIFTOOL, "-q", "-q", "-m", *map(str, arguments)], capture_output=True, check=True, timeout=60
    )
    return done.stdout


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(image: bytes, *chunks: bytes) -> bytes:
    """A PNG with more chunks after its header."""
    return image[:33] + b"".join(chunks) + image[33:]
