"""Variants beside files: the same bytes back, smaller, and the same each time."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.press.compression import SMALLEST, variants


@given(st.binary(max_size=3000), st.sampled_from(["a.html", "a.xml", "a.json", "a.svg", "a.css"]))
def test_what_is_kept_is_smaller_and_says_the_same(data: bytes, path: str) -> None:
    made = variants(path, data * 3)
    unpack = {".gz": gzip.decompress, ".br": brotli.decompress}
    assert [unpack[ending](packed) for ending, packed in made.items()] == [data * 3] * len(made)
    assert all(len(packed) < len(data * 3) for packed in made.values())
    assert made == variants(path, data * 3)


def test_no_time_stands_in_the_gzip_header() -> None:
    assert variants("a.html", b"word " * 100)[".gz"][4:8] == bytes(4)


@pytest.mark.parametrize("path", ["a.avif", "a.jpg", "a.webp", "a.woff2", "a"])
def test_what_is_compressed_already_is_left(path: str) -> None:
    assert variants(path, b"word " * 100) == {}


@pytest.mark.parametrize(
    ("path", "endings"),
    [
        ("a.html", [".br", ".gz"]),
        ("a.css", [".br", ".gz"]),
        ("a.js", [".br", ".gz"]),
        ("a.svg", [".br", ".gz"]),
        ("a.xml", [".gz"]),
        ("a.json", [".gz"]),
        ("a.txt", [".gz"]),
    ],
)
def test_pages_have_both_and_what_programs_read_has_gzip(path: str, endings: list[str]) -> None:
    assert sorted(variants(path, b"word " * 100)) == endings


def test_what_is_small_is_left() -> None:
    assert variants("a.html", b"a" * SMALLEST) == {}
