"""Stories: the cards that the discussion keeps of them, the rules under them, and when they close.

Rule: a card says `closed` and `closes_at` as the thread last did; who changes either places the thread's
order. A rule for many stories works through them in chunks, each a transaction; said again, it finishes what
was cut short.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

from django.db.models import Q

from serai.core import clock
from serai.discussion.actions import orders
from serai.discussion.database import atomic
from serai.discussion.errors import PolicyError
from serai.discussion.models import Policy, StoryCard
from serai.discussion.queries import places
from serai.discussion.rules import policies
from serai.press.plates import StoryPlate

CHUNK: Final = 500  # stories in one transaction
_LIMIT: Final = 500  # code points of a headline and of an address
log = logging.getLogger(__name__)


@atomic()
def note_story(*, plate: StoryPlate, section_name: str) -> StoryCard:
    """A story was published, or published again: keep its card."""
    told = {
        "headline": plate.headline[:_LIMIT],
        "address": plate.address[:_LIMIT],
        "section": plate.section[:32],
        "section_name": section_name[:200],
        "published_at": plate.published_at,
        "comments_open": plate.comments == "open",
        "public": True,
    }
    row = StoryCard.objects.select_for_update().filter(edition=plate.edition, key=plate.key).first()
    seen = (False, None, True) if row is None else (row.closed, row.closes_at, row.public)
    card = row or StoryCard(edition=plate.edition, key=plate.key)
    for field, value in told.items():
        setattr(card, field, value)
    _close(card, places.effective([card])[card.edition, card.key], clock.now())
    card.save()
    if seen != (card.closed, card.closes_at, card.public):
        orders.place([(card.edition, card.key)])
    return card


@atomic()
def forget_story(*, edition: str, key: str) -> None:
    """A story is public no more: its card stays for the moderators, its thread takes nothing new."""
    if StoryCard.objects.filter(edition=edition, key=key, public=True).update(public=False):
        orders.place([(edition, key)])


def set_policy(
    *,
    edition: str = "",
    section: str = "",
    story: str = "",
    mode: policies.Mode | None = None,
    trust_after: int | None = None,
    close_after: int | None = None,
    by: str,
) -> int:
    """Say how comments are moderated in one place; None leaves an answer to the place above, and a place
    that says nothing has no rule. Returns how many stories opened, closed, or close at another time.

    PolicyError where the place or a number cannot be.
    """
    _check(edition, section, story, mode, trust_after, close_after)
    said = {"mode": mode or "", "trust_after": trust_after, "close_after": close_after}
    with atomic():
        place = Policy.objects.filter(edition=edition, section=section, story=story)
        if mode is None and trust_after is None and close_after is None:
            place.delete()
        else:
            Policy.objects.update_or_create(edition=edition, section=section, story=story, defaults=said)
    log.info("%s set the moderation rule of %s", by, "/".join((edition or "all", section, story)).rstrip("/"))
    scope = Q()
    for field, value in (("edition", edition), ("section", section), ("key", story)):
        scope &= Q(**{field: value}) if value else Q()
    return _work_through(scope)


def close_due(*, now: datetime) -> int:
    """Close the stories whose time has come; how many."""
    closed = 0
    while changed := _close_some(now):
        closed += changed
    return closed


@atomic()
def _close_some(now: datetime) -> int:
    due = StoryCard.objects.select_for_update().filter(closed=False, closes_at__lte=now)
    cards = list(due.order_by("closes_at")[:CHUNK])
    StoryCard.objects.filter(pk__in=[card.pk for card in cards]).update(closed=True)
    orders.place((card.edition, card.key) for card in cards)
    return len(cards)


def _work_through(scope: Q) -> int:
    last = changed = 0
    while True:
        with atomic():
            cards = list(
                StoryCard.objects.select_for_update().filter(scope, pk__gt=last).order_by("pk")[:CHUNK]
            )
            if not cards:
                return changed
            changed += _refresh(cards)
            last = cards[-1].pk


def _refresh(cards: Sequence[StoryCard]) -> int:
    now = clock.now()
    effective = places.effective(cards)
    changed = []
    for card in cards:
        before = (card.closed, card.closes_at)
        _close(card, effective[card.edition, card.key], now)
        if before != (card.closed, card.closes_at):
            changed.append(card)
    StoryCard.objects.bulk_update(changed, ["closed", "closes_at"])
    orders.place((card.edition, card.key) for card in changed)
    return len(changed)


def _close(card: StoryCard, policy: policies.Effective, now: datetime) -> None:
    card.closes_at = policies.closes_at(card.published_at, policy.close_after)
    card.closed = policies.closed(
        policy, takes_comments=card.comments_open, published_at=card.published_at, now=now
    )


def _check(
    edition: str,
    section: str,
    story: str,
    mode: str | None,
    trust_after: int | None,
    close_after: int | None,
) -> None:
    if (section and story) or ((section or story) and not edition):
        raise PolicyError(
            "A rule is for the newsroom, an edition, a section of one or a story of one. Name one of these."
        )
    if mode is not None and mode not in cast(Sequence[str], Policy.Mode.values):
        raise PolicyError(f"There is no way of moderating named {mode[:20]!r}. Choose one of the list.")
    if trust_after is not None and not 1 <= trust_after <= policies.MOST_TRUST:
        raise PolicyError(f"A writer is trusted after 1 to {policies.MOST_TRUST} approved comments.")
    if close_after is not None and not 0 <= close_after <= policies.LONGEST_OPEN:
        raise PolicyError(f"Comments close after 1 to {policies.LONGEST_OPEN} days, or never with 0.")
