"""Where a list is cut: by what it holds now, and by nothing that came or went before."""

import random
from itertools import islice, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from serai.press import pagination
from serai.press.pagination import Row

SMALLEST_LISTS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 60).map(str)), max_size=70, unique_by=lambda spot: spot[1]
)
widths = st.integers(1, 4)


def rows_of(spots: list[tuple[int, str]]) -> list[Row]:
    """A list's rows in its order."""
    return [(time, key, pagination.lot("en", "section", "city", key)) for time, key in sorted(spots)]


def pages_of(rows: list[Row], wide: int) -> dict[int, tuple[list[str], int, int]]:
    """By lot, the front's being 0: a page's stories, and the lots of the older and newer page."""
    found, since = [], 0
    for end in pagination.ends(rows, wide):
        place = rows.index(end) + 1
        found.append((end[2], [key for _, key, _ in rows[since:place]]))
        since = place
    found.append((0, [key for _, key, _ in rows[since:]]))
    lots = [-1, *(lot for lot, _ in found), -1]
    return {lot: (keys, lots[place], lots[place + 2]) for place, (lot, keys) in enumerate(found)}


def naive(rows: list[Row], wide: int) -> list[Row]:
    """The rule as it is said: the smallest lot of so many on either side, who must be there."""
    middle = range(wide, len(rows) - wide)
    around = {place: rows[place - wide : place + wide + 1] for place in middle}
    return [rows[place] for place in middle if rows[place] == min(around[place], key=lambda row: row[2])]


@given(SMALLEST_LISTS, widths)
def test_a_story_ends_a_page_where_its_lot_is_the_smallest_around(
    spots: list[tuple[int, str]], wide: int
) -> None:
    rows = rows_of(spots)
    assert list(pagination.ends(rows, wide)) == naive(rows, wide)


@given(SMALLEST_LISTS, widths)
def test_every_story_is_on_one_page_or_the_front_in_order(spots: list[tuple[int, str]], wide: int) -> None:
    rows = rows_of(spots)
    pages = pages_of(rows, wide)
    assert [key for keys, _, _ in pages.values() for key in keys] == [key for _, key, _ in rows]
    sizes = [len(keys) for lot, (keys, _, _) in pages.items() if lot]
    assert [size for size in sizes if size <= wide] == []
    assert len(pages[0][0]) >= min(wide, len(rows))


@settings(max_examples=300)
@given(SMALLEST_LISTS, st.tuples(st.integers(0, 12), st.just("new")), widths)
def test_a_story_that_comes_or_goes_alters_few_pages(
    spots: list[tuple[int, str]], new: tuple[int, str], wide: int
) -> None:
    before, after = (pages_of(rows_of(some), wide) for some in (spots, [*spots, new]))
    altered = {lot for lot in before.keys() | after.keys() if before.get(lot) != after.get(lot)}
    assert len(altered) <= pagination.MOST_TOUCHED


def test_pages_are_about_as_large_as_is_asked_for_and_never_very_large() -> None:
    dice = random.Random(11)
    wide = pagination.width(20)
    rows = [(place, str(place), dice.randrange(1, 1 << 63)) for place in range(40_000)]
    ends = [row[0] for row in pagination.ends(rows, wide)]
    sizes = [last - first for first, last in pairwise(ends)]
    assert (min(sizes), 20 <= sum(sizes) / len(sizes) <= 22, max(sizes) <= 9 * wide) == (wide + 1, True, True)


def test_ends_are_found_while_rows_come() -> None:
    endless = ((place, str(place), (place * 7919) % 10_007 + 1) for place in range(10**12))
    assert [row[0] for row in islice(pagination.ends(endless, 5), 3)] == [19, 43, 67]


def test_lots_and_marks_stay_what_they_are() -> None:
    drawn = pagination.lot("en", "section", "city", "s1")
    assert (drawn, pagination.mark(drawn), pagination.mark(7)) == (
        8531350974468149422,
        "829f5b50ae",
        "0000000007",
    )
