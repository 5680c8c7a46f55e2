"""Variants beside files: the same bytes back, smaller, and the same each time."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.press import compression
from serai.press.changes import Put
from serai.press.compression import SMALLEST, variants
from tests.press import casting
from tests.press.sites import Works, differing


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
        ("en/index.html", [".br", ".gz"]),
        ("en/2026/11/06/story/index.html", [".br", ".gz"]),
        ("en/authors/archive/index.html", [".br", ".gz"]),
        ("404.html", [".gz"]),
        ("en/404.html", [".gz"]),
        ("en/archive/index.html", [".gz"]),
        ("en/2026/11/index.html", [".gz"]),
        ("en/feed.xml", [".gz"]),
        ("a.txt", [".gz"]),
        ("en/sections/city/feed.xml", []),
        ("en/2026/11/06/story/comments/feed.xml", []),
        ("en/rss.xml", []),
        ("en/feed.json", []),
        ("en/2026/11/06/story/plate.json", []),
        ("en/2026/11/06/story/thread.json", []),
        ("en/2026/11/06/story/ninjs.json", []),
        ("en/front.json", []),
        ("sitemaps/en/2026-11.xml", []),
        ("fediverse/en/outbox.json", []),
    ],
)
def test_pages_have_both_those_opened_seldom_and_atom_have_gzip(path: str, endings: list[str]) -> None:
    assert sorted(variants(path, b"word " * 100)) == endings


def test_what_is_small_is_left() -> None:
    assert variants("a.html", b"a" * SMALLEST) == {}


def test_variants_of_earlier_rules_go_with_the_next_bake(
    desk: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [Put(casting.edition()), Put(casting.story(1, deck="word " * 100))]
    with monkeypatch.context() as earlier:
        earlier.setattr(compression, "RULES", 1)
        earlier.setattr(compression, "_PAGES", frozenset({".html", ".json"}))
        earlier.setattr("serai.press.bake._WITH_VARIANTS", {True: "yes", False: "no"})
        desk.press().bake(told)
    plate = desk.site / casting.story(1).address.strip("/") / "plate.json.gz"
    assert plate.is_file()
    desk.press().bake(())
    fresh = desk.beside("fresh")
    fresh.press().bake(told)
    assert not plate.exists()
    assert differing(desk, fresh) == []
