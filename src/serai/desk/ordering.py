"""Which orders a change makes necessary.

Rule: decides and places, inside the caller's transaction, and knows no form and no request. A change orders
the thing itself, what stops being public with it, and the stories that link or relate to it; nothing is
ordered for what readers neither have nor had.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from serai.desk.models.orders import Order

AT_ONCE = 500  # rows asked for or placed together


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a story stood towards its readers at one moment."""

    pk: int = 0
    edition: str = ""
    key: str = ""
    live: bool = False
    address: str = ""  # "" while readers do not have it
    due_at: datetime | None = None  # the end of an embargo that is still to come
    signs: frozenset[tuple[str, str]] = frozenset()  # kind and key of its section, authors, topics

    @classmethod
    def of(cls, story: Any, now: datetime) -> "Standing":
        """How `story` stands at `now`."""
        return cls(
            pk=story.pk,
            edition=story.edition.code,
            key=story.key,
            live=story.live,
            address=story.address if story.is_public(now) else "",
            due_at=story.embargo_until if story.live and story.is_embargoed(now) else None,
            signs=frozenset(story.signs()),
        )


NOWHERE = Standing()


def place(*, kind: str, edition: str, key: str, reason: str, due_at: datetime | None = None) -> Order:
    """Leave one order; `due_at` None means at once."""
    return Order.objects.create(kind=kind, edition=edition, key=key, reason=reason, due_at=due_at)


def story_changed(was: Standing, now: Standing) -> None:
    """Order what follows from a story's change from `was` to `now`; NOWHERE stands for no story."""
    if not (was.live or now.live):
        return
    story = now if now is not NOWHERE else was
    reason = _reason(was, now)
    story_shown(story, reason=reason, links=was.address != now.address)
    if was.address != now.address or was.signs != now.signs or now.due_at:
        front_of(story, reason=reason, signs=was.signs | now.signs)
    for kind, key in sorted(was.signs if now is NOWHERE else was.signs - now.signs):
        place(kind=kind, edition=story.edition, key=key, reason=reason)


def story_shown(story: Standing, *, reason: str = "edit", links: bool = True) -> None:
    """Order a story now, and again when its embargo ends; with `links`, those that link to it too."""
    linking = _linking(story.pk) if links or story.due_at else []
    for due_at in [None, story.due_at] if story.due_at else [None]:
        place(kind="story", edition=story.edition, key=story.key, reason=reason, due_at=due_at)
        _place_stories(linking, reason="link", due_at=due_at)


def front_changed(code: str, moments: Iterable[datetime] = (), *, reason: str = "front") -> None:
    """Order an edition's front now, and again at each of these moments, when something of it ends."""
    for due_at in [None, *moments]:
        place(kind="front", edition=code, key="front", reason=reason, due_at=due_at)


def front_of(story: Standing, *, reason: str, signs: Iterable[tuple[str, str]]) -> None:
    """Order the front that names a story which comes, goes or moves, or a section among its `signs`, for the
    story may be the first or the last there; again when its embargo ends."""
    fronts = apps.get_model("desk", "Front")._default_manager.filter(edition__slug=story.edition)
    keys = {story.key, *(key for kind, key in signs if kind == "section")}
    if any(key in json.dumps(layout) for layout in fronts.values_list("layout", flat=True) for key in keys):
        front_changed(story.edition, [story.due_at] if story.due_at else [], reason=reason)


def sign_changed(sign: Any, *, reason: str) -> None:
    """Order a section, author or topic in its language's edition; nothing where there is none."""
    code = (
        Page.objects.filter(edition__isnull=False, locale_id=sign.locale_id)
        .values_list("slug", flat=True)
        .first()
    )
    if code is not None:
        place(kind=sign._meta.model_name, edition=code, key=sign.key, reason=reason)


def edition_changed(edition: Any, *, reason: str, whole: bool) -> None:
    """Order an edition's own plate; with `whole`, everything that stands in it as well."""
    place(kind="edition", edition=edition.code, key=edition.code, reason=reason)
    if not whole:
        return
    own = (edition.pk, edition.made_from_id)
    if apps.get_model("desk", "Front")._default_manager.filter(edition_id__in=own).exists():
        front_changed(edition.code, reason=reason)
    for sign in edition.signs():
        place(kind=sign._meta.model_name, edition=edition.code, key=sign.key, reason=reason)
    _place_stories([(edition.code, key) for key in edition.live_story_keys()], reason=reason)


def photo_changed(photo: Any) -> None:
    """Order every live story and every author that shows `photo`."""
    _place_stories(_stories(_sources(photo, ContentType.objects.get_for_model(Page))), reason="photo")
    authors = apps.get_model("desk", "Author")
    for author in authors._default_manager.filter(photo=photo).order_by("pk"):
        sign_changed(author, reason="photo")


def _reason(was: Standing, now: Standing) -> str:
    if now is NOWHERE:
        return "delete"
    if not now.live:
        return "unpublish"
    if not was.live:
        return "publish"
    return "edit" if was.address == now.address or not was.address else "move"


def _linking(pk: int) -> list[tuple[str, str]]:
    page = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        to_content_type=page, to_object_id=str(pk), base_content_type=page
    )
    return _stories(set(references.values_list("object_id", flat=True)))


def _sources(target: Model, kind: ContentType) -> set[str]:
    references = ReferenceIndex.get_references_to(target).filter(base_content_type=kind)
    return set(references.values_list("object_id", flat=True))


def _stories(ids: set[str]) -> list[tuple[str, str]]:
    """Edition and key of those that are live stories, in a few queries however many they are."""
    editions = dict(Page.objects.filter(edition__isnull=False).values_list("path", "slug"))
    wanted, found = sorted(map(int, ids)), []
    for first in range(0, len(wanted), AT_ONCE):
        live = Page.objects.filter(pk__in=wanted[first : first + AT_ONCE], live=True, story__isnull=False)
        for path, key in live.order_by("pk").values_list("path", "translation_key"):
            if code := editions.get(path[: -Page.steplen]):
                found.append((code, key.hex))
    return found


def _place_stories(
    handles: Iterable[tuple[str, str]], *, reason: str, due_at: datetime | None = None
) -> None:
    orders = (
        Order(kind="story", edition=edition, key=key, reason=reason, due_at=due_at)
        for edition, key in handles
    )
    Order.objects.bulk_create(orders, batch_size=AT_ONCE)
