"""Whatever is done to a file's bytes, it is taken, or refused with a PhotoError; nothing else happens."""

import os
import random
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.desk.photos import intake, metadata, renditions
from serai.desk.photos.errors import PhotoError
from tests.desk.photos import pictures

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # Pillow warns of what is refused later

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="AP"/>'
    b"</rdf:RDF></x:xmpmeta>"
)
KINDS = (*pictures.FORMATS, "progressive", "lzw", "deflate", "lossless")


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> object:
    """libtiff tells the process's standard error about every damaged file; nobody reads it here."""
    saved, silent = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    yield
    os.dup2(saved, 2)
    os.close(saved)
    os.close(silent)


@cache
def valid(kind: str) -> bytes:
    """A small file of each kind, with metadata where the format has them."""
    image = pictures.scene(64, 48)
    exif = pictures.exif(6, description="Мост", artist="A").tobytes()
    match kind:
        case "gif":
            return pictures.encoded(image, "gif", comment=b"comment")
        case "progressive":
            return pictures.encoded(image, "jpeg", progressive=True, exif=exif, comment=b"comment")
        case "lzw" | "deflate":
            name = {"lzw": "tiff_lzw", "deflate": "tiff_adobe_deflate"}[kind]
            return pictures.encoded(image, "tiff", compression=name)
        case "lossless":
            return pictures.encoded(image.convert("RGBA"), "webp", lossless=True, exif=exif, xmp=XMP)
        case "webp" | "avif" | "heic" | "jpeg":
            return pictures.encoded(image, kind, exif=exif, xmp=XMP)
        case _:
            return pictures.encoded(image, kind, exif=exif)


def goes_through(data: bytes) -> None:
    """Every door that takes bytes from outside."""
    metadata.read(data)
    try:
        intake.inspect(data, "hostile", limit_bytes=1_000_000, limit_pixels=1_000_000)
    except PhotoError:
        return
    with tempfile.TemporaryDirectory() as pool:
        assert renditions.develop(data, Path(pool)).renditions


@pytest.mark.parametrize("kind", KINDS)
def test_cut_at_any_length(kind: str) -> None:
    whole = valid(kind)
    lengths = {*range(0, 64), *random.Random(1).sample(range(len(whole)), min(len(whole), 60))}
    for length in sorted(lengths):
        data = whole[:length]
        metadata.read(data)
        with pytest.raises(PhotoError):
            intake.inspect(data, "cut", limit_bytes=1_000_000, limit_pixels=1_000_000)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_bytes_changed(kind: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(valid(kind))
    for place, value in changes:
        data[place % len(data)] = value
    goes_through(bytes(data))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.integers(0, 400), piece=st.binary(min_size=1, max_size=40), removed=st.integers(0, 60))
def test_a_piece_of_the_head_replaced(kind: str, start: int, piece: bytes, removed: int) -> None:
    data = valid(kind)
    goes_through(data[:start] + piece + data[start + removed :])


@settings(max_examples=60, deadline=None)
@given(head=st.sampled_from(KINDS), size=st.integers(0, 40), noise=st.binary(max_size=600))
def test_noise_behind_a_true_head(head: str, size: int, noise: bytes) -> None:
    goes_through(valid(head)[:size] + noise)
