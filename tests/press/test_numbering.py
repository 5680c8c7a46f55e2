"""Which stories stand on which page."""

from hypothesis import given
from hypothesis import strategies as st

from serai.press import numbering

sizes = st.integers(1, 7)
counts = st.integers(0, 60)


def on_page(count: int, size: int, page: int) -> list[int]:
    """The stories of a page by their rank from the oldest, newest first."""
    span = numbering.span(count, size, page)
    newest_first = list(range(count))[::-1]
    return newest_first[span.skip : span.skip + span.take]


@given(counts, sizes)
def test_an_editions_numbered_pages_hold_every_story_once(count: int, size: int) -> None:
    numbers = range(numbering.last(count, size, partial=True), 0, -1)
    assert [rank for number in numbers for rank in on_page(count, size, number)] == list(range(count))[::-1]


@given(counts, sizes)
def test_a_lists_front_and_its_full_pages_hold_every_story_once(count: int, size: int) -> None:
    numbers = range(numbering.last(count, size, partial=False), 0, -1)
    front = list(range(count))[::-1][: numbering.on_front(count, size)]
    pages = [on_page(count, size, number) for number in numbers]
    assert front + [rank for page in pages for rank in page] == list(range(count))[::-1]
    assert {len(page) for page in pages} <= {size}
    assert min(count, size) <= len(front) < 2 * size


@given(counts, sizes, st.integers(1, 9))
def test_a_full_page_never_changes_its_stories(count: int, size: int, more: int) -> None:
    for page in range(1, numbering.last(count, size, partial=False) + 1):
        assert on_page(count, size, page) == on_page(count + more, size, page)


@given(counts, sizes)
def test_a_story_is_on_the_page_that_its_rank_says(count: int, size: int) -> None:
    for rank in range(count):
        assert rank in on_page(count, size, numbering.page_of(rank, size))
