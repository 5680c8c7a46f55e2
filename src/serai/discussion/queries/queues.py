"""Queues: what moderators read, page by page, each comment with its parent, its story and its reports.

Rule: reads only. A page is found by where the last one ended, never by counting rows; its number of queries
is the same at any size. What waits comes oldest first, everything newest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from serai.discussion.errors import CursorError
from serai.discussion.models import Comment, Report, StoryCard
from serai.discussion.queries.counts import Queue, brigades, in_queue
from serai.discussion.rules import searching

SIZE: Final = 50  # rows of a page
LONGEST: Final = 200
MANY: Final = 50_000  # comments that one act may name
DEPTH: Final = 30  # parents shown above a comment


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a queue. In the queue "brigade" the comment stands for its cluster, of which `waiting`
    comments wait; elsewhere `waiting` is 0. `reports` are the open ones."""

    comment: Comment
    card: StoryCard | None
    reports: tuple[Report, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a queue; `next` is where the following one begins, "" at the end."""

    rows: tuple[Row, ...] = ()
    next: str = ""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A comment with its story and all it answers, the first one first."""

    comment: Comment
    card: StoryCard | None
    parents: tuple[Comment, ...] = ()
    replies: tuple[Comment, ...] = ()
    reports: tuple[Report, ...] = field(default=())


def queue(
    name: Queue,
    *,
    edition: str = "",
    section: str = "",
    story: str = "",
    cluster: str = "",
    name_is: str = "",
    search: str = "",
    after: str = "",
    size: int = SIZE,
) -> Page:
    """One page of a queue, narrowed to what is named: `cluster` by its key, `name_is` the whole name as it
    was signed, `search` words within name and text. CursorError where `after` is no place in a queue."""
    rows = chosen(
        name, edition=edition, section=section, story=story, cluster=cluster, name_is=name_is, search=search
    )
    size = max(1, min(size, LONGEST))
    if name == "brigade" and not cluster:
        return _brigade_page(rows, after, size)
    newest_first = name == "all"
    order = ("-received_at", "-pk") if newest_first else ("received_at", "pk")
    if after:
        rows = rows.filter(_beyond(after, newest_first=newest_first))
    found = list(_with_surroundings(rows.order_by(*order))[: size + 1])
    page, more = found[:size], len(found) > size
    return Page(rows=_rows(page), next=_place(page[-1]) if more else "")


def chosen(
    name: Queue,
    *,
    edition: str = "",
    section: str = "",
    story: str = "",
    cluster: str = "",
    name_is: str = "",
    search: str = "",
) -> QuerySet[Comment]:
    """The comments that `queue` would page through, unordered."""
    rows = Comment.objects.filter(in_queue(name)).order_by()
    for wanted, value in (
        ("edition", edition),
        ("story", story),
        ("cluster__key", cluster),
        ("name", name_is),
    ):
        if value:
            rows = rows.filter(**{wanted: value})
    if section:
        cards = StoryCard.objects.filter(section=section, **({"edition": edition} if edition else {}))
        rows = rows.filter(story__in=cards.values("key"))
    words = searching.question(search)
    return rows.filter(search_text__contains=words) if words else rows


def keys_of(rows: QuerySet[Comment]) -> list[int]:
    """The primary keys of what `chosen` found, oldest first, at most `MANY`: for one decision on all."""
    return list(rows.order_by("received_at", "pk").values_list("pk", flat=True)[:MANY])


def conversation(comment: Comment) -> Conversation:
    """A comment in its place: at most `DEPTH` parents, and its first twenty replies whatever their state."""
    parents: list[Comment] = []
    above = comment.reply_to
    while above is not None and len(parents) < DEPTH:
        parents.append(above)
        above = above.reply_to
    return Conversation(
        comment=comment,
        card=StoryCard.objects.filter(edition=comment.edition, key=comment.story).first(),
        parents=tuple(reversed(parents)),
        replies=tuple(comment.replies.order_by("received_at", "pk")[:20]),
        reports=tuple(comment.reports.filter(closed_at__isnull=True)[:LONGEST]),
    )


def _brigade_page(rows: QuerySet[Comment], after: str, size: int) -> Page:
    """One row for each cluster, by the first of its comments that waits."""
    firsts = rows.values("cluster").annotate(first=Min("pk"), count=Count("pk")).order_by("first")
    if after:
        firsts = firsts.filter(first__gt=_parsed(after)[1])
    found = list(firsts[: size + 1])
    sizes = dict(
        brigades().filter(cluster__in=[row["cluster"] for row in found]).values_list("cluster", "waiting")
    )
    page = _with_surroundings(Comment.objects.filter(pk__in=[row["first"] for row in found[:size]])).order_by(
        "pk"
    )
    rows_of = tuple(
        Row(
            comment=row.comment,
            card=row.card,
            reports=row.reports,
            waiting=sizes.get(row.comment.cluster_id or 0, 0),
        )
        for row in _rows(list(page))
    )
    return Page(rows=rows_of, next=_place(rows_of[-1].comment) if len(found) > size else "")


def _with_surroundings(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    waiting = Report.objects.filter(closed_at__isnull=True).order_by("at", "pk")
    return rows.select_related("reply_to", "cluster").prefetch_related(
        Prefetch("reports", queryset=waiting, to_attr="open_report_rows")
    )


def _rows(comments: Sequence[Comment]) -> tuple[Row, ...]:
    cards = cards_of(comments)
    return tuple(
        Row(
            comment=comment,
            card=cards.get((comment.edition, comment.story)),
            reports=tuple(comment.open_report_rows),  # type: ignore[attr-defined]
        )
        for comment in comments
    )


def cards_of(comments: Iterable[Comment]) -> dict[tuple[str, str], StoryCard]:
    """The cards of these comments' stories. One query."""
    handles = {(comment.edition, comment.story) for comment in comments}
    rows = StoryCard.objects.filter(key__in={key for _edition, key in handles})
    return {(row.edition, row.key): row for row in rows if (row.edition, row.key) in handles}


def _beyond(after: str, *, newest_first: bool) -> Q:
    at, key = _parsed(after)
    # The first condition says nothing new: it is what an index is entered by.
    if newest_first:
        return Q(received_at__lte=at) & (Q(received_at__lt=at) | Q(pk__lt=key))
    return Q(received_at__gte=at) & (Q(received_at__gt=at) | Q(pk__gt=key))


def _place(comment: Comment) -> str:
    return f"{comment.received_at.isoformat()}~{comment.pk}"


def _parsed(after: str) -> tuple[datetime, int]:
    at, _tilde, key = after[:80].replace(" ", "+").partition("~")
    try:
        time, number = datetime.fromisoformat(at), int(key)
    except ValueError as error:
        raise CursorError("This is no place in a queue. Open the queue from its beginning.") from error
    if time.tzinfo is None or not 0 <= number < 2**63:
        raise CursorError("This is no place in a queue. Open the queue from its beginning.")
    return time, number
