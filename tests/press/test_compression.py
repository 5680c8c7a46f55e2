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


def test_what_is_small_is_left() -> None:
    assert variants("a.html", b"a" * SMALLEST) == {}
