"""A picture that is something else as well is refused; what cameras put behind a picture is not."""

import io
import struct
import zipfile

import pytest

from serai.desk.photos import intake
from serai.desk.photos.errors import PhotoError, PolyglotError
from tests.desk.photos import pictures


def inspect(data: bytes) -> intake.Inspected:
    return intake.inspect(data, "upload.jpg", limit_bytes=30_000_000, limit_pixels=80_000_000)


def small(shape: str) -> bytes:
    return pictures.encoded(pictures.scene(64, 48), shape)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("payload.js", "alert(1)")
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
ATTACKS = {
    "ZIP": archive(),
    "HTML": b"<html><body onload=alert(1)>",
    "script": b"\n<script>alert(document.domain)</script>",
    "SVG": b"<svg onload=alert(1)>",
    "doctype": b"<!DOCTYPE HTML>",
    "PHP": b"<?php system($_GET['c']); ?>",
    "PHAR": b"<?php __HALT_COMPILER(); ?>\r\n" + bytes(40) + b"GBMB",
    "JSP": b"<%@ page import='java.io.*' %>",
    "RAR": b"Rar!\x1a\x07\x00" + bytes(20),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(26),
    "gzip": b"\x1f\x8b\x08" + bytes(20),
    "PDF": PDF,
    "PE": b"MZ" + bytes(200),
    "ELF": b"\x7fELF" + bytes(60),
    "Java": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "large unknown": bytes(range(1, 200)) * 1000,
}


@pytest.mark.parametrize("shape", ["jpeg", "png", "gif", "webp"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_something_else_behind_the_picture_is_refused(shape: str, attack: str) -> None:
    with pytest.raises(PolyglotError, match="is a picture and also holds"):
        inspect(small(shape) + ATTACKS[attack])


@pytest.mark.parametrize("shape", ["heic", "avif", "tiff"])
@pytest.mark.parametrize("attack", ["ZIP", "HTML", "script", "PHP", "PHAR"])
def test_something_else_behind_a_picture_in_boxes_is_refused(shape: str, attack: str) -> None:
    with pytest.raises(PhotoError):
        inspect(small(shape) + ATTACKS[attack])


@pytest.mark.parametrize("attack", ["ZIP", "HTML", "script", "PHP", "PHAR", "PDF"])
def test_something_else_in_a_comment_is_refused(attack: str) -> None:
    with pytest.raises(PolyglotError):
        inspect(pictures.encoded(pictures.scene(64, 48), "jpeg", comment=ATTACKS[attack]))
    with pytest.raises(PolyglotError):
        inspect(pictures.encoded(pictures.scene(64, 48), "gif", comment=ATTACKS[attack]))


def test_a_zip_whose_directory_points_into_the_picture_is_refused() -> None:
    picture = small("png")
    moved = io.BytesIO(picture)
    moved.seek(0, io.SEEK_END)
    with zipfile.ZipFile(moved, "a") as file:
        file.writestr("payload.js", "alert(1)")

    assert zipfile.is_zipfile(io.BytesIO(moved.getvalue()))
    with pytest.raises(PolyglotError, match="ZIP"):
        inspect(moved.getvalue())


def test_a_gif_that_is_a_script_is_refused() -> None:
    data = bytearray(small("gif"))
    data[6:8] = b"/*"

    with pytest.raises(PolyglotError, match="comment sign"):
        inspect(bytes(data) + b"*/=1;alert(1)")


def test_a_jpeg_that_is_a_script_is_refused() -> None:
    data = small("jpeg")
    hidden = data[:4] + b"/*" + data[6:20] + bytes(0x2F2A - 16) + data[20:-2] + b"*/=alert(1)/*\xff\xd9"

    with pytest.raises(PolyglotError, match="comment sign"):
        inspect(hidden)


# --- what cameras and phones write ----------------------------------------------------------------------


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def film() -> bytes:
    """The outside of an MP4, as motion photos carry it."""
    return (
        box(b"ftyp", b"mp42\0\0\0\0isommp42")
        + box(b"mdat", bytes(range(256)) * 700)
        + box(b"moov", bytes(300))
    )


def samsung() -> bytes:
    """Samsung's trailer: records, their directory, its size, and SEFT."""
    record = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1669190400000"
    directory = (
        b"SEFH" + struct.pack("<II", 106, 1) + b"\0\0\x01\x0a" + struct.pack("<II", len(record), len(record))
    )
    return record + directory + struct.pack("<I", len(directory)) + b"SEFT"


HARMLESS = {
    "padding": bytes(200_000),
    "line end": b"\r\n",
    "a further picture": pictures.encoded(pictures.scene(320, 240), "jpeg"),
    "two further pictures": bytes(100) + small("jpeg") + bytes(7) + small("jpeg"),
    "a film": film(),
    "a film behind a head": b"MotionPhoto_Data" + film(),
    "a gain map and a film": small("jpeg") + film(),
    "Samsung's records": samsung(),
    "a film and Samsung's records": film() + samsung(),
}


@pytest.mark.parametrize("trailer", HARMLESS)
def test_what_a_camera_puts_behind_a_jpeg_is_taken(trailer: str) -> None:
    assert inspect(small("jpeg") + HARMLESS[trailer]).notes == ()


def test_a_little_of_something_unknown_is_taken_and_told() -> None:
    found = inspect(small("jpeg") + b"CANON OPTIONAL DATA" + bytes(range(1, 200)))

    assert found.notes == ("218 bytes of an unknown kind stand after the picture's end; they are not used.",)


def test_a_zip_behind_a_film_is_refused_all_the_same() -> None:
    with pytest.raises(PolyglotError, match="ZIP"):
        inspect(small("jpeg") + film() + archive())


def test_an_mpo_of_two_pictures_is_taken() -> None:
    out = io.BytesIO()
    pictures.scene(64, 48).save(out, "MPO", save_all=True, append_images=[pictures.scene(64, 48)])

    assert inspect(out.getvalue()).format == "jpeg"
