"""How the rows of sections lie on a front, where a screen has room for several stories side by side.

Rule: pure. Sections keep their order and stand as many to a line as fit, a column for each story. No line
ends in a hole: what it has left goes to its narrowest sections, a column at a time.

    >>> columns([1, 1, 2, 3, 1, 1])
    [1, 1, 2, 3, 1, 4]
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from serai.press.views import Row

COLUMNS: Final = 4  # of a front at its widest; front.css says the same
_BESIDE_WORDS: Final = {2.0: 1.0, 4.0: 4 / 3}  # by a story's columns: those of its photo; front.css likewise


class Laid(NamedTuple):
    """A row and its place."""

    row: Row
    columns: int  # of the front's that it takes
    lying: bool  # a story has two or four: its words stand beside its photo
    photo_columns: float  # how wide a photo is


def laid(rows: Iterable[Row]) -> list[Laid]:
    """The rows that have stories, each with its place."""
    shown = [row for row in rows if row.teasers]
    found = []
    for row, width in zip(shown, columns(len(row.teasers) for row in shown), strict=True):
        each = width / min(len(row.teasers), COLUMNS)
        found.append(Laid(row, width, each in _BESIDE_WORDS, _BESIDE_WORDS.get(each, each)))
    return found


def columns(stories: Iterable[int]) -> list[int]:
    """For each row, by the number of its stories (1 or more): how many of the front's columns it takes."""
    lines: list[list[int]] = []
    for count in stories:
        width = min(count, COLUMNS)
        if not lines or sum(lines[-1]) + width > COLUMNS:
            lines.append([])
        lines[-1].append(width)
    for line in lines:
        while sum(line) < COLUMNS:
            line[line.index(min(line))] += 1
    return [width for line in lines for width in line]
