"""Saved pages of invented sites, in English, Russian and Persian, each against all that must come out of it.

The expectation beside each page (`water.txt.json`) was read line by line against the page; it holds the
story, the comments and the whole receipt.
"""

from pathlib import Path

import msgspec
import pytest

from serai.wire.saved import parse
from serai.wire.saved.records import Rescued

FOLDER = Path(__file__).parents[1] / "fixtures"
PAGES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})


@pytest.mark.parametrize("name", PAGES)
def test_every_part_of_the_page_is_in_its_place(name: str) -> None:
    page = parse.read((FOLDER / name).read_bytes(), name=name, limit_bytes=5_000_000)
    expected = msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=Rescued)
    assert page == expected


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith(".txt")])
def test_the_receipt_is_the_text_line_by_line(name: str) -> None:
    page = parse.read((FOLDER / name).read_bytes(), name=name, limit_bytes=5_000_000)
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    assert [(line.number, line.text) for line in page.receipt.lines] == list(enumerate(lines, start=1))
