"""Metadata: what a picture says of itself, for the fields an editor fills.

Rule: pure, and never raises on a picture's account: what can be read is given, and what cannot is told in
`notes`. Read are seven fields and nothing else. XMP is believed before IPTC-IIM, and IIM before EXIF and a
PNG's own keywords (the order of the Metadata Working Group). What comes out is plain text: no control
characters, no markup, no longer than the field.
"""

import re
from dataclasses import dataclass

from serai.desk.photos import iim, xmp
from serai.desk.photos.containers import Structure, ifd, sniff, walk
from serai.desk.photos.errors import PhotoError

LIMITS = {  # characters
    "caption": 4000,
    "headline": 300,
    "creator": 300,
    "credit": 300,
    "copyright": 300,
    "alt": 1000,
    "digital_source_type": 200,
}

_EXIF = {ifd.IMAGE_DESCRIPTION: "caption", ifd.ARTIST: "creator", ifd.COPYRIGHT: "copyright"}
_PNG = {"Description": "caption", "Title": "headline", "Author": "creator", "Copyright": "copyright"}
_SOURCE_TYPE = re.compile(r"https?://cv\.iptc\.org/newscodes/digitalsourcetype/[A-Za-z]+/?")
_TAG = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|$)|</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--.*?(?:-->|$)", re.I | re.S
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BY_CAMERA = re.compile(
    r"(?i)[a-z ]*digital (?:still )?camera|sony dsc|samsung|exif_jpeg_picture|default|untitled|dcim\S*|"
    r"charset=\S*|binary comment|created with gimp|screenshot|picture"
)


@dataclass(frozen=True, kw_only=True)
class PhotoMetadata:
    """The fields, each empty where the picture says nothing; several creators stand in one line."""

    caption: str = ""
    headline: str = ""
    creator: str = ""
    credit: str = ""
    copyright: str = ""
    alt: str = ""
    digital_source_type: str = ""  # an IPTC NewsCode, "http://cv.iptc.org/newscodes/digitalsourcetype/…"
    notes: tuple[str, ...] = ()


def read(data: bytes) -> PhotoMetadata:
    """Read a picture's fields; where nothing can be read, all are empty and `notes` says why."""
    shape = sniff(data)
    if shape is None:
        return PhotoMetadata(notes=("No caption or credit was read: this is not a picture.",))
    try:
        structure = walk(data, shape)
    except PhotoError as error:
        return PhotoMetadata(notes=(f"No caption or credit was read: {error}",))
    notes = list(structure.notes)
    found: dict[str, str] = {}
    for source in (_from_xmp, _from_iim, _from_exif, _from_texts):
        for name, value in source(structure, notes).items():
            cleaned = clean(value, LIMITS[name])
            if cleaned and name == "digital_source_type" and not _SOURCE_TYPE.fullmatch(cleaned):
                notes.append(f"The digital source type is not an IPTC code and was left out: {cleaned}")
            elif cleaned:
                found.setdefault(name, cleaned)
    return PhotoMetadata(**found, notes=tuple(notes))


def clean(value: str, limit: int) -> str:
    """Plain text of at most `limit` characters.

    >>> clean("  A <b>bridge</b>\\x00 over\\r\\nthe Chu ", 100)
    'A bridge over\\nthe Chu'
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    value = _CONTROL.sub("", _TAG.sub("", _CONTROL.sub("", value)))
    lines = (" ".join(line.split()) for line in value.split("\n"))
    value = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"


def _from_xmp(structure: Structure, notes: list[str]) -> dict[str, str]:
    if not structure.xmp:
        return {}
    try:
        fields = xmp.read(structure.xmp)
    except ValueError as error:
        notes.append(f"The XMP could not be read: {error}.")
        return {}
    return {name: ", ".join(values) for name, values in fields.items()}


def _from_iim(structure: Structure, notes: list[str]) -> dict[str, str]:
    if not structure.iim:
        return {}
    if not structure.iim.startswith(b"\x1c"):
        notes.append("The IPTC data could not be read: they do not begin with a dataset.")
    return {name: ", ".join(values) for name, values in iim.read(structure.iim).items()}


def _from_exif(structure: Structure, notes: list[str]) -> dict[str, str]:
    if not structure.exif:
        return {}
    try:
        directory = ifd.read(structure.exif)
    except ValueError as error:
        notes.append(f"The EXIF could not be read: {error}.")
        return {}
    fields = {name: iim.words(directory.value(tag).rstrip(b"\0 ")) for tag, name in _EXIF.items()}
    if _BY_CAMERA.fullmatch(fields["caption"].strip()):
        fields["caption"] = ""
    fields["creator"] = ", ".join(part.strip() for part in fields["creator"].split(";") if part.strip())
    # EXIF keeps the photographer's and the editor's notice apart by a zero byte.
    fields["copyright"] = ", ".join(part.strip() for part in fields["copyright"].split("\0") if part.strip())
    return fields


def _from_texts(structure: Structure, notes: list[str]) -> dict[str, str]:
    return {_PNG[keyword]: text for keyword, text in structure.texts if keyword in _PNG}
