"""The fields arrive, in every format and script, whatever shape they were left in."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.desk.photos import iim, metadata, xmp
from serai.desk.photos.metadata import PhotoMetadata
from tests.desk.photos import pictures

needs_exiftool = pytest.mark.skipif(
    pictures.EXIFTOOL is None, reason="there is no exiftool: apt-get install libimage-exiftool-perl"
)


def written(tmp_path: Path, shape: str, *arguments: str) -> bytes:
    """A picture with tags that exiftool wrote."""
    path = tmp_path / f"tagged.{shape}"
    path.write_bytes(pictures.encoded(pictures.scene(64, 48), shape))
    pictures.exiftool(*arguments, "-overwrite_original", path)
    return path.read_bytes()


@pytest.mark.parametrize("shape", pictures.FORMATS)
def test_every_field_arrives_in_every_script(camera_files: dict[str, bytes], shape: str) -> None:
    assert metadata.read(camera_files[shape]) == PhotoMetadata(
        caption=pictures.CAPTION,
        headline=pictures.HEADLINE,
        creator=pictures.CREATOR,
        credit=pictures.CREDIT,
        copyright=pictures.COPYRIGHT,
        alt=pictures.ALT,
        digital_source_type=pictures.SOURCE_TYPE,
    )


@needs_exiftool
def test_xmp_wins_over_iim_and_iim_over_exif(tmp_path: Path) -> None:
    exif = ("-EXIF:ImageDescription=exif", "-EXIF:Artist=exif", "-EXIF:Copyright=exif")
    older = ("-IPTC:CodedCharacterSet=UTF8", "-IPTC:Caption-Abstract=iim", "-IPTC:By-line=iim")

    found = metadata.read(written(tmp_path, "jpeg", *exif, *older, "-XMP-dc:Description=xmp"))

    assert found == PhotoMetadata(caption="xmp", creator="iim", copyright="exif")


@needs_exiftool
@pytest.mark.parametrize("shape", ["jpeg", "tiff"])
def test_iim_is_read_from_every_format_that_has_it(tmp_path: Path, shape: str) -> None:
    found = metadata.read(
        written(
            tmp_path,
            shape,
            "-IPTC:CodedCharacterSet=UTF8",
            "-IPTC:Caption-Abstract=Мост",
            "-IPTC:By-line=Айгуль",
            "-IPTC:By-line=Omar",
            "-IPTC:Credit=Агентство",
            "-IPTC:Headline=Заголовок",
            "-IPTC:CopyrightNotice=©",
        )
    )

    assert found == PhotoMetadata(
        caption="Мост", creator="Айгуль, Omar", credit="Агентство", headline="Заголовок", copyright="©"
    )


@needs_exiftool
@pytest.mark.parametrize("shape", ["jpeg", "png", "webp", "tiff", "heic", "avif"])
def test_exif_is_the_last_resort(tmp_path: Path, shape: str) -> None:
    found = metadata.read(
        written(tmp_path, shape, "-EXIF:ImageDescription=Bridge", "-EXIF:Artist=A; B", "-EXIF:Copyright=C")
    )

    assert found == PhotoMetadata(caption="Bridge", creator="A, B", copyright="C")


@needs_exiftool
@pytest.mark.parametrize(
    "words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "Exif_JPEG_PICTURE", "DCIM/100MEDIA"]
)
def test_what_a_camera_writes_by_itself_is_no_caption(tmp_path: Path, words: str) -> None:
    assert metadata.read(written(tmp_path, "jpeg", f"-EXIF:ImageDescription={words}")).caption == ""


def test_a_pngs_own_keywords_are_read() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Description", "Bridge over the Chu")
    info.add_itxt("Title", "Мост")
    info.add_text("Author", "Omar", zip=True)

    found = metadata.read(pictures.encoded(pictures.scene(64, 48), "png", pnginfo=info))

    assert found == PhotoMetadata(caption="Bridge over the Chu", headline="Мост", creator="Omar")


# --- XMP ------------------------------------------------------------------------------------------------

NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
)


def packet(inside: str, attributes: str = "") -> bytes:
    return (
        f'<?xpacket begin="\ufeff" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {NAMESPACES}>'
        f"<rdf:Description {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (packet("", 'photoshop:Credit="AP"'), {"credit": ("AP",)}),
        (packet("<photoshop:Credit>AP</photoshop:Credit>"), {"credit": ("AP",)}),
        (
            packet(
                '<dc:description><rdf:Alt><rdf:li xml:lang="fa">پل</rdf:li>'
                '<rdf:li xml:lang="x-default">Bridge</rdf:li></rdf:Alt></dc:description>'
            ),
            {"caption": ("Bridge",)},
        ),
        (
            packet('<dc:rights><rdf:Alt><rdf:li xml:lang="fa">پل</rdf:li></rdf:Alt></dc:rights>'),
            {"copyright": ("پل",)},
        ),
        (
            packet(
                "<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li> </rdf:li>"
                "<rdf:li>B</rdf:li></rdf:Seq></dc:creator>"
            ),
            {"creator": ("A", "B")},
        ),
        (packet("<dc:creator><rdf:Bag><rdf:li>A</rdf:li></rdf:Bag></dc:creator>"), {"creator": ("A",)}),
        (packet("<dc:description><rdf:Alt/></dc:description>"), {}),
        (packet("<dc:title>not kept</dc:title>"), {}),
        (packet("<photoshop:Credit>AP</photoshop:Credit>") + bytes(4000), {"credit": ("AP",)}),
    ],
)
def test_xmp_is_read_however_it_is_spelled(data: bytes, fields: dict[str, Any]) -> None:
    assert xmp.read(data) == fields


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    "data",
    [
        ENTITIES,
        OUTSIDE,
        b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'><x/>",
        b"<x",
        b"",
        b"\xff\xfe\0",
        b'<?xml version="1.0" encoding="no-such-code"?><x/>',
        b"<x>" + b" " * xmp.PACKET_LIMIT + b"</x>",
    ],
)
def test_xmp_that_attacks_or_is_damaged_is_noted_and_the_rest_is_read(data: bytes) -> None:
    picture = pictures.encoded(
        pictures.scene(64, 48), "webp", xmp=data, exif=pictures.exif(description="Bridge").tobytes()
    )

    found = metadata.read(picture)

    assert found.caption == "Bridge"
    assert len(found.notes) == (1 if data else 0)


# --- IPTC-IIM -------------------------------------------------------------------------------------------


def dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Мост через реку Чу".encode(), "Мост через реку Чу"),
        ("Мост через реку Чу".encode("cp1251"), "Мост через реку Чу"),
        ("Фото: А. Иванова, Бишкек, 2026".encode("cp1251"), "Фото: А. Иванова, Бишкек, 2026"),
        ("Café à Namur, l’été".encode("cp1252"), "Café à Namur, l’été"),
        ("Zürich, Größe, Straße".encode("latin-1"), "Zürich, Größe, Straße"),
        ("© Reuters".encode("latin-1"), "© Reuters"),
        ("پل".encode(), "پل"),
        (b"plain", "plain"),
    ],
)
def test_text_without_a_declared_character_set_is_read_as_what_it_looks_like(
    value: bytes, words: str
) -> None:
    assert iim.read(dataset(2, 120, value)) == {"caption": (words,)}


def test_declared_utf8_is_believed_and_damage_in_it_is_shown() -> None:
    block = dataset(1, 90, b"\x1b%G") + dataset(2, 120, "Мост".encode() + b"\xff")

    assert iim.read(block) == {"caption": ("Мост\ufffd",)}


def test_a_long_dataset_is_read() -> None:
    words = b"w" * 40_000
    block = b"\x1c\x02\x78\x80\x04" + len(words).to_bytes(4, "big") + words

    assert iim.read(block) == {"caption": (words.decode(),)}


@given(st.binary(max_size=400))
def test_no_bytes_make_iim_fail(data: bytes) -> None:
    iim.read(data)
    iim.read(b"\x1c\x02\x78" + data)


# --- what comes out -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("  a\x00b\x07 c\u202edd  ", "ab cdd"),
        ("one\r\ntwo\rthree\n\n\n\nfour", "one\ntwo\nthree\n\nfour"),
        ("<p>A <b>bridge</b></p><script>alert(1)</script>!", "A bridge!"),
        ("<scr<script>ipt>alert(1)", "<scr"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("Tom <tom@example.org>", "Tom <tom@example.org>"),
        ("می\u200cشود", "می\u200cشود"),
        ("<!-- x -->y<style>z", "y"),
        ("x" * 40, "x" * 29 + "…"),
    ],
)
def test_words_are_cleaned(value: str, words: str) -> None:
    assert metadata.clean(value, 30) == words


@given(st.text(max_size=300))
def test_cleaned_words_are_short_printable_and_stay_as_they_are(value: str) -> None:
    once = metadata.clean(value, 100)

    assert len(once) <= 100
    assert not any(character < " " and character != "\n" for character in once)
    once.encode("utf-8")


@needs_exiftool
def test_a_digital_source_type_that_is_no_iptc_code_is_left_out_and_told(tmp_path: Path) -> None:
    found = metadata.read(written(tmp_path, "jpeg", "-XMP-iptcExt:DigitalSourceType=https://example.org/x"))

    assert found == PhotoMetadata(
        notes=("The digital source type is not an IPTC code and was left out: https://example.org/x",)
    )


@pytest.mark.parametrize("data", [b"", b"nothing", b"\xff\xd8\xff", b"GIF89a", b"<svg/>"])
def test_what_is_no_picture_gives_empty_fields_and_a_reason(data: bytes) -> None:
    found = metadata.read(data)

    assert found == PhotoMetadata(notes=found.notes)
    assert len(found.notes) == 1
