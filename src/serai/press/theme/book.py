"""A book: an edition's day from a view to the files of an EPUB 3.3, without its pictures.

Rule: pure. Every document comes from one template, `book.xml`, which is told which of them it is to show: so
a newsroom that changes any of `book/` has its books made again and nothing else. Fonts are the reader's own.
"""

import textwrap
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from serai.press import binding
from serai.press.theme import xhtml
from serai.press.views import BookStory, BookView, View

PartName: TypeAlias = Literal["package", "contents", "cover", "cover_picture", "story", "colophon", "style"]

WIDTH, HEIGHT, MARGIN = 600, 800, 40  # of the cover, in units of its own
_HEADLINES = 6
_WIDE = 0.62  # of its size, that a letter takes on average
_LEAD, _OTHER = 38, 23  # sizes


class BookPart(View, frozen=True, kw_only=True):
    """One document of a book; `one` is the story that it is about."""

    part: PartName
    book: BookView
    one: BookStory | None = None


class Line(NamedTuple):
    """A line of words on the cover: where it stands, how large, and whether it begins a headline."""

    y: int
    size: int
    words: str
    first: bool


def bound(book: BookView, show: Callable[[BookPart], str]) -> bytes:
    """The book; `show` makes a document of each part."""

    def made(part: PartName, one: BookStory | None = None) -> bytes:
        return xhtml.fit(show(BookPart(part=part, book=book, one=one)))

    stories = [story for section in book.sections for story in section.stories]
    return binding.bind(
        [
            ("package.opf", made("package")),
            ("cover.xhtml", made("cover")),
            ("cover.svg", made("cover_picture")),
            ("contents.xhtml", made("contents")),
            *((name_of(story), made("story", story)) for story in stories),
            ("colophon.xhtml", made("colophon")),
            ("book.css", made("style")),
        ]
    )


def name_of(story: BookStory) -> str:
    """What a story's document is called."""
    return f"story-{story.number:03d}.xhtml"


def masthead_size(name: str) -> int:
    """How large an outlet's name is set on the cover, so that it stays on one line."""
    return max(18, min(66, int((WIDTH - 2 * MARGIN) / (max(1, len(name)) * 0.68))))


def cover_lines(book: BookView) -> tuple[Line, ...]:
    """The first headline of each section, the first of them large, as far as the cover has room."""
    lines: list[Line] = []
    y = 300
    for place, section in enumerate(book.sections[:_HEADLINES]):
        size = _OTHER if place else _LEAD
        found = textwrap.wrap(
            section.stories[0].story.headline,
            int((WIDTH - 2 * MARGIN) / (size * _WIDE)),
            max_lines=3 if place else 5,
            placeholder=" …",
        )
        if y + len(found) * size * 1.25 > HEIGHT - 2 * MARGIN:
            break
        for number, words in enumerate(found):
            lines.append(Line(int(y), size, words, number == 0))
            y += int(size * 1.25)
        y += 30
    return tuple(lines)
