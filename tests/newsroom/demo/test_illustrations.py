"""The demo's illustrations: the same every time, and none of them empty."""

import io

import pytest
from PIL import Image

from serai.newsroom.demo import content, illustrations
from serai.newsroom.demo.illustrations.paper import INKS, LANDSCAPE, Sheet, Tone

NAMES = sorted(illustrations.DRAWINGS)


def test_every_picture_that_is_described_is_drawn_and_none_besides() -> None:
    assert set(illustrations.DRAWINGS) == set(content.pictures())


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_large_and_printed_in_many_inks(name: str) -> None:
    image = illustrations.DRAWINGS[name]()
    assert min(image.size) >= 1067
    assert max(image.size) / min(image.size) < 1.51
    few = image.resize((80, 80)).quantize(16).getcolors()
    assert few is not None
    assert sum(count > 80 * 80 / 100 for count, _ in few) >= 6


@pytest.mark.parametrize("name", ["reservoir", "kites", "books", "nigora"])
def test_a_picture_is_the_same_every_time(name: str) -> None:
    first, second = illustrations.jpeg(name), illustrations.jpeg(name)
    assert first == second
    assert Image.open(io.BytesIO(first)).format == "JPEG"


def test_a_stranger_is_refused() -> None:
    with pytest.raises(KeyError):
        illustrations.jpeg("no such picture")


def test_a_layer_keeps_to_its_mask() -> None:
    sheet = Sheet("mask", LANDSCAPE)
    with sheet.layer("brick", dry=False) as window:
        window.box(100, 100, 200, 200)
    with sheet.layer("lake", dry=False, within=window.mask) as pen:
        pen.box(0, 0, 1600, 1067)
    assert sheet.image.getpixel((150, 150)) == INKS["lake"]
    assert sheet.image.getpixel((50, 50)) == INKS["paper"]


def test_a_layer_without_ink_changes_nothing() -> None:
    sheet = Sheet("empty", LANDSCAPE)
    before = sheet.image.tobytes()
    with sheet.layer("brick", lift=20, tone=Tone(ink="night")) as pen:
        pen.box(5000, 5000, 6000, 6000)
    assert sheet.image.tobytes() == before


def test_what_is_cut_away_shows_what_lies_below() -> None:
    sheet = Sheet("hole", LANDSCAPE)
    with sheet.layer("night", dry=False) as pen:
        pen.disc(800, 500, 300)
        pen.disc(800, 500, 100, out=True)
    assert sheet.image.getpixel((800, 500)) == INKS["paper"]
    assert sheet.image.getpixel((800, 300)) == INKS["night"]
