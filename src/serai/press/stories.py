"""Stories: a story's own page, with its plate and its thread beside it; the further parts of its discussion,
and the feed of what was said last.

Rule: reads the ledger through the surroundings and nothing else.
"""

from serai.core import html
from serai.press import activity, addresses, comments_feed, ninjs, plates, slices, threads
from serai.press.pages import FEED_COMMENTS, Page
from serai.press.plates import Block, ListBlock, Paragraph, PullQuote, Quote, StoryPlate, Subhead
from serai.press.slices import Slice
from serai.press.surroundings import Files, Surroundings, cut, switches
from serai.press.talks import Talks
from serai.press.threads import Thread
from serai.press.views import CommentsView, Link, StoryView, Switch

WORDS_A_MINUTE = 200


class Stories:
    """Story pages."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._ledger = around.ledger
        self._talks = Talks(around)

    def preview(self, story: StoryPlate, thread: Thread | None) -> StoryView | None:
        """A story's page, not yet public, with this whole thread or the one that is public; None where its
        edition is not there."""
        if not self._around.ground(story.edition):
            return None
        first = next(slices.slices_of(thread)) if thread is not None else self._talks.part(story, 1)
        said = first or self._talks.none(story)
        return self._view(story, said, preview=True)

    def page(self, page: Page) -> Files:
        """A story's page, its plate, the same as ninjs and, where a thread was put, its first part."""
        story = self._ledger.story(page.edition, page.key)
        if not story:
            return {}
        files: Files = {addresses.file(addresses.plate(story.address)): plates.to_bytes(story)}
        said = self._talks.part(story, 1)
        if said and self._talks.has_own(story):
            files[addresses.file(addresses.thread(story.address))] = threads.to_bytes(said.part)
        files[addresses.file(story.address)] = view = self._view(story, said or self._talks.none(story))
        if self._around.settings.site_url:
            item = ninjs.Item(
                story=story,
                edition=view.chrome.edition,
                authors=view.authors,
                section=view.section,
                topics=view.topics,
                site_url=self._around.settings.site_url,
                editions=self._around.on(story.edition).editions,
                everywhere=self._around.shared("story", story.key),
            )
            files[addresses.file(addresses.ninjs(story.address))] = ninjs.to_bytes(item)
        return files

    def comments_page(self, page: Page) -> Files:
        """A further part of a story's discussion, and the part itself."""
        story = self._ledger.story(page.edition, page.key)
        said = self._talks.part(story, page.number) if story else None
        if not story or not said:
            return {}
        address = addresses.comments(story.address, page.number)
        section = self._around.section_link(story.edition, story.section)
        talk = self._talks.talk(story, said)
        view = CommentsView(
            chrome=self._around.chrome(
                story.edition,
                address,
                title=story.headline,
                same=self._around.shared("story", story.key),
                section=section.address if section else "",
                feed=talk.feed,
                index=False,
            ),
            story=Link(text=story.headline, address=story.address),
            talk=talk,
            comment_policy=addresses.comment_policy(story.edition),
        )
        files: Files = {addresses.file(address): view}
        if self._talks.has_own(story):
            files[addresses.file(addresses.thread(address))] = threads.to_bytes(said.part)
        return files

    def comments_feed(self, page: Page) -> Files:
        """The feed of what was said last under a story; none where nothing was, or in another edition's
        thread."""
        story = self._ledger.story(page.edition, page.key)
        if not story or not self._talks.has_own(story):
            return {}
        newest = self._ledger.discussions.newest(page.edition, page.key, FEED_COMMENTS)
        if not newest:
            return {}
        settings = self._around.settings
        edition = self._around.on(page.edition).edition
        data = comments_feed.atom(edition, story, newest, site_url=settings.site_url, icon=settings.icon)
        return {addresses.file(addresses.comments_feed(story.address)): data}

    def _view(self, story: StoryPlate, said: Slice, *, preview: bool = False) -> StoryView:
        section = self._around.section_link(story.edition, story.section)
        topics = (self._ledger.topic(story.edition, key) for key in dict.fromkeys(story.topics))
        related = [key for key in dict.fromkeys(story.related) if key != story.key]
        words = _count_words(story)
        shared = self._around.shared("story", story.key)
        return StoryView(
            chrome=self._around.chrome(
                story.edition,
                story.address,
                title=story.headline,
                description=story.deck or _lede(story),
                same=shared,
                section=section.address if section else "",
                activity_at=activity.note_address(story.edition, story.key),
            ),
            story=story,
            section=section,
            authors=self._around.authors(story),
            topics=tuple(Link(text=topic.name, address=topic.address) for topic in topics if topic),
            related=self._around.tease_all(story.edition, related),
            talk=self._talks.talk(story, said),
            reading_minutes=max(1, -(-words // WORDS_A_MINUTE)),
            words=words,
            comment_policy=addresses.comment_policy(story.edition),
            preview=preview,
            original=self._original(story, shared),
        )

    def _original(self, story: StoryPlate, shared: dict[str, str]) -> Switch | None:
        """Where the story that this one translates stands, in which language."""
        code = story.translation.edition if story.translation else ""
        if code == story.edition or code not in shared:
            return None
        editions = self._around.on(story.edition).editions
        home = [edition for edition in editions if edition.key == code]
        return switches(tuple(home), story.edition, shared)[0] if home else None


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
