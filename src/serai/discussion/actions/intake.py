"""One batch of entries while it is taken in: what it has looked up, and what it will have to tell.

Rule: lives for one transaction. What is looked up for one entry (a story's card, its rule, the muted
sources) is not asked again for the next; orders and answers are placed once, at the end.
"""

from dataclasses import dataclass, field
from datetime import datetime

from serai.discussion.actions import answers, numbers, orders
from serai.discussion.models import Comment, Mute, StoryCard
from serai.discussion.queries import places
from serai.discussion.rules import policies


@dataclass(kw_only=True)
class Intake:
    """A batch from one gate, taken in at `now`."""

    gate: str
    now: datetime
    _orders: set[orders.Handle] = field(default_factory=set)
    _answers: dict[int, Comment] = field(default_factory=dict)
    _cards: dict[orders.Handle, StoryCard | None] = field(default_factory=dict)
    _rules: dict[orders.Handle, policies.Effective] = field(default_factory=dict)
    _positions: dict[orders.Handle, int] = field(default_factory=dict)
    _muted: frozenset[str] | None = None

    def card(self, edition: str, story: str) -> StoryCard | None:
        """The story's card; None where no such story was published."""
        handle = (edition, story)
        if handle not in self._cards:
            self._cards[handle] = StoryCard.objects.filter(edition=edition, key=story).first()
        return self._cards[handle]

    def rule(self, edition: str, story: str) -> policies.Effective:
        """How comments under the story are moderated."""
        handle = (edition, story)
        if handle not in self._rules:
            card = self.card(edition, story)
            section = "" if card is None else card.section
            self._rules[handle] = places.policy_for(edition, section=section, story=story)
        return self._rules[handle]

    def next_position(self, edition: str, story: str) -> int:
        """The next comment's place of arrival; the story's thread is locked with the first that asks."""
        handle = (edition, story)
        if handle not in self._positions:
            numbers.lock([handle])
            self._positions[handle] = numbers.next_position(edition, story)
        else:
            self._positions[handle] += 1
        return self._positions[handle]

    def muted(self, source: str) -> bool:
        """Whether a moderator has muted the source, whether or not the gate was told in time."""
        if self._muted is None:
            rows = Mute.objects.filter(
                gate=self.gate, until__gt=self.now, confirmed_at__isnull=False, refused_at__isnull=True
            )
            self._muted = frozenset(rows.values_list("source", flat=True))
        return bool(source) and source in self._muted

    def orders_thread(self, edition: str, story: str) -> None:
        """What the public sees of the story has changed."""
        self._orders.add((edition, story))

    def tells(self, comment: Comment) -> None:
        """What the comment's writer is shown has changed."""
        self._answers[comment.pk] = comment

    def finish(self) -> None:
        """Place the orders and the answers."""
        orders.place(self._orders)
        answers.place(self._answers.values())
