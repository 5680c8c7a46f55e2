"""What stands around a page of comments: what they answer, their stories, their writers' records, reports.

Rule: reads only, and asks a constant number of questions, however many comments there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Count

from serai.discussion.models import Comment, Report, State, StoryCard
from serai.discussion.rules import states
from serai.discussion.screens import wording
from serai.press import addresses, threads

PARENTS = 3  # levels of what a comment answers that a list shows
REPORTS = 20  # open reports shown with one comment
WAITING = (State.PENDING, State.HELD)


@dataclass(frozen=True, kw_only=True)
class Record:
    """How often a writer was approved and rejected before."""

    approved: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        """All of them."""
        return self.approved + self.rejected


@dataclass(frozen=True, kw_only=True)
class Row:
    """A comment with all that a moderator needs to decide. `parents` come nearest last; `copies`,
    `same_source` and `same_name` count others, not the comment itself; `link` is "" while the public has no
    such page."""

    comment: Comment
    story: StoryCard | None
    link: str
    parents: tuple[Comment, ...]
    reasons: tuple[str, ...]
    fragments: tuple[str, ...]
    shown: tuple[wording.Piece, ...]
    folded: str
    record: Record | None
    copies: int
    copies_waiting: int
    same_source: int
    same_name: int
    reports: tuple[Report, ...]
    more_reports: int
    following: int | None  # the next comment of the page, to go on with

    @property
    def cluster_size(self) -> int:
        """How many comments its cluster has, itself among them."""
        return self.copies + 1

    @property
    def at(self) -> datetime:
        """When it was written, or else came in."""
        return self.comment.written_at or self.comment.received_at

    @property
    def waits(self) -> bool:
        """Whether the comment waits for a decision."""
        return self.comment.state in WAITING

    @property
    def acts(self) -> frozenset[str]:
        """The states that the comment may be moved to."""
        before: states.State = self.comment.state  # type: ignore[assignment]
        return states.MOVES[before]

    @property
    def score(self) -> int | None:
        """The learner's score in percent."""
        return None if self.comment.score is None else round(100 * self.comment.score)


def rows(comments: Sequence[Comment], *, levels: int = PARENTS) -> list[Row]:
    """The comments in their order, each with what stands around it."""
    parents = _parents(comments, levels)
    stories = cards((one.edition, one.story) for one in comments)
    records = _records({one.writer for one in comments} - {""})
    clusters = [one.cluster_id for one in comments if one.cluster_id is not None]
    copies, copies_waiting = _counted("cluster", clusters)
    _all, names = _counted("name", {one.name for one in comments} - {""})
    sources, _waiting = _counted("source", {one.source for one in comments} - {""})
    reports = _reports([one.pk for one in comments if one.open_reports])
    if not comments:
        return []
    return [
        Row(
            comment=one,
            story=(story := stories.get((one.edition, one.story))),
            link=_link(one, story),
            parents=_chain(one, parents, levels),
            reasons=tuple(
                wording.reason_in_words(reason, copies=copies.get(one.cluster_id, 0))
                for reason in _dictionaries(one.reasons)
            ),
            fragments=tuple(
                part for reason in _dictionaries(one.reasons) for part in wording.weighed(reason)
            ),
            shown=wording.pieces(one.text[: wording.SHOWN_AT_ONCE], _dictionaries(one.reasons)),
            folded=one.text[wording.SHOWN_AT_ONCE :],
            record=records.get(one.writer) if one.writer else None,
            copies=max(copies.get(one.cluster_id, 1) - 1, 0),
            copies_waiting=copies_waiting.get(one.cluster_id, 0),
            same_source=max(sources.get(one.source, 1) - 1, 0),
            same_name=max(names.get(one.name, 0) - (one.state in WAITING), 0),
            reports=tuple(shown := reports.get(one.pk, ())[:REPORTS]),
            more_reports=max(one.open_reports - len(shown), 0),
            following=following,
        )
        for one, following in zip(comments, [*(one.pk for one in comments[1:]), None], strict=True)
    ]


def cards(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], StoryCard]:
    """The cards of stories by (edition, key); one question."""
    keys = {key for _edition, key in places}
    return {(card.edition, card.key): card for card in StoryCard.objects.filter(key__in=keys)}


def public_url(address: str) -> str:
    """Where readers find what stands at `address`."""
    return urljoin(settings.NEWSROOM.text("site_url").rstrip("/") + "/", address.lstrip("/"))


def _link(comment: Comment, story: StoryCard | None) -> str:
    if story is None or not story.public:
        return ""
    if comment.state == State.APPROVED and comment.number is not None:
        part = threads.part_of(comment.number)
        return public_url(addresses.comment(story.address, part, comment.key))
    return public_url(story.address)


def _parents(comments: Sequence[Comment], levels: int) -> dict[int, Comment]:
    known: dict[int, Comment] = {}
    wanted = {one.reply_to_id for one in comments if one.reply_to_id is not None}
    for _level in range(levels):
        found = Comment.objects.in_bulk(wanted - known.keys())
        known |= found
        wanted = {one.reply_to_id for one in found.values() if one.reply_to_id is not None}
    return known


def _chain(comment: Comment, parents: dict[int, Comment], levels: int) -> tuple[Comment, ...]:
    chain: list[Comment] = []
    above = parents.get(comment.reply_to_id or 0)
    while above is not None and len(chain) < levels:
        chain.append(above)
        above = parents.get(above.reply_to_id or 0)
    return tuple(reversed(chain))


def _records(writers: set[str]) -> dict[str, Record]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    decided = Comment.objects.filter(writer__in=writers, state__in=(State.APPROVED, State.REJECTED))
    decided = decided.exclude(writer="")  # which says nothing new, but is what the index is entered by
    for writer, state, number in decided.values_list("writer", "state").annotate(n=Count("pk")).order_by():
        counted[writer][state] = number
    return {
        writer: Record(approved=counted[writer]["approved"], rejected=counted[writer]["rejected"])
        for writer in writers
    }


def _counted(field: str, values: Iterable[object]) -> tuple[dict[object, int], dict[object, int]]:
    """How many comments have each value, and how many of them wait."""
    every: Counter[object] = Counter()
    waiting: Counter[object] = Counter()
    known = Comment.objects.filter(**{f"{field}__in": set(values)})
    if field == "source":
        known = known.exclude(source="")  # as above
    grouped = known.values_list(field, "state")
    for value, state, number in grouped.annotate(n=Count("pk")).order_by():
        every[value] += number
        if state in WAITING:
            waiting[value] += number
    return every, waiting


def _reports(comments: Sequence[int]) -> dict[int, list[Report]]:
    found: dict[int, list[Report]] = defaultdict(list)
    open_ones = Report.objects.filter(comment__in=comments, closed_at__isnull=True)
    for report in open_ones[: REPORTS * len(comments)]:
        found[report.comment_id].append(report)
    return found


def _dictionaries(reasons: object) -> list[dict[str, object]]:
    return [one for one in reasons if isinstance(one, dict)] if isinstance(reasons, list) else []
