"""Numbering: which stories stand on which page of a list.

Rule: pure; counts in, spans out. A list (an edition's, a section's, an author's, a topic's, a month's) is
ordered by publication time, then key. Its pages are counted from the oldest, `size` stories each, so page
3 holds the 41st to the 60th story ever, for good, and a new story rewrites the newest page only.

An edition's numbered pages hold every story; the newest page may be part full (`partial=True`). The front
of any other list is itself the newest page: it holds what no full page holds, never fewer than `size`
stories where there are so many, never `2 * size`, and only full pages are numbered (`partial=False`).

    >>> last(45, 20, partial=True), last(45, 20, partial=False)
    (3, 1)
    >>> on_front(45, 20)
    25
"""

from typing import NamedTuple


class Span(NamedTuple):
    """A run of a list, counted from the newest: leave out `skip` stories, then take `take`."""

    skip: int
    take: int


def last(count: int, size: int, *, partial: bool) -> int:
    """The highest page number of a list of `count` stories; 0 where no page is numbered."""
    return -(-count // size) if partial else max(0, count // size - 1)


def page_of(rank: int, size: int) -> int:
    """The page of the story that has `rank` older ones."""
    return rank // size + 1


def span(count: int, size: int, page: int) -> Span:
    """Which stories page `page` holds."""
    start = (page - 1) * size
    end = min(page * size, count)
    return Span(skip=count - end, take=max(0, end - start))


def on_front(count: int, size: int) -> int:
    """How many of the newest stories stand on the front of a list that numbers full pages only."""
    return count - size * last(count, size, partial=False)
