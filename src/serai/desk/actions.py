"""The desk's verbs: what changes stories and what they stand in.

Rule: keyword-only, each one transaction, called alike by the admin, the wire, the demo and the command
line. A verb that publishes refuses what is not ready (NotReadyError, with the problems by field). Orders
are left by the rows themselves, so a verb does not place them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from anyascii import anyascii
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from serai.core import clock
from serai.desk import readiness, roles
from serai.desk.errors import NotReadyError
from serai.desk.fronts.keeping import arrange_front as arrange_front
from serai.desk.fronts.keeping import restore_front as restore_front
from serai.desk.models import (
    Author,
    Byline,
    Edition,
    Order,
    Photo,
    RelatedStory,
    Section,
    Story,
    StoryCorrection,
    Topic,
)
from serai.desk.models.photos import inspect
from serai.desk.schedule import Scheduled as Scheduled
from serai.desk.schedule import publish_scheduled as publish_scheduled
from serai.desk.tidying import tidy as tidy

Body = Sequence[tuple[str, Any]]
SignT = TypeVar("SignT", Section, Author, Topic)


# --- editions and what stands in them ------------------------------------------------------------------


@transaction.atomic
def create_edition(
    *,
    code: str,
    name: str,
    language_name: str,
    language: str = "",
    direction: str = "ltr",
    time_zone: str = "UTC",
    tagline: str = "",
    description: str = "",
    about: str = "",
    comment_policy: str = "",
    comment_limit: int = 1500,
    position: int = 0,
    made_from: Edition | None = None,
    kept_words: str = "",
) -> Edition:
    """Make an edition and put it live. `language` is one of the content languages, the code by default.
    `made_from` makes it the second script of another edition, `kept_words` (one a line) stay as they are."""
    locale, _made = Locale.objects.get_or_create(language_code=language or code)
    edition = Edition(
        title=name,
        slug=code,
        locale=locale,
        language_name=language_name,
        direction=direction,
        time_zone=time_zone,
        tagline=tagline,
        description=description,
        about=about,
        comment_policy=comment_policy,
        comment_limit=comment_limit,
        position=position,
        made_from=made_from,
        kept_words=kept_words,
        live=False,
    )
    root = Page.get_first_root_node()
    root.add_child(instance=edition)
    edition.save_revision(log_action=True).publish()
    edition.refresh_from_db()
    settle_edition(edition=edition)
    return edition


@transaction.atomic
def settle_edition(*, edition: Edition) -> None:
    """Give a new edition its place: Wagtail's site leads to the first one, and the roles may work in it."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=edition, is_default_site=True)
    elif not Edition.objects.filter(pk=site.root_page_id).exists():
        welcome = site.root_page
        site.root_page = edition
        site.save()
        if welcome.specific_class is Page and welcome.depth == 2 and welcome.is_leaf():
            welcome.delete()  # the page that Wagtail greets developers with
    roles.grant_edition(edition)


def create_section(
    *, edition: Edition, name: str, slug: str = "", description: str = "", position: int = 0, key: str = ""
) -> Section:
    """Make a section; `key` makes it the translation of the one with that key."""
    return _sign(Section(name=name, slug=slug, description=description, position=position), edition, key)


def create_author(
    *,
    edition: Edition,
    name: str,
    slug: str = "",
    role: str = "",
    biography: str = "",
    photo: Photo | None = None,
    key: str = "",
) -> Author:
    """Make an author; readers see them once they have signed a public story."""
    return _sign(Author(name=name, slug=slug, role=role, biography=biography, photo=photo), edition, key)


def create_topic(
    *, edition: Edition, name: str, slug: str = "", description: str = "", key: str = ""
) -> Topic:
    """Make a topic; readers see it once a public story carries it."""
    return _sign(Topic(name=name, slug=slug, description=description), edition, key)


def _sign(sign: SignT, edition: Edition, key: str) -> SignT:
    sign.locale_id = edition.locale_id
    sign.slug = sign.slug or slug_of(sign.name)
    if key:
        sign.translation_key = UUID(hex=key)
    sign.full_clean()
    sign.save()
    return sign


def slug_of(words: str) -> str:
    """Words as the end of an address: ASCII, small letters, at most 80 characters."""
    return slugify(anyascii(words))[:80].strip("-") or "untitled"


def create_photo(
    *,
    data: bytes,
    name: str,
    title: str = "",
    alt: str = "",
    caption: str = "",
    credit: str = "",
    user: Any = None,
) -> Photo:
    """Take a picture in, as an upload is; words given here win over the file's. PhotoError: refused."""
    upload: Any = ContentFile(data, name=name)
    upload.inspected = inspect(data, name)  # first of all: the row measures the picture as it is given it
    photo = Photo(title=title or name, alt=alt, caption=caption, credit=credit, uploaded_by_user=user)
    photo.file = upload
    photo.save()
    return photo


# --- stories ----------------------------------------------------------------------------------------------


@transaction.atomic
def create_story(
    *,
    edition: Edition,
    headline: str,
    slug: str = "",
    deck: str = "",
    section: Section | None = None,
    authors: Iterable[Author] = (),
    place: str = "",
    dateline_at: datetime | None = None,
    lead_photo: Photo | None = None,
    lead_caption: str = "",
    body: Body = (),
    topics: Iterable[Topic] = (),
    related: Iterable[Story] = (),
    embargo_until: datetime | None = None,
    comments_open: bool = True,
    key: str = "",
    user: Any = None,
) -> Story:
    """Make a draft. `body` holds (block name, value) pairs; `key` makes it that story's translation."""
    story = Story(
        title=headline,
        slug=slug,
        locale_id=edition.locale_id,
        owner=user,
        live=False,
        has_unpublished_changes=True,
        deck=deck,
        section=section,
        place=place,
        dateline_at=dateline_at,
        lead_photo=lead_photo,
        lead_caption=lead_caption,
        body=list(body),
        embargo_until=embargo_until,
        comments_open=comments_open,
    )
    if key:
        story.translation_key = UUID(hex=key)
    story.byline = [Byline(author=author, sort_order=place_) for place_, author in enumerate(authors)]
    story.related = [RelatedStory(other=other, sort_order=place_) for place_, other in enumerate(related)]
    story.topics = list(topics)
    edition.refresh_from_db()  # the tree counts its children
    edition.add_child(instance=story)
    story.save_revision(user=user, log_action=True, clean=False)
    return story


@transaction.atomic
def publish(*, story: Story, user: Any = None) -> Story:
    """Publish the newest draft and return the story as it then is. An embargo still holds it back from
    readers; a schedule (`go_live_at`) puts it off. NotReadyError: what it lacks."""
    draft = _fresh(story).get_latest_revision_as_object()
    if problems := readiness.problems(draft):
        raise NotReadyError(draft.title, problems)
    revision = draft.latest_revision or draft.save_revision(user=user)
    revision.publish(user=user)
    return _fresh(story)


@transaction.atomic
def revise(*, story: Story, user: Any = None, **fields: Any) -> Story:
    """Save a new draft with these fields changed, `headline` among them; readers see nothing of it yet."""
    draft = _fresh(story).get_latest_revision_as_object()
    if "headline" in fields:
        fields["title"] = fields.pop("headline")
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, log_action=True, clean=False)
    return _fresh(story)


@transaction.atomic
def unpublish(*, story: Story, user: Any = None) -> Story:
    """Take a story back from readers; it stays in the desk as a draft."""
    _fresh(story).unpublish(user=user)
    return _fresh(story)


@transaction.atomic
def correct(
    *, story: Story, text: str, changed: str = "", at: datetime | None = None, user: Any = None
) -> Story:
    """Publish a correction on a live story, at once, and keep whatever draft is being written on it."""
    live = _fresh(story)
    draft = live.get_latest_revision_as_object() if live.has_unpublished_changes else None
    moment = at or clock.this_minute()
    live.corrections.add(StoryCorrection(at=moment, text=text, changed=changed))
    if problems := readiness.problems(live):
        raise NotReadyError(live.title, problems)
    live.save_revision(user=user, log_action=True).publish(user=user)
    if draft is not None:
        draft.corrections.add(StoryCorrection(at=moment, text=text, changed=changed))
        draft.save_revision(user=user, clean=False)
    return _fresh(story)


def _fresh(story: Story) -> Story:
    row: Story = Story.objects.get(pk=story.pk)
    return row


# --- roles ------------------------------------------------------------------------------------------------


def set_up_roles(*, also: Mapping[str, Sequence[str]] | None = None) -> None:
    """Make the groups Writers, Editors, Moderators and Administrators what `roles.TABLE` says. `also` grants
    permissions of other rooms: `{"Moderators": ["discussion.moderate_comment"]}`."""
    roles.set_up_roles(also=also)


def set_up_workflow() -> None:
    """Let a story go from its writer through an editor."""
    roles.set_up_workflow()


# --- what happens by itself --------------------------------------------------------------------------------


def fill_order(*, order: Order, report: dict[str, Any], at: datetime | None = None) -> None:
    """Mark an order filled, with what the press answered."""
    order.filled_at = at or clock.now()
    order.report = report
    order.save(update_fields=["filled_at", "report"])
