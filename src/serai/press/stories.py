"""Stories: a story's own page, with its plate and its thread beside it.

Rule: reads the ledger through the surroundings and nothing else.
"""

from serai.core import html
from serai.press import addresses, plates, threads
from serai.press.pages import Page
from serai.press.plates import Block, ListBlock, Paragraph, PullQuote, Quote, StoryPlate, Subhead
from serai.press.surroundings import Files, Surroundings, cut
from serai.press.threads import Thread
from serai.press.views import Link, StoryView

WORDS_A_MINUTE = 200


class Stories:
    """Story pages."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._ledger = around.ledger

    def view(self, story: StoryPlate, thread: Thread | None, *, preview: bool = False) -> StoryView | None:
        """A story's page; None where its edition is not there."""
        if not self._around.ground(story.edition):
            return None
        section = self._around.section_link(story.edition, story.section)
        topics = (self._ledger.topic(story.edition, key) for key in dict.fromkeys(story.topics))
        related = [key for key in dict.fromkeys(story.related) if key != story.key]
        words = _count_words(story)
        return StoryView(
            chrome=self._around.chrome(
                story.edition,
                story.address,
                title=story.headline,
                description=story.deck or _lede(story),
                same=self._around.shared("story", story.key),
                section=section.address if section else "",
            ),
            story=story,
            section=section,
            authors=self._around.authors(story),
            topics=tuple(Link(text=topic.name, address=topic.address) for topic in topics if topic),
            related=self._around.tease_all(story.edition, related),
            thread=thread,
            reading_minutes=max(1, -(-words // WORDS_A_MINUTE)),
            words=words,
            comment_policy=addresses.comment_policy(story.edition),
            preview=preview,
        )

    def page(self, page: Page) -> Files:
        """A story's page, its plate and, where something was said, its thread."""
        story = self._ledger.story(page.edition, page.key)
        if not story:
            return {}
        thread = self._ledger.thread(page.edition, page.key)
        files: Files = {addresses.file(addresses.plate(story.address)): plates.to_bytes(story)}
        if thread:
            files[addresses.file(addresses.thread(story.address))] = threads.to_bytes(thread)
        if view := self.view(story, thread):
            files[addresses.file(story.address)] = view
        return files


def _lede(story: StoryPlate) -> str:
    """The first paragraph, for search engines, where there is no deck."""
    first = next((block for block in story.body if isinstance(block, Paragraph)), None)
    return cut(html.text(first.html)) if first else ""


def _count_words(story: StoryPlate) -> int:
    """Words of the body; captions and link cards are not read through."""
    return sum(len(words.split()) for block in story.body for words in _words(block))


def _words(block: Block) -> tuple[str, ...]:
    if isinstance(block, Paragraph | Quote):
        return (html.text(block.html),)
    if isinstance(block, ListBlock):
        return tuple(html.text(item) for item in block.items)
    if isinstance(block, Subhead | PullQuote):
        return (block.text,)
    return ()
