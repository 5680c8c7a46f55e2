"""The wire's verbs: make a draft of a saved page, and put a real photo where one is missing.

Rule: keyword-only, one transaction each. A rescued story is a draft: nothing here publishes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import transaction

from serai.desk import actions as desk
from serai.desk.models import Author, Edition, Photo, Section, Story, Topic
from serai.desk.photos.errors import PhotoError
from serai.discussion import actions as discussion
from serai.wire import drafts
from serai.wire.errors import NoMissingPhotoError
from serai.wire.models import Rescue
from serai.wire.saved.records import Note, Picture, Rescued


@dataclass(frozen=True, kw_only=True)
class PictureFile:
    """A picture saved beside its page."""

    name: str
    data: bytes


@transaction.atomic
def make_draft(
    *,
    page: Rescued,
    edition: Edition,
    file_name: str,
    sha256: str,
    pictures: Mapping[str, PictureFile] | None = None,
    user: Any = None,
) -> Rescue:
    """Make a draft of a saved page, with its section, authors, topics, photos and comments.

    `pictures` maps a picture's address on the page to the file beside it. Section, authors and topics are
    matched by name within the edition's language and made where there are none; the receipt says which.
    """
    notes: list[Note] = []
    if page.language and _base(page.language) != _base(edition.locale.language_code):
        notes.append(Note(code="language", detail=page.language))
    photos = _take_in(page, pictures or {}, notes, user)
    lead = page.lead
    lead_photo = photos.get(lead.source) if lead else None
    story = desk.create_story(
        edition=edition,
        headline=page.headline,
        deck=page.deck,
        section=_section(page, edition, notes),
        authors=[_author(name, edition, notes) for name in page.authors],
        place=page.place,
        dateline_at=drafts.moment(page.published, edition.zone),
        lead_photo=lead_photo,
        lead_caption=lead.caption if lead and lead_photo else "",
        body=drafts.body(page.body, photos, lead),
        topics=[_topic(name, edition, notes) for name in page.topics],
        user=user,
    )
    receipt = msgspec.structs.replace(page.receipt, notes=page.receipt.notes + tuple(notes))
    rescue = Rescue.objects.create(
        edition=edition.code,
        story=story,
        file_name=file_name[-255:],
        sha256=sha256,
        address=page.address,
        receipt=msgspec.to_builtins(receipt),
    )
    # Last, since the discussion's database commits by itself: what fails before leaves no comment behind, and
    # what fails after leaves them under a key that no story has.
    _take_in_comments(page, edition, story, file_name)
    return rescue


@transaction.atomic
def replace_missing_photo(*, story: Story, index: int, photo: Photo, user: Any = None) -> Story:
    """Put `photo` where the body's block `index` (from 0) is a missing photo, in a new draft.

    A missing photo that stands first becomes the lead photo, where the story has none. Its caption and
    credit go to the photo, where the photo has none; in the body they stand on the block.
    Raises NoMissingPhotoError where that block is none.
    """
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    blocks = [(block.block_type, block.value) for block in draft.body]
    if not 0 <= index < len(blocks) or blocks[index][0] != "missing_photo":
        raise NoMissingPhotoError(
            f"Block {index + 1} of “{draft.title}” is no missing photo. Choose the photo's block."
        )
    missing = blocks[index][1]
    photo.caption = photo.caption or missing["caption"]
    photo.credit = photo.credit or missing["credit"]
    photo.alt = photo.alt or missing["description"]
    photo.save()
    if index == 0 and draft.lead_photo is None:
        return desk.revise(
            story=story, user=user, lead_photo=photo, lead_caption=missing["caption"], body=blocks[1:]
        )
    value = {"photo": photo, "caption": missing["caption"], "credit": missing["credit"]}
    blocks[index] = ("photo", value)
    return desk.revise(story=story, user=user, body=blocks)


def _base(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]


def _take_in(
    page: Rescued, pictures: Mapping[str, PictureFile], notes: list[Note], user: Any
) -> dict[str, Photo]:
    """The desk's photos of the pictures saved beside the page; a refused one stays missing."""
    photos: dict[str, Photo] = {}
    for picture in _pictures(page):
        file = pictures.get(picture.source)
        if file is None or picture.source in photos:
            continue
        try:
            photos[picture.source] = desk.create_photo(
                data=file.data,
                name=file.name,
                title=(picture.caption or picture.alt or file.name)[:200],
                alt=picture.alt[:500],
                caption=picture.caption[:1000],
                credit=picture.credit[:200],
                user=user,
            )
        except PhotoError as error:
            notes.append(Note(code="picture_refused", detail=str(error)))
    return photos


def _pictures(page: Rescued) -> Iterable[Picture]:
    if page.lead is not None:
        yield page.lead
    yield from (block for block in page.body if isinstance(block, Picture))


def _section(page: Rescued, edition: Edition, notes: list[Note]) -> Section | None:
    if not page.section:
        return None
    section: Section = _by_name(Section, desk.create_section, page.section, edition, notes)
    return section


def _author(name: str, edition: Edition, notes: list[Note]) -> Author:
    author: Author = _by_name(Author, desk.create_author, name, edition, notes)
    return author


def _topic(name: str, edition: Edition, notes: list[Note]) -> Topic:
    topic: Topic = _by_name(Topic, desk.create_topic, name, edition, notes)
    return topic


def _by_name(
    model: type[Section] | type[Author] | type[Topic],
    create: Callable[..., Any],
    name: str,
    edition: Edition,
    notes: list[Note],
) -> Any:
    # Compared here and not by the database: SQLite folds the case of ASCII alone.
    rows = list(model._default_manager.filter(locale_id=edition.locale_id).order_by("pk"))
    for row in rows:
        if row.name.casefold() == name.casefold():
            return row
    taken = {row.slug for row in rows}
    slug = wanted = desk.slug_of(name)
    number = 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    notes.append(Note(code=f"{model._meta.model_name}_made", detail=name))
    return create(edition=edition, name=name, slug=slug)


def _take_in_comments(page: Rescued, edition: Edition, story: Story, file_name: str) -> None:
    if page.comments:
        discussion.import_comments(
            edition=edition.code,
            story=story.key,
            source=file_name,
            comments=[
                discussion.Incoming(
                    text=comment.text,
                    name=comment.name,
                    written_at=drafts.moment(comment.written, edition.zone),
                    reply_to=comment.reply_to,
                )
                for comment in page.comments
            ],
        )
    if page.rating is not None and page.rating.likes is not None:
        discussion.set_rating(
            edition=edition.code,
            story=story.key,
            likes=page.rating.likes,
            dislikes=page.rating.dislikes or 0,
        )
