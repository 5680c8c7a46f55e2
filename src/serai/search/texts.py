"""Texts: the words of a story's plate, in the order in which a reader meets them.

Rule: pure. Markup is taken off; what a page does not show as words (addresses, keys, credits) is left out.
"""

from collections.abc import Iterator

from serai.core import html
from serai.press.plates import (
    Block,
    Figure,
    LinkCard,
    ListBlock,
    Paragraph,
    Photo,
    PullQuote,
    Quote,
    StoryPlate,
    Subhead,
)


def head(story: StoryPlate) -> tuple[str, ...]:
    """The headline and the line under it."""
    return tuple(text for text in (story.headline, story.deck) if text)


def body(story: StoryPlate) -> Iterator[str]:
    """The place, the captions, and every block, each a text of its own."""
    yield story.place
    if story.lead_photo:
        yield from _photo(story.lead_photo)
    for block in story.body:
        yield from (text for text in _block(block) if text)
    yield from (correction.text for correction in story.corrections)


def running(story: StoryPlate) -> str:
    """The text that a snippet is cut from."""
    said = [text for block in story.body if not isinstance(block, Figure) for text in _block(block) if text]
    captions = [text for block in story.body if isinstance(block, Figure) for text in _block(block) if text]
    lead = list(_photo(story.lead_photo)) if story.lead_photo else []
    return " ".join(" ".join([*said, *lead, *captions, story.place]).split())


def _photo(photo: Photo) -> Iterator[str]:
    return (text for text in (photo.caption, photo.alt) if text)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield html.text(block.html)
    elif isinstance(block, Subhead):
        yield block.text
    elif isinstance(block, Quote):
        yield html.text(block.html)
        yield f"{block.speaker}, {block.role}" if block.role else block.speaker
    elif isinstance(block, PullQuote):
        yield block.text
    elif isinstance(block, Figure):
        yield from _photo(block.photo)
    elif isinstance(block, ListBlock):
        yield from (html.text(item) for item in block.items)
    elif isinstance(block, LinkCard):
        yield block.title
        yield block.text
