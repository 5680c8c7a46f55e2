"""Translations from before there were cards: each gets its card, and follows its original from that day on.

Rule: works on the tables as a migration has them, so it asks the rows for nothing but their columns. What has
a card, or a record of what it follows, is left as it is; doing it again does nothing. The first story of a
key is the original, as it is for `translating`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.dateparse import parse_datetime

from serai.desk import following

BATCH = 200  # originals with all that is theirs


def adopt(apps: Any, *, using: str, batch: int = BATCH) -> int:
    """Make the cards that are missing; how many there were. `apps` has the models of the moment."""
    desk = _Desk(apps, using)
    keys = desk.keys()
    return sum(desk.take_up(keys[first : first + batch]) for first in range(0, len(keys), batch))


@dataclass
class _Line:
    """A correction, as `following` reads one."""

    at: datetime
    text: str
    changed: str


class _Lines(list[_Line]):
    def all(self) -> "_Lines":
        return self


class _Original:
    """One version of an original, as `following` reads a story."""

    def __init__(self, row: Any, body: Any, corrections: Sequence[_Line], said: dict[str, Any]) -> None:
        self.pk = row.pk
        self.title: str = said.get("title", row.title)
        self.deck: str = said.get("deck", row.deck)
        self.place: str = said.get("place", row.place)
        self.lead_photo_id = said.get("lead_photo", row.lead_photo_id)
        self.lead_caption: str = said.get("lead_caption", row.lead_caption)
        self.lead_alt: str = said.get("lead_alt", row.lead_alt)
        self.body = body
        self.corrections = _Lines(corrections)
        self.last_published_at = row.last_published_at
        self.latest_revision_created_at = row.latest_revision_created_at
        held = said.get("embargo_until", row.embargo_until)
        self.embargo_until = parse_datetime(held) if isinstance(held, str) else held


class _Desk:
    def __init__(self, apps: Any, using: str) -> None:
        def rows(name: str, app: str = "desk") -> Any:
            return apps.get_model(app, name)._default_manager.using(using)

        self.stories, self.cards = rows("Story"), rows("TranslationCard")
        self.lines, self.revisions = rows("StoryCorrection"), rows("Revision", "wagtailcore")

    def keys(self) -> list[Any]:
        """The keys that more than one story has."""
        keys = self.stories.values("translation_key").annotate(many=Count("pk")).filter(many__gt=1)
        return list(keys.order_by("translation_key").values_list("translation_key", flat=True))

    def take_up(self, keys: Sequence[Any]) -> int:
        """Make the cards that the stories with these keys lack."""
        families: dict[Any, list[Any]] = {}
        for story in self.stories.filter(translation_key__in=keys).order_by("pk"):
            families.setdefault(story.translation_key, []).append(story)
        ids = [story.pk for family in families.values() for story in family]
        cards = {(card.source_id, card.locale_id): card for card in self.cards.filter(source_id__in=ids)}
        taken, originals = {card.target_id for card in cards.values()}, {pk for pk, _locale in cards}
        changed: list[Any] = []
        made: list[Any] = []
        found: list[Any] = []
        for family in families.values():
            source = next((story for story in family if story.pk in originals), family[0])
            alone = [story for story in family if story.pk != source.pk and story.pk not in taken]
            record = following.up_to_date(self._original(source)).as_json() if alone else {}
            for story in alone:
                if following.read(story.follows) is None:
                    story.follows = record
                    changed.append(story)
                card = cards.get((source.pk, story.locale_id)) or self._card(source, story.locale_id)
                card.target_id = story.pk
                (found if card.pk else made).append(card)
        self.stories.bulk_update(changed, ["follows"], batch_size=BATCH)
        self.cards.bulk_create(made)
        self.cards.bulk_update(found, ["target"])
        return len(made) + len(found)

    def _card(self, source: Any, locale_id: int) -> Any:
        return self.cards.model(source_id=source.pk, locale_id=locale_id)

    def _original(self, row: Any) -> _Original:
        """The version that is translated: the one that is live, or else the newest draft."""
        body = row._meta.get_field("body")
        draft = None if row.live else self.revisions.filter(pk=row.latest_revision_id).first()
        if draft is None:
            lines = [_Line(one.at, one.text, one.changed) for one in self.lines.filter(story_id=row.pk)]
            return _Original(row, row.body, lines, {})
        said = draft.content
        lines = [
            _Line(moment, str(one.get("text", "")), str(one.get("changed", "")))
            for one in said.get("corrections", ())
            if (moment := parse_datetime(str(one.get("at", "")))) is not None
        ]
        return _Original(row, body.to_python(said.get("body") or "[]"), lines, said)
