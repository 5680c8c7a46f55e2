"""No published file carries anything of the camera, the place, the program or the person."""

import json
from pathlib import Path
from typing import Any

import pytest

from serai.desk.photos import containers, renditions
from tests.desk.photos import pictures

STRUCTURE = {  # every tag that exiftool may find in a rendition, by its group
    "ExifTool": {"ExifToolVersion"},
    "File": {
        "FileName", "Directory", "FileSize", "FileModifyDate", "FileAccessDate", "FileInodeChangeDate",
        "FilePermissions", "FileType", "FileTypeExtension", "MIMEType", "ImageWidth", "ImageHeight",
        "EncodingProcess", "BitsPerSample", "ColorComponents", "YCbCrSubSampling",
    },
    "JFIF": {"JFIFVersion", "ResolutionUnit", "XResolution", "YResolution"},
    "RIFF": {"VP8Version", "ImageWidth", "ImageHeight", "HorizontalScale", "VerticalScale"},
    "QuickTime": {
        "MajorBrand", "MinorVersion", "CompatibleBrands", "HandlerType", "PrimaryItemReference",
        "ImageSpatialExtent", "ImagePixelDepth", "AV1ConfigurationVersion", "SeqProfile", "SeqLevelIdx0",
        "SeqTier0", "HighBitDepth", "TwelveBit", "ChromaFormat", "ChromaSamplePosition",
        "InitialDelaySamples",
        "ColorProfiles", "ColorPrimaries", "TransferCharacteristics", "MatrixCoefficients",
        "VideoFullRangeFlag", "MediaData", "MediaDataSize", "MediaDataOffset",
    },
    "Composite": {"ImageSize", "Megapixels"},
}  # fmt: skip
MUST_BE_PLANTED = {
    "jpeg": {
        "GPSLatitude",
        "SerialNumber",
        "MakerNoteUnknownText",
        "ThumbnailImage",
        "HistorySoftwareAgent",
        "Comment",
    },
    "png": {"GPSLatitude", "SerialNumber", "HistorySoftwareAgent", "Comment", "Source"},
    "webp": {"GPSLatitude", "SerialNumber", "HistorySoftwareAgent"},
    "tiff": {"GPSLatitude", "SerialNumber", "HistorySoftwareAgent", "HostComputer"},
    "gif": {"GPSLatitude", "HistorySoftwareAgent", "Comment"},
    "heic": {"GPSLatitude", "SerialNumber", "HistorySoftwareAgent"},
    "avif": {"GPSLatitude", "SerialNumber", "HistorySoftwareAgent"},
}


def tags(*paths: Path) -> list[dict[str, Any]]:
    """Everything exiftool finds, unknown and repeated tags too."""
    found: list[dict[str, Any]] = json.loads(pictures.exiftool("-j", "-G0", "-a", "-u", *paths))
    return found


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_the_planted_file_really_carries_it(
    camera_files: dict[str, bytes], tmp_path: Path, shape: str
) -> None:
    path = tmp_path / f"planted.{shape}"
    path.write_bytes(camera_files[shape])

    found = {name.rpartition(":")[2] for name in tags(path)[0]}

    assert MUST_BE_PLANTED[shape] - found == set()


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_exiftool_finds_structure_and_nothing_else(
    camera_files: dict[str, bytes], tmp_path: Path, shape: str
) -> None:
    developed = renditions.develop(camera_files[shape], tmp_path)

    found = tags(*(tmp_path / one.file for one in developed.renditions))

    assert len(found) == len(developed.renditions)
    stray = {
        name
        for file in found
        for name in file
        if name != "SourceFile" and name.partition(":")[2] not in STRUCTURE.get(name.partition(":")[0], set())
    }
    assert stray == set()


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_no_planted_word_is_left_in_any_byte(
    camera_files: dict[str, bytes], tmp_path: Path, shape: str
) -> None:
    original = camera_files[shape]
    spellings = [pictures.PLANTED.encode(code) for code in ("ascii", "utf-16-le", "utf-16-be")]
    assert any(spelling in original for spelling in spellings)

    renditions.develop(original, tmp_path)

    everything = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in everything for spelling in spellings if spelling in path.read_bytes()] == []


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_no_rendition_has_a_part_that_is_not_the_picture(
    camera_files: dict[str, bytes], tmp_path: Path, shape: str
) -> None:
    developed = renditions.develop(camera_files[shape], tmp_path)

    for one in developed.renditions:
        data = (tmp_path / one.file).read_bytes()
        structure = containers.walk(data, one.format)
        assert (structure.carried, structure.end) == (frozenset(), len(data))


def test_a_profile_that_names_its_owner_does_not_leave(tmp_path: Path) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    place = profile.index(b"desc", 128)
    start = int.from_bytes(profile[place + 4 : place + 8], "big")
    named = profile[: start + 12] + b"PLANTED!" + profile[start + 20 :]
    original = pictures.encoded(pictures.scene(), "jpeg", icc_profile=named)

    developed = renditions.develop(original, tmp_path)

    assert [b"PLANTED" in (tmp_path / one.file).read_bytes() for one in developed.renditions] == [
        False
    ] * len(developed.renditions)
