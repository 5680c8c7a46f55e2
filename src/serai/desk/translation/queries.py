"""What the grid and "next for me" ask.

Rule: reads only; a moment is always an argument, and so are all editions (`among`). A page of the grid is
read in a number of queries that grows neither with the archive nor with the editions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.models import WorkflowState

from serai.desk import queries
from serai.desk.models import Edition, Story, TranslationCard
from serai.desk.translation import rules

State = Literal["source", "missing", "drafting", "review", "scheduled", "embargoed", "published", "automatic"]
PAGE = 50  # stories
NAMED = 500  # stories that a headline is looked for in: the newest that have the words


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What of the grid is asked for."""

    edition: Edition | None = None
    home: Edition | None = None  # of the originals
    story: int | None = None  # this original alone
    words: str = ""  # of a headline, in any edition
    state: str = ""
    mine: bool = False
    due: bool = False
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One story in one edition."""

    edition: Edition
    state: State
    card: TranslationCard | None = None
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One story in all editions."""

    source: Story
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One page of it."""

    lines: tuple[Line, ...] = field(default_factory=tuple)
    more: bool = False


def in_review() -> list[int]:
    """The stories that an editor has to approve."""
    active = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return [int(pk) for pk in active.values_list("object_id", flat=True) if pk.isdigit()]


def grid(
    user: Any, asked: Asked, columns: Sequence[Edition], *, among: Sequence[Edition], now: datetime
) -> Grid:
    """The stories that this user may read and that were asked for, the last edited first."""
    reviewed = in_review()
    readable = rules.readable(user, among, now)
    found = Story.objects.filter(readable)
    found = found.filter(~Exists(TranslationCard.objects.filter(target=OuterRef("pk"))))
    if asked.story is not None:
        found = found.filter(pk=asked.story)
    if asked.home:
        found = found.filter(path__startswith=asked.home.path)
    if asked.words:
        found = found.filter(_named(asked.words, readable))
    if (cards := _asked_cards(user, asked, reviewed)) is not None:
        found = found.filter(cards)
    order = ["-latest_revision_created_at", "-pk"]
    first = (max(asked.page, 1) - 1) * PAGE
    ids = list(found.order_by(*order).values_list("pk", flat=True)[first : first + PAGE + 1])
    rows = Story.objects.filter(pk__in=ids[:PAGE]).select_related("locale").defer("body", "follows")
    sources = sorted(rows, key=lambda story: ids.index(story.pk))
    queries.give_editions(sources, among)
    lines = _lines(sources, columns, set(reviewed), now)
    return Grid(lines=lines, more=len(ids) > PAGE)


def _named(words: str, readable: Q) -> Q:
    """The question of which originals have these words in a headline of theirs that this user may read, in
    whichever edition."""
    hits = [story.pk for story in Story.objects.only("pk").autocomplete(words, fields=["title"])[:NAMED]]
    theirs = list(Story.objects.filter(readable, pk__in=hits).values_list("pk", flat=True))
    return Q(pk__in=theirs) | Q(pk__in=TranslationCard.objects.filter(target__in=theirs).values("source"))


def _asked_cards(user: Any, asked: Asked, reviewed: list[int]) -> Q | None:
    """The question of which originals have a card as asked; None where none was asked for."""
    cards = TranslationCard.objects.all()
    if asked.edition:
        cards = cards.filter(locale_id=asked.edition.locale_id)
    if asked.mine:
        cards = cards.filter(translator=user)
    if asked.due:
        cards = _unfinished(cards.filter(due_at__isnull=False))
    if asked.state == "missing":
        there = TranslationCard.objects.filter(source=OuterRef("pk"), target__isnull=False)
        if asked.edition:
            there = there.filter(locale_id=asked.edition.locale_id)
            missing = Q(~Exists(there)) & ~Q(locale_id=asked.edition.locale_id)
            return missing & _have(cards, asked) if asked.mine or asked.due else missing
        return _have(cards.filter(target=None), asked) if asked.mine or asked.due else Q(~Exists(there))
    if asked.state:
        cards = cards.filter(
            {
                "drafting": Q(target__live=False) & ~Q(target__in=reviewed),
                "review": Q(target__in=reviewed),
                "published": Q(target__live=True),
                "stale": Q(target__live=True) & (Q(behind__gt=0) | Q(corrections__gt=0)),
            }[asked.state]
        )
    asks = asked.mine or asked.due or asked.state
    return _have(cards, asked) if asks else None


def _have(cards: QuerySet[TranslationCard], asked: Asked) -> Q:
    """That an original has one of these cards. Where they are few they are asked for first, instead of every
    original whether it has one."""
    if asked.mine or asked.state in ("stale", "review"):
        return Q(pk__in=cards.values("source"))
    return Q(Exists(cards.filter(source=OuterRef("pk"))))


def _unfinished(cards: QuerySet[TranslationCard]) -> QuerySet[TranslationCard]:
    return cards.filter(Q(target=None) | Q(target__live=False) | Q(behind__gt=0) | Q(corrections__gt=0))


def _lines(
    sources: Sequence[Story], columns: Sequence[Edition], reviewed: set[int], now: datetime
) -> tuple[Line, ...]:
    cards: dict[tuple[int, int], TranslationCard] = {}
    read = TranslationCard.objects.filter(source__in=[source.pk for source in sources])
    for card in read.select_related("target", "translator").defer("target__body", "target__follows"):
        cards[card.source_id, card.locale_id] = card
    queries.give_schedules([*sources, *(card.target for card in cards.values() if card.target)])
    return tuple(
        Line(
            source=source,
            cells=tuple(
                _cell(source, edition, cards.get((source.pk, edition.locale_id)), reviewed, now)
                for edition in columns
            ),
        )
        for source in sources
    )


def _cell(
    source: Story, edition: Edition, card: TranslationCard | None, reviewed: set[int], now: datetime
) -> Cell:
    if source.locale_id == edition.locale_id:
        return Cell(edition=edition, state=_state(source, reviewed, now), card=None)
    target = card.target if card else None
    unfinished = card is not None and (target is None or not target.live or card.stale)
    late = bool(unfinished and card is not None and card.due_at and card.due_at < now)
    state: State = _state(target, reviewed, now) if target else "missing"
    return Cell(edition=edition, state=state, card=card, late=late)


def _state(story: Story, reviewed: set[int], now: datetime) -> State:
    if story.live:
        return "embargoed" if story.is_embargoed(now) else "published"
    if story.goes_public_at:
        return "scheduled"
    return "review" if story.pk in reviewed else "drafting"


def mine(user: Any, *, among: Sequence[Edition], limit: int, now: datetime) -> list[TranslationCard]:
    """What this user has to translate and may read, the most urgent first."""
    readable = Story.objects.filter(rules.readable(user, among, now), pk=OuterRef("source"))
    cards = _unfinished(TranslationCard.objects.filter(Exists(readable), translator=user))
    cards = cards.filter(Q(target=None) | ~Q(target__in=in_review()))
    cards = cards.select_related("source", "source__locale", "locale", "target")
    cards = cards.defer("source__body", "source__follows", "target__body", "target__follows")
    return list(cards.order_by(F("due_at").asc(nulls_last=True), "pk")[:limit])


def home(locale_id: int, among: Iterable[Edition]) -> Edition | None:
    """The edition of a language."""
    return next((edition for edition in among if edition.locale_id == locale_id), None)
