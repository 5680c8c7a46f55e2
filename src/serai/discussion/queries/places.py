"""The rules that count under stories.

Rule: reads only; two queries however many stories are asked for.
"""

from collections.abc import Iterable
from typing import cast

from django.db.models import Q

from serai.discussion.models import Policy, StoryCard
from serai.discussion.rules import policies

Handle = tuple[str, str]  # an edition's code and a story's key


def effective(cards: Iterable[StoryCard]) -> dict[Handle, policies.Effective]:
    """What counts under each of these stories."""
    cards = list(cards)
    stories = {card.key for card in cards}
    rows = Policy.objects.filter(Q(story="") | Q(story__in=stories))
    said = {(row.edition, row.section, row.story): _said(row) for row in rows}
    return {(card.edition, card.key): _nearest(said, card) for card in cards}


def policy_for(edition: str, section: str = "", story: str = "") -> policies.Effective:
    """What counts in one place: a story (with its section), a section, an edition, or the newsroom."""
    rows = Policy.objects.filter(
        Q(edition=edition, story=story, section="")
        | Q(edition=edition, section=section, story="")
        | Q(edition__in=["", edition], section="", story="")
    )
    said = {(row.edition, row.section, row.story): _said(row) for row in rows}
    return _nearest(said, StoryCard(edition=edition, section=section, key=story))


def _nearest(said: dict[tuple[str, str, str], policies.Said], card: StoryCard) -> policies.Effective:
    wanted = [
        (card.edition, "", card.key),
        (card.edition, card.section, ""),
        (card.edition, "", ""),
        ("", "", ""),
    ]
    return policies.nearest([said[place] for place in wanted if place in said])


def _said(row: Policy) -> policies.Said:
    return policies.Said(
        mode=cast(policies.Mode, row.mode) if row.mode else None,
        trust_after=row.trust_after,
        close_after=row.close_after,
    )
