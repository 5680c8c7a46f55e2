"""Talks: a story's discussion as each of its pages shows it.

Rule: reads the ledger through the surroundings and nothing else. A story that is told in two scripts has one
thread: the page in the other script shows it in its own frame, and its forms name its own address, from which
the gate finds the thread (`serai.gate.stories`). Whether readers may write there is for the thread's own
story to say.
"""

from serai.press import addresses, slices, threads
from serai.press.plates import StoryPlate
from serai.press.slices import Slice
from serai.press.surroundings import Surroundings
from serai.press.threads import Comment
from serai.press.views import Part, Placed, Talk


class Talks:
    """Discussions in one state of the ledger."""

    def __init__(self, around: Surroundings) -> None:
        """Nothing is read yet."""
        self._around = around
        self._ledger = around.ledger

    def has_own(self, story: StoryPlate) -> bool:
        """Whether the thread that the story shows is its own, and published beside it."""
        return threads.home_of(story) == story.edition

    def part(self, story: StoryPlate, number: int) -> Slice | None:
        """One part of what was said; None where it holds nothing, or no thread was put."""
        return self._ledger.discussions.slice(threads.home_of(story), story.key, number)

    def none(self, story: StoryPlate) -> Slice:
        """What is shown before anything was put."""
        return slices.nothing_said(threads.home_of(story), story.key)

    def talk(self, story: StoryPlate, said: Slice) -> Talk:
        """The discussion as the page of this part shows it."""
        part, beside = said
        settings = self._around.settings
        home = story if self.has_own(story) else self._twin(story)
        return Talk(
            thread=part,
            open=home is not None and home.comments == "open" and part.open,
            depth=settings.thread_depth,
            picks=tuple(_placed(story, comment) for comment in beside.picks),
            answered={comment.key: _placed(story, comment) for comment in beside.answered},
            parts=_parts(story, said),
            story=story.address,
            feed=addresses.comments_feed(home.address) if home and (part.part > 1 or part.count) else "",
            contacts=settings.contacts,
            shared=home is not story,
        )

    def _twin(self, story: StoryPlate) -> StoryPlate | None:
        """The story whose thread this one shows; None where it is not public, or shows another's itself."""
        code = threads.home_of(story)
        twin = self._ledger.story(code, story.key) if self._ledger.edition(code) else None
        return twin if twin and self.has_own(twin) else None


def _placed(story: StoryPlate, comment: Comment) -> Placed:
    part = threads.part_of(comment.number)
    return Placed(comment=comment, address=addresses.comment(story.address, part, comment.key))


def _parts(story: StoryPlate, said: Slice) -> tuple[Part, ...]:
    leads = said.beside.leads
    if leads == (1,):
        return ()
    return tuple(
        Part(
            number=number,
            address=addresses.comments(story.address, number),
            current=number == said.part.part,
        )
        for number in leads
    )
