"""Beginning a translation: the original's structure in another edition, its words still to be translated.

Rule: a verb, one transaction. Blocks keep their ids, so that both sides stay beside each other whatever
happens to the order. What an edition lacks (a section, an author, a topic) is made there with the original's
name, and told.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db import transaction

from serai.desk import actions, following, markup, translating
from serai.desk.models import Author, Edition, Section, Story, Topic, TranslationCard
from serai.desk.translation import sheet

SignT = TypeVar("SignT", Section, Author, Topic)


@dataclass(kw_only=True)
class Begun:
    """A new translation and what its editor must know of it."""

    story: Story
    made: list[str] = field(default_factory=list)  # names of signs that the edition lacked
    left_out: list[str] = field(default_factory=list)  # headlines of related stories that it lacks


@transaction.atomic
def begin(*, source: Story, edition: Edition, user: Any = None) -> Begun:
    """Make the draft of a translation; where there is one already, that."""
    card, _new = TranslationCard.objects.select_for_update().get_or_create(
        source=source, locale_id=edition.locale_id
    )
    if card.target is None:
        translating.take_up(card)
    if card.target is not None:
        return Begun(story=card.target)
    version = translating.current(source)
    signs = _Signs(edition)
    related = version.related_stories()
    beside = _siblings([other.pk for other in related] + sorted(_linked(version)), edition)
    story = actions.create_story(
        edition=edition,
        headline=version.title,
        deck=version.deck,
        section=signs.section(version.section),
        authors=[signs.author(author) for author in version.authors()],
        place=version.place,
        dateline_at=version.dateline_at,
        lead_photo=version.lead_photo,
        lead_caption=version.lead_caption,
        topics=[signs.topic(topic) for topic in version.topics.all()],
        related=[beside[other.pk] for other in related if other.pk in beside],
        embargo_until=version.embargo_until,
        comments_open=version.comments_open,
        key=source.key,
        user=user,
    )
    story.lead_alt = version.lead_alt
    story.body = json.dumps(_relinked(version.body.get_prep_value(), beside))
    story.follows = _begun(version, story)
    story.save_revision(user=user, clean=False)
    Story.objects.filter(pk=story.pk).update(follows=story.follows)
    left_out = [other.title for other in related if other.pk not in beside]
    return Begun(story=story, made=signs.made, left_out=left_out)


def _begun(version: Story, story: Story) -> dict[str, Any]:
    begun = following.untouched(version)
    made: dict[int, str] = {}
    for row in sheet.rows(begun.paragraphs, following.shown(version), following.shown(story)):
        if row.found and row.step and row.step.old:
            made[id(row.step.old)] = row.found.paragraph.digest
    followed = tuple(replace(one, made=made.get(id(one), "")) for one in begun.paragraphs)
    return replace(begun, paragraphs=followed, embargo=version.embargo_until).as_json()


# --- what the edition has of it ---------------------------------------------------------------------------


class _Signs:
    """An edition's sections, authors and topics by the key of the original's."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self.made: list[str] = []

    def section(self, section: Section | None) -> Section | None:
        if section is None:
            return None
        return self._found(section) or self._make(
            Section(name=section.name, description="", position=section.position), section
        )

    def author(self, author: Author) -> Author:
        return self._found(author) or self._make(Author(name=author.name, photo=author.photo), author)

    def topic(self, topic: Topic) -> Topic:
        return self._found(topic) or self._make(Topic(name=topic.name), topic)

    def _found(self, sign: SignT) -> SignT | None:
        kind: Any = type(sign)
        found: SignT | None = kind._default_manager.filter(
            translation_key=sign.translation_key, locale_id=self._edition.locale_id
        ).first()
        return found

    def _make(self, new: SignT, sign: SignT) -> SignT:
        kind: Any = type(sign)
        taken = kind._default_manager.filter(locale_id=self._edition.locale_id)
        new.slug = sign.slug
        if taken.filter(slug=new.slug).exists():
            new.slug = f"{sign.slug[:80]}-{sign.key[:8]}"
        new.locale_id = self._edition.locale_id
        new.translation_key = sign.translation_key
        new.full_clean()
        new.save()
        self.made.append(new.name)
        return new


def _siblings(ids: list[int], edition: Edition) -> dict[int, Story]:
    """Which stories of `edition` translate those with these ids, in two queries."""
    keys = dict(Story.objects.filter(pk__in=ids).values_list("translation_key", "pk"))
    found = Story.objects.filter(translation_key__in=keys, locale_id=edition.locale_id)
    return {keys[story.translation_key]: story for story in found}


def _linked(version: Story) -> set[int]:
    return markup.linked_pages(json.dumps(version.body.get_prep_value()).replace('\\"', '"'))


def _relinked(value: Any, beside: Mapping[int, Story]) -> Any:
    """Blocks whose links lead to the edition's own stories, where it has them."""
    if isinstance(value, str):
        return markup.relinked(value, {old: story.pk for old, story in beside.items()})
    if isinstance(value, dict):
        return {name: _relinked(one, beside) for name, one in value.items()}
    return [_relinked(one, beside) for one in value] if isinstance(value, list) else value
