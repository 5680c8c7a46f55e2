"""Reads of the desk with thought in them.

Rule: reads only; a moment is always an argument.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, Q, QuerySet
from wagtail.models import Page, ReferenceIndex, Revision

from serai.desk.models import Author, Edition, Order, Photo, Section, Story, Topic


def due_orders(now: datetime, limit: int = 200, after: int = 0) -> list[Order]:
    """The orders that wait and are due, oldest first, at most `limit`; only those `after` a number."""
    return list(_due(now).filter(id__gt=after).order_by("id")[:limit])


def count_due(now: datetime) -> int:
    """How many orders wait and are due."""
    return _due(now).count()


def _due(now: datetime) -> QuerySet[Order]:
    return Order.objects.filter(filled_at=None).filter(Q(due_at=None) | Q(due_at__lte=now))


def waiting_orders() -> int:
    """How many orders have not been filled, embargoes still to end among them."""
    return Order.objects.filter(filled_at=None).count()


def next_due(now: datetime) -> datetime | None:
    """When the desk next has something for the press by itself: an embargo's end, a schedule; None: never."""
    orders = Order.objects.filter(filled_at=None, due_at__gt=now).aggregate(at=Min("due_at"))["at"]
    # That a moment is set is said in words: the indexes hold only those that are.
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False)
    going_live = scheduled.aggregate(at=Min("approved_go_live_at"))["at"]
    expiring = Page.objects.filter(live=True, expire_at__isnull=False).aggregate(at=Min("expire_at"))["at"]
    return min((at for at in (orders, going_live, expiring) if at is not None), default=None)


def troubles(limit: int = 5) -> list[Order]:
    """Orders that were tried, failed and wait to be tried again, oldest first; `report["error"]` says why."""
    return list(Order.objects.filter(filled_at=None, report__has_key="error").order_by("id")[:limit])


def shown_live(photo: Photo) -> bool:
    """Whether a live story shows this photo, as its lead or in its body."""
    page = ContentType.objects.get_for_model(Page)
    sources = ReferenceIndex.get_references_to(photo).filter(base_content_type=page)
    ids = [int(pk) for pk in set(sources.values_list("object_id", flat=True))]
    return bool(Story.objects.filter(pk__in=ids, live=True).exists())


def last_filled() -> Order | None:
    """The order that the press filled last."""
    return Order.objects.exclude(filled_at=None).order_by("-filled_at").first()


def edition(code: str) -> Edition | None:
    """The edition with this code."""
    found: Edition | None = Edition.objects.filter(slug=code).first()
    return found


def derived_editions(source: Edition) -> list[Edition]:
    """The editions that are made from `source`, in the order of their codes."""
    return list(Edition.objects.filter(made_from=source).select_related("locale").order_by("slug"))


def give_editions(stories: Iterable[Story], among: Iterable[Edition] | None = None) -> None:
    """Let each of `stories` know its edition, in one query for all of them, or none where all editions are
    at hand (`among`)."""
    homes = {home.path: home for home in (among if among is not None else Edition.objects.all())}
    for page in stories:
        home = homes.get(page.path[: -page.steplen])
        if home is not None:
            page.stands_in(home)


def give_schedules(stories: Iterable[Story]) -> None:
    """Let each of `stories` know when a version of it goes public by itself, in one query for all."""
    found = {str(story.pk): story for story in stories}
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id__in=found)
    hours = dict(waiting.order_by("-approved_go_live_at").values_list("object_id", "approved_go_live_at"))
    for pk, story in found.items():
        story.goes_public_at = hours.get(pk)


def scheduled_ids() -> list[int]:
    """The pages with a version that will go public by itself."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return [int(pk) for pk in waiting.values_list("object_id", flat=True)]


def public_stories(now: datetime) -> QuerySet[Story]:
    """The stories that readers may have at `now`, as far as their own rows say; their edition may be down."""
    free = Q(embargo_until=None) | Q(embargo_until__lte=now)
    found: QuerySet[Story] = Story.objects.filter(free, live=True)
    return found


def story(code: str, key: str) -> Story | None:
    """The story with this key in the edition with this code, live or not."""
    home = edition(code)
    if home is None:
        return None
    # By its key first: below an edition stand all of its stories.
    found: Story | None = Story.objects.filter(
        translation_key=uuid.UUID(hex=key), locale_id=home.locale_id
    ).first()
    return found if found is not None and found.is_child_of(home) else None


def handle(key: str) -> uuid.UUID | None:
    """A key as its column has it; None where it cannot be one."""
    try:
        return uuid.UUID(hex=key)
    except ValueError:
        return None


def is_signed(sign: Section | Author | Topic, now: datetime) -> bool:
    """Whether a story that readers may have at `now` carries this section, author or topic."""
    return _signed(sign, now).exists()


def count_signed(sign: Section | Author | Topic, now: datetime) -> int:
    """How many stories that readers may have at `now` carry this section, author or topic."""
    return _signed(sign, now).distinct().count()


def _signed(sign: Section | Author | Topic, now: datetime) -> QuerySet[Story]:
    carried = {Section: "section", Author: "byline__author", Topic: "topics"}[type(sign)]
    return public_stories(now).filter(**{carried: sign})


def section_left_empty(draft: Story, now: datetime) -> Section | None:
    """The section that publishing `draft` leaves without a public story, if any."""
    live = public_stories(now).filter(pk=draft.pk).select_related("section").first() if draft.pk else None
    if live is None or live.section is None or live.section_id == draft.section_id:
        return None
    others = public_stories(now).filter(section=live.section).exclude(pk=draft.pk)
    return None if others.exists() else live.section


def public_addresses(ids: Iterable[int], now: datetime) -> dict[int, str]:
    """Of the pages with these ids, the addresses of those that readers may have: stories and editions."""
    wanted = set(ids)
    if not wanted:
        return {}
    editions = {home.path: home for home in Edition.objects.filter(live=True)}
    found = {home.pk: home.address for home in editions.values() if home.pk in wanted}
    for page in public_stories(now).filter(pk__in=wanted):
        home = editions.get(page.path[: -page.steplen])
        if home is not None:
            page.stands_in(home)
            found[page.pk] = page.address
    return found


def embargoed(now: datetime) -> QuerySet[Story]:
    """Published stories that an embargo holds back, the next to be free first."""
    held: QuerySet[Story] = Story.objects.filter(live=True, embargo_until__gt=now).order_by("embargo_until")
    return held


def scheduled() -> QuerySet[Story]:
    """Stories with a version that will be published by itself, the next first."""
    due: QuerySet[Story] = Story.objects.filter(pk__in=scheduled_ids()).order_by("go_live_at")
    return due
