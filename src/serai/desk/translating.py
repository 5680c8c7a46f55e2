"""What a story's saving means for its translations, and what casting says of one.

Rule: called by the rows themselves inside their own transaction, and by casting; decides with `following` and
places at most one order for each edition. The first story of a key is the original of those that come after.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.apps import apps

from serai.core import clock
from serai.desk import following, holding, ordering
from serai.desk.following import Following, Left
from serai.press import plates


def saved(story: Any, before: Any, was: ordering.Standing, now: ordering.Standing) -> None:
    """Bring the cards of a story that was just saved up to date, and order the translations that it leaves
    behind. `before` is the row as it was, None where there was none."""
    others = _others(story)
    if not others:
        return
    cards = list(_cards(story, others))
    own = next((card for card in cards if card.target_id == story.pk), None)
    if own is None and not any(card.source_id == story.pk for card in cards):
        own = _joined(story, cards, others, before)
    if own is not None:
        count(own, target=story)
        return
    for other in others:
        _followed(story, before, other, cards, was=was, now=now)


def drafted(story: Any) -> None:
    """Count again what the draft of a translation that was just saved leaves to do; that of an original which
    is not live is what its translations follow, and may hold them back."""
    card = _card(story)
    if card is not None:
        count(card, draft=story)
    elif not story.live:
        for other in _model().objects.filter(source_id=story.pk, target__isnull=False):
            count(other)
            _hold_again(other.target)


def hold(story: Any, now: datetime) -> bool:
    """Give a translation that readers are to have the embargo that its original has, where it must have one;
    whether that changed anything."""
    record = following.read(story.follows)
    card = _card(story) if record is not None and not story.before_original else None
    if record is None or card is None:
        return False
    found = holding.moved(
        own=story.embargo_until, taken=record.embargo, original=held_until(card.source), now=now
    )
    if (found.until, found.taken) == (story.embargo_until, record.embargo):
        return False
    story.embargo_until = found.until
    story.follows = replace(record, embargo=found.taken).as_json()
    return True


def holds_back(story: Any, now: datetime) -> datetime | None:
    """The moment before which its original keeps this version of a translation from readers; None where it
    does not."""
    card = _card(story) if not story.before_original else None
    until = waits_until(card.source, now) if card is not None else None
    own = story.embargo_until
    return until if until is not None and (own is None or own < until) else None


def waits_until(source: Any, now: datetime) -> datetime | None:
    """As `held_until`, of a moment that is still to come."""
    until = held_until(source)
    return until if until is not None and until > now else None


def held_until(source: Any) -> datetime | None:
    """When readers get an original that waits for its hour; None where it waits for none."""
    moments = [current(source).embargo_until]
    if not source.live:
        # Wagtail's own property may have been read before the schedule was made.
        waiting = source.revisions.filter(approved_go_live_at__isnull=False)
        moments.append(waiting.values_list("approved_go_live_at", flat=True).first())
    return max((moment for moment in moments if moment is not None), default=None)


def take_up(card: Any) -> None:
    """Let a card that lacks its translation have the one that the edition has already, if any."""
    found = next((other for other in _others(card.source) if other.locale_id == card.locale_id), None)
    if found is not None:
        _adopt(found, card.source, following.up_to_date(current(card.source)))
        card.refresh_from_db()
        count(card)


def gone(story: Any) -> None:
    """Order the translations of a story that is being deleted: nothing leads to it any more."""
    for card in _model().objects.filter(source=story, target__live=True).select_related("target"):
        _order(card.target)


def shown(story: Any) -> None:
    """Order the translations of a story whose standing changed without its being saved."""
    gone(story)


def plate(story: Any, now: datetime) -> plates.Translation | None:
    """What readers are told of a version of a translation; None where it is none, or where they do not have
    its original."""
    card = _card(story)
    record = following.towards(story, card.source) if card is not None else None
    if card is None or record is None or not card.source.is_public(now):
        return None
    left = following.left(record, card.source)
    return plates.Translation(
        edition=card.source.edition.code,
        made_from=record.made_from,
        behind=left.paragraphs,
        corrections=left.corrections,
    )


def current(source: Any) -> Any:
    """The version of an original that is translated: the one that is live, or else the newest draft."""
    return source if source.live else source.get_latest_revision_as_object()


def count(card: Any, *, target: Any = None, draft: Any = None) -> None:
    """Write what is left to do on a card: `target` is the live row, `draft` its newest version, where the
    caller has read them."""
    source = current(card.source)
    target = target or card.target
    draft = draft or target.get_latest_revision_as_object()
    todo, public = _left(draft, source), _left(target, source) if target.live else Left()
    card.behind, card.corrections = todo.paragraphs, todo.corrections
    card.public_behind, card.public_corrections = public.paragraphs, public.corrections
    card.save(update_fields=["behind", "corrections", "public_behind", "public_corrections"])


def _left(version: Any, source: Any) -> Left:
    return following.left(following.towards(version, source), source)


def _others(story: Any) -> list[Any]:
    stories = apps.get_model("desk", "Story")._default_manager
    same = stories.filter(translation_key=story.translation_key).exclude(pk=story.pk)
    return list(same.order_by("pk"))


def _cards(story: Any, others: Iterable[Any]) -> Any:
    ids = [story.pk, *(other.pk for other in others)]
    return _model().objects.filter(source_id__in=ids).select_related("source", "target")


def _card(story: Any) -> Any:
    if not story.pk:
        return None
    return _model().objects.filter(target_id=story.pk).select_related("source").first()


def _model() -> Any:
    return apps.get_model("desk", "TranslationCard")


def _joined(story: Any, cards: list[Any], others: list[Any], before: Any) -> Any:
    """The card of a story that stands beside others without one; None where it is the original."""
    source = cards[0].source if cards else min(others, key=lambda other: other.pk)
    if before is not None and not cards and story.pk < source.pk:
        return None
    record = following.up_to_date(current(source))
    return _adopt(story, source, record)


def _adopt(target: Any, source: Any, record: Following) -> Any:
    if following.towards(target, source) is None:
        target.follows = record.as_json()
        stories = apps.get_model("desk", "Story")._default_manager
        stories.filter(pk=target.pk).update(follows=target.follows)
    card, _made = _model().objects.update_or_create(
        source=source, locale_id=target.locale_id, defaults={"target": target}
    )
    return card


def _followed(
    source: Any, before: Any, other: Any, cards: list[Any], *, was: ordering.Standing, now: ordering.Standing
) -> None:
    """Count what a change of `source` leaves to do in `other`, and order it where readers are told so."""
    card = next((one for one in cards if one.target_id == other.pk), None)
    if card is None:
        card = _adopt(other, source, following.up_to_date(before if before is not None else source))
    card.source = source
    told = (card.public_behind, card.public_corrections)
    count(card, target=other)
    if not other.live:
        return
    if told != (card.public_behind, card.public_corrections) or bool(was.address) != bool(now.address):
        _order(other)
    _hold_again(other)
    if now.due_at and now.due_at != was.due_at:
        _order(other, due_at=now.due_at)


def _hold_again(target: Any) -> None:
    """Let a translation that is live move with its original."""
    if target.live and hold(target, clock.now()):
        target.save(clean=False)


def _order(target: Any, *, due_at: datetime | None = None) -> None:
    ordering.place(
        kind="story", edition=target.edition.code, key=target.key, reason="original", due_at=due_at
    )
