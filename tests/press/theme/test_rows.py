"""The rows of a front: no line of them ends in a hole, and none stands out of its order."""

from hypothesis import given
from hypothesis import strategies as st

from serai.press.theme.rows import COLUMNS, columns, laid
from serai.press.views import Link, Row
from tests.press.theme import samples, words_en

COUNTS = st.lists(st.integers(min_value=1, max_value=12), max_size=12)


@given(COUNTS)
def test_every_line_is_full_and_every_row_has_a_column_for_each_of_its_stories(counts: list[int]) -> None:
    widths = columns(counts)

    assert len(widths) == len(counts)
    assert all(width >= min(count, COLUMNS) for width, count in zip(widths, counts, strict=True))
    assert _lines(widths) == [COLUMNS] * len(_lines(widths))


def test_a_section_that_stands_alone_takes_the_whole_line_and_three_beside_one_fill_it() -> None:
    assert columns([]) == []
    assert columns([1]) == [4]
    assert columns([3, 1]) == [3, 1]
    assert columns([1, 1, 3, 2, 9]) == [2, 2, 4, 4, 4]


def test_a_story_with_two_columns_or_four_has_its_words_beside_its_photo() -> None:
    places = [
        (place.columns, place.lying, round(place.photo_columns, 2))
        for place in laid([_row(1), _row(1), _row(0), _row(3), _row(1), _row(9), _row(2), _row(1)])
    ]
    assert places == [
        (2, True, 1),
        (2, True, 1),
        (3, False, 1),
        (1, False, 1),
        (4, False, 1),
        (2, False, 1),
        (2, True, 1),
    ]
    assert [(place.lying, round(place.photo_columns, 2)) for place in laid([_row(3)])] == [(False, 1.33)]
    assert [(place.lying, round(place.photo_columns, 2)) for place in laid([_row(1)])] == [(True, 1.33)]


def _row(stories: int) -> Row:
    one = samples.teasers(words_en.ENGLISH)[0]
    return Row(section=Link(text="News", address="/en/news/"), teasers=(one,) * stories)


def _lines(widths: list[int]) -> list[int]:
    """The columns that are taken in each line, as a browser's grid places rows of these widths."""
    lines: list[int] = []
    for width in widths:
        if not lines or lines[-1] + width > COLUMNS:
            lines.append(0)
        lines[-1] += width
    return lines
