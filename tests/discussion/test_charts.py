"""The small charts: pure SVG that a browser and a screen reader can read, whatever the numbers and words."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.charts import HEIGHT, WIDTH, Bar, Line, bars, lines

NUMBER = st.floats(0, 1e9, allow_nan=False)
SHARE = st.floats(0, 1, allow_nan=False)
NAME = "{http://www.w3.org/2000/svg}"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@given(data=st.lists(st.tuples(WORDS, NUMBER, NUMBER), min_size=1, max_size=40), name=WORDS)
def test_every_bar_stands_inside_the_drawing(data: list[tuple[str, float, float]], name: str) -> None:
    svg = drawn(
        bars(name=name, data=[Bar(label=word, values=(a, b)) for word, a, b in data], kinds=("x", "y"))
    )
    for rect in svg.iter(f"{NAME}rect"):
        x, y, width, height = (float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= -0.1
        assert x + width <= WIDTH + 0.1
        assert y + height <= HEIGHT + 0.1
    assert (svg.attrib["role"], svg.attrib["aria-label"], svg[0].text or "") == ("img", name, name)


@given(points=st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=20), mark=SHARE)
def test_every_point_of_a_line_stands_inside_the_drawing(
    points: list[tuple[float, float]], mark: float
) -> None:
    svg = drawn(lines(name="Precision", data=[Line(kind="first", points=tuple(points))], mark=mark))
    (line,) = svg.iter(f"{NAME}polyline")
    for pair in line.attrib["points"].split():
        x, y = (float(part) for part in pair.split(","))
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_the_highest_bar_is_as_high_as_its_share_of_the_scale() -> None:
    svg = bars(name="n", data=[Bar(label="a", values=(10.0,)), Bar(label="b", values=(5.0,))], kinds=("x",))
    high, half = (float(height) for height in re.findall(r'height="([\d.]+)" class="talk-fill', svg))
    assert high == pytest.approx(2 * half, abs=0.2)
    assert re.findall(r">(\d+)</text>", svg)[:3] == ["0", "5", "10"]


def test_a_million_is_written_out() -> None:
    svg = bars(name="n", data=[Bar(label="a", values=(1.2e6,))], kinds=("x",))
    assert re.findall(r">([^<]+)</text>", svg)[:3] == ["0", "1000000", "2000000"]


def test_every_second_word_below_may_be_left_out_where_there_is_no_room() -> None:
    svg = bars(name="n", data=[Bar(label=word, values=(1.0,)) for word in "abc"], kinds=("x",))
    assert re.findall(r'class="talk-axis([^"]*)"[^>]*>([abc])<', svg) == [
        ("", "a"),
        (" talk-axis--second", "b"),
        ("", "c"),
    ]


def test_words_are_escaped() -> None:
    svg = bars(name="<script>", data=[Bar(label='"><b>', values=(1.0,))], kinds=("x",))
    assert "<script>" not in svg
    assert "<b>" not in svg


def test_no_data_is_no_chart() -> None:
    assert (bars(name="n", data=[], kinds=()), lines(name="n", data=[Line(kind="first", points=())])) == (
        "",
        "",
    )
