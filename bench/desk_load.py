"""A desk full of stories: the archive of `bench.archive` written straight into the desk's tables.

Rule: what an editor's screens read is there as if every story had been written and published by hand: pages
in their tree, the stories' own rows, bylines, topics, related stories, a revision, three lines of history,
the search index, the reference index, an order filled just now, photos with the desk's own thumbnails. Rows
go in by the thousand, past every signal: for measuring, never for a newsroom. Imported once Django is up.
"""

import io
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery
from modelsearch.backends import get_search_backend
from PIL import Image
from wagtail.models import Collection, Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from bench import archive
from serai.core import clock
from serai.desk import actions
from serai.desk.models import (
    Author,
    Byline,
    Edition,
    Order,
    Photo,
    PhotoRendition,
    RelatedStory,
    Section,
    Story,
    StoryCorrection,
    Topic,
    TranslationCard,
)
from serai.press import plates

BATCH = 1_000  # stories written together
PHOTOS = 5_000
PICTURES = 12  # files on the disk, which the photos share
RENDITIONS = 20  # of each photo: 100,000 rows
STAFF = 40
DRAFTS, SCHEDULED, EMBARGOED = 200, 30, 20  # of the newest stories, or a tenth of all
_TAG = re.compile(r"<[^>]+>")
_STEPS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def load(stories: int, *, photos: int = PHOTOS, seed: int = 7) -> None:
    """Fill the desk of a newsroom that has the archive's editions and roles; Django is up."""
    loader = _Loader(stories, seed)
    loader.signs()
    loader.staff()
    loader.photos(photos)
    written = archive.stories(stories, seed)
    for first in range(0, stories, BATCH):
        loader.batch(first, [put.plate for put in islice(written, BATCH)])
    loader.finish()


@transaction.atomic
def cards() -> int:
    """The translation desk's cards of a desk that was filled: one for each story that an original has been
    told as, and for a third of those that it lacks; how many. A fifth of the translations lag."""
    families: dict[uuid.UUID, dict[int, int]] = {}
    for pk, key, locale in Story.objects.order_by("pk").values_list("pk", "translation_key", "locale_id"):
        families.setdefault(key, {})[locale] = pk
    locales = [home.locale_id for home in Edition.objects.order_by("pk")]
    people = list(
        User.objects.filter(username__startswith="writer").order_by("pk").values_list("pk", flat=True)
    )
    rows = (
        TranslationCard(
            source_id=source,
            locale_id=locale,
            target_id=family.get(locale),
            translator_id=people[number % len(people)] if number % 4 == 0 else None,
            due_at=clock.now() + timedelta(minutes=number) if number % 8 == 0 else None,
            given=True,
            behind=number % 3 + 1 if locale in family and number % 5 == 0 else 0,
        )
        for number, family in enumerate(families.values())
        for own, source in list(family.items())[:1]
        for locale in locales
        if locale != own and (locale in family or number % 3 == 0)
    )
    made = 0
    while batch := list(islice(rows, BATCH)):
        made += len(TranslationCard.objects.bulk_create(batch))
    return made


def story_id(key: str) -> uuid.UUID:
    """The translation key of the story, section, author or topic that the archive calls `key`."""
    return uuid.uuid5(uuid.NAMESPACE_OID, key)


class _Loader:
    def __init__(self, stories: int, seed: int) -> None:
        self.total, self.seed, self.now = stories, seed, clock.now()
        self.editions = {home.code: home for home in Edition.objects.all()}
        self.places: dict[str, int] = {home.code: home.numchild for home in self.editions.values()}
        self.ids: dict[tuple[str, str, str], int] = {}  # edition, kind and key
        self.next: dict[type[models.Model], int] = {}
        self.types = {model: ContentType.objects.get_for_model(model) for model in (Page, Story, Photo)}
        self.types |= {model: ContentType.objects.get_for_model(model) for model in (Section, Author)}
        self.users: list[int] = []
        self.pictures: list[int] = []

    @transaction.atomic
    def signs(self) -> None:
        """The archive's sections, authors and topics."""
        tables: dict[type, type[Section] | type[Author] | type[Topic]] = {
            plates.SectionPlate: Section,
            plates.AuthorPlate: Author,
            plates.TopicPlate: Topic,
        }
        named = [put.plate for put in archive.things() if type(put.plate) in tables]
        for kind, model in tables.items():
            of_kind: list[Any] = [plate for plate in named if type(plate) is kind]
            rows: list[Any] = model._default_manager.bulk_create(
                model(
                    **({"position": plate.position} if kind is plates.SectionPlate else {}),
                    name=plate.name,
                    slug=plate.slug,
                    locale_id=self.editions[plate.edition].locale_id,
                    translation_key=story_id(plate.key),
                )
                for plate in of_kind
            )
            for plate, row in zip(of_kind, rows, strict=True):
                self.ids[plate.edition, plates.kind(plate), plate.key] = row.pk
            texts = [(row.pk, row.name, "", row) for row in rows]
            _index(model, ContentType.objects.get_for_model(model), texts)

    def staff(self) -> None:
        """People who have written it all, in the role of writers."""
        people = [User(username=f"writer{number}", password="!") for number in range(STAFF)]
        self.users = [user.pk for user in User.objects.bulk_create(people)]
        group = Group.objects.filter(name="Writers").first()
        if group is not None:
            group.user_set.add(*self.users)

    @transaction.atomic
    def photos(self, count: int) -> None:
        """`count` photos of a few pictures, each with what the desk would have made of it."""
        first = [
            actions.create_photo(
                data=_picture(number), name=f"picture{number}.jpg", alt="A river", credit="A. S."
            )
            for number in range(min(count, PICTURES))
        ]
        collection = Collection.get_first_root_node()
        rest = []
        for number in range(len(first), count):
            like = first[number % len(first)]
            rest.append(
                Photo(
                    title=f"Photo {number} of the river",
                    file=like.file.name,
                    width=like.width,
                    height=like.height,
                    file_size=like.file_size,
                    alt="A river",
                    credit="A. S. / The Measured Courier",
                    collection=collection,
                    uploaded_by_user_id=self.users[number % STAFF],
                    created_at=self.now - timedelta(minutes=count - number),
                )
            )
        Photo.objects.bulk_create(rest, batch_size=500)
        rows = list(Photo.objects.order_by("pk"))
        self.pictures = [photo.pk for photo in rows]
        _index(Photo, self.types[Photo], [(photo.pk, photo.title, "", photo) for photo in rows[len(first) :]])
        PhotoRendition.objects.bulk_create(
            (
                PhotoRendition(
                    image=photo,
                    filter_spec=f"width-{number}",
                    focal_point_key="",
                    file=photo.file.name,
                    width=9,
                    height=9,
                )
                for photo in rows
                for number in range(RENDITIONS)
            ),
            batch_size=1_000,
        )

    @transaction.atomic
    def batch(self, first: int, written: list[plates.AnyPlate]) -> None:
        """Some stories, with all that belongs to them."""
        rows = [_Row(self, first + offset, plate) for offset, plate in enumerate(written)]
        Page.objects.bulk_create([row.page() for row in rows])
        Revision.objects.bulk_create([row.revision() for row in rows])
        _insert_children([row.story for row in rows])
        belonging: tuple[tuple[Any, Any], ...] = (
            (Byline, _Row.bylines),
            (RelatedStory, _Row.related),
            (StoryCorrection, _Row.corrections),
            (Story.topics.through, _Row.topics),
            (ReferenceIndex, _Row.references),
            (PageLogEntry, _Row.history),
            (Order, _Row.orders),
        )
        for model, of in belonging:
            model._default_manager.bulk_create([line for row in rows for line in of(row)])
        texts = [(row.pk, row.plate.headline, f"{row.plate.deck} {row.text}", row.story) for row in rows]
        _index(Story, self.types[Story], texts)

    def finish(self) -> None:
        """What the tables know of one another."""
        for home in self.editions.values():
            Edition.objects.filter(pk=home.pk).update(numchild=self.places[home.code])
        with connection.cursor() as cursor:
            for line in connection.ops.sequence_reset_sql(no_style(), [Page, Revision, Byline, RelatedStory]):
                cursor.execute(line)

    def take(self, model: type[models.Model]) -> int:
        """A new primary key."""
        if model not in self.next:
            self.next[model] = (
                model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
            ) + 1
        self.next[model] += 1
        return self.next[model] - 1

    def place(self, edition: Edition) -> str:
        """The next path under `edition`."""
        self.places[edition.code] += 1
        number, step = self.places[edition.code], ""
        for _digit in range(Page.steplen):
            number, digit = divmod(number, len(_STEPS))
            step = _STEPS[digit] + step
        return f"{edition.path}{step}"


class _Row:
    """One story on its way into the tables."""

    def __init__(self, loader: _Loader, number: int, plate: Any) -> None:
        self.loader, self.plate, self.number = loader, plate, number
        self.edition = loader.editions[plate.edition]
        self.pk, self.revision_pk = loader.take(Page), loader.take(Revision)
        loader.ids[plate.edition, "story", plate.key] = self.pk
        self.user = loader.users[number % STAFF]
        self.key = story_id(plate.key)
        left = loader.total - number  # the newest has 1
        scheduled, drafts, embargoed = (
            min(most, loader.total // 10) for most in (SCHEDULED, DRAFTS, EMBARGOED)
        )
        self.live = left > drafts + scheduled
        self.go_live = loader.now + timedelta(hours=left) if left <= scheduled else None
        held = drafts + scheduled < left <= drafts + scheduled + embargoed
        self.blocks = list(_blocks(plate.body))
        self.text = " ".join(words for _kind, _value, words in self.blocks)
        self.lines = [
            {"type": kind, "value": value, "id": str(uuid.uuid5(self.key, str(place)))}
            for place, (kind, value, _words) in enumerate(self.blocks)
        ]
        self.section = loader.ids[plate.edition, "section", plate.section]
        self.photo = (
            loader.pictures[number % len(loader.pictures)] if loader.pictures and number % 2 else None
        )
        self.story = Story(
            pk=self.pk,
            page_ptr_id=self.pk,
            path=loader.place(self.edition),
            depth=self.edition.depth + 1,
            numchild=0,
            title=plate.headline,
            draft_title=plate.headline,
            slug=plate.slug,
            url_path=f"{self.edition.url_path}{plate.slug}/",
            locale_id=self.edition.locale_id,
            translation_key=self.key,
            content_type=loader.types[Story],
            owner_id=self.user,
            live=self.live,
            has_unpublished_changes=not self.live,
            go_live_at=self.go_live,
            deck=plate.deck,
            section_id=self.section,
            place=plate.place,
            dateline_at=plate.published_at,
            lead_photo_id=self.photo,
            body=json.dumps(self.lines),
            embargo_until=loader.now + timedelta(days=left) if held else None,
            comments_open=plate.comments == "open",
            address_history=[plate.address] if self.live else [],
        )
        self._bylines = [
            Byline(pk=loader.take(Byline), story_id=self.pk, author_id=author, sort_order=place)
            for place, author in enumerate(self._ids("author", dict.fromkeys(plate.authors)))
        ]
        others = [pk for pk in self._ids("story", dict.fromkeys(plate.related)) if pk != self.pk]
        self._related = [
            RelatedStory(pk=loader.take(RelatedStory), story_id=self.pk, other_id=other, sort_order=place)
            for place, other in enumerate(others)
        ]
        self._topics = self._ids("topic", dict.fromkeys(plate.topics))

    def _ids(self, kind: str, keys: Iterable[str]) -> list[int]:
        found = (self.loader.ids.get((self.plate.edition, kind, key)) for key in keys)
        return [pk for pk in found if pk is not None]

    def page(self) -> Page:
        names = [field.attname for field in Page._meta.local_concrete_fields]
        row = Page(**{name: getattr(self.story, name) for name in names})
        moment = self.plate.published_at
        row.pk, row.latest_revision_id, row.latest_revision_created_at = self.pk, self.revision_pk, moment
        if self.live:
            row.first_published_at = row.last_published_at = moment
            row.live_revision_id = self.revision_pk
        return row

    def revision(self) -> Revision:
        return Revision(
            pk=self.revision_pk,
            created_at=self.plate.published_at,
            approved_go_live_at=self.go_live,
            user_id=self.user,
            content=self._content(),
            object_id=str(self.pk),
            content_type=self.loader.types[Story],
            base_content_type=self.loader.types[Page],
            object_str=self.plate.headline,
        )

    def _content(self) -> dict[str, Any]:
        story = self.story
        names = [field.attname for field in Story._meta.concrete_fields if not field.is_relation]
        content = {name: getattr(story, name) for name in names if name not in {"body", "id"}}
        return content | {
            "pk": self.pk,
            "locale": story.locale_id,
            "content_type": story.content_type_id,
            "owner": self.user,
            "section": self.section,
            "lead_photo": self.photo,
            "latest_revision": None,
            "live_revision": None,
            "locked_by": None,
            "alias_of": None,
            "translation_key": str(self.key),
            "body": json.dumps(self.lines),
            "topics": self._topics,
            "byline": [_line(row, "author") for row in self._bylines],
            "related": [_line(row, "other") for row in self._related],
            "corrections": [],
            "wagtail_admin_comments": [],
        }

    def bylines(self) -> list[Byline]:
        return self._bylines

    def related(self) -> list[RelatedStory]:
        return self._related

    def corrections(self) -> Iterator[StoryCorrection]:
        for line in self.plate.corrections:
            yield StoryCorrection(story_id=self.pk, at=line.at, text=line.text, changed=line.changed)

    def topics(self) -> Iterator[Any]:
        for topic in self._topics:
            yield Story.topics.through(story_id=self.pk, topic_id=topic)

    def references(self) -> Iterator[ReferenceIndex]:
        yield self._reference(Section, self.section, "section", "section")
        if self.photo:
            yield self._reference(Photo, self.photo, "lead_photo", "lead_photo")
        for byline in self._bylines:
            path = f"byline.{byline.pk}.author"
            yield self._reference(Author, byline.author_id, "byline.item.author", path)
        for related in self._related:
            yield self._reference(Page, related.other_id, "related.item.other", f"related.{related.pk}.other")

    def _reference(self, model: type, to: int, model_path: str, path: str) -> ReferenceIndex:
        return ReferenceIndex(
            object_id=str(self.pk),
            content_type=self.loader.types[Story],
            base_content_type=self.loader.types[Page],
            to_content_type=self.loader.types[model],
            to_object_id=str(to),
            model_path=model_path,
            content_path=path,
            content_path_hash=ReferenceIndex._get_content_path_hash(path),
        )

    def history(self) -> Iterator[PageLogEntry]:
        for action in ("wagtail.create", "wagtail.edit", "wagtail.publish")[: 3 if self.live else 2]:
            yield PageLogEntry(
                page_id=self.pk,
                content_type=self.loader.types[Story],
                label=self.plate.headline,
                action=action,
                timestamp=self.plate.published_at,
                user_id=self.user,
                revision_id=self.revision_pk,
                content_changed=True,
            )

    def orders(self) -> Iterator[Order]:
        if self.live:
            yield Order(
                kind="story",
                edition=self.edition.code,
                key=self.key.hex,
                reason="publish",
                filled_at=self.loader.now,
                report={"written": 20, "deleted": 0, "unchanged": 4, "orders": 1},
            )


def _line(row: Any, other: str) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "sort_order": row.sort_order,
        "story": row.story_id,
        other: getattr(row, f"{other}_id"),
    }


def _blocks(body: Iterable[plates.Block]) -> Iterator[tuple[str, Any, str]]:
    """The block's name in the desk, its value, and its words."""
    for block in body:
        if isinstance(block, plates.Subhead):
            yield "subhead", block.text, block.text
        elif isinstance(block, plates.PullQuote):
            yield (
                "pull_quote",
                {"text": block.text, "speaker": block.speaker},
                f"{block.text} {block.speaker}",
            )
        elif isinstance(block, plates.Quote):
            value = {"text": f"<p>{block.html}</p>", "speaker": block.speaker, "role": block.role}
            yield "quote", value, f"{_words(block.html)} {block.speaker}"
        elif isinstance(block, plates.Paragraph):
            yield "paragraph", f"<p>{block.html}</p>", _words(block.html)
        elif isinstance(block, plates.ListBlock):
            lines = [f"<p>{item}</p>" for item in block.items]
            yield "list", {"items": lines, "ordered": block.ordered}, _words(" ".join(block.items))
        elif isinstance(block, plates.LinkCard):
            named = {name: getattr(block, name) for name in ("url", "title", "text", "source")}
            yield "link_card", named, f"{block.title} {block.text}"


def _words(html: str) -> str:
    return _TAG.sub(" ", html)


def _insert_children(stories: list[Story]) -> None:
    """The stories' own table, whose pages are there already: Django's `bulk_create` knows no inheritance."""
    fields = Story._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, stories)
    for first in range(0, len(stories), size):
        query = InsertQuery(Story)
        query.insert_values(fields, [*stories[first : first + size]], raw=True)
        query.get_compiler(connection.alias).execute_sql()


def _index(model: type, kind: ContentType, texts: list[tuple[int, str, str, Any]]) -> None:
    """The search index, as Wagtail's backend would have made it."""
    if connection.vendor != "sqlite":
        get_search_backend().get_index_for_model(model).add_items(model, [row for *_words, row in texts])
        return
    IndexEntry.objects.bulk_create(
        [
            IndexEntry(
                content_type=kind,
                object_id=str(pk),
                title=title,
                body=body,
                autocomplete=title,
                title_norm=60 / max(1, len(title)) + 1e-6,
            )
            for pk, title, body, _row in texts
        ],
        batch_size=500,
    )


def _picture(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), (number * 20 % 256, 90, 120)).save(file, "JPEG")
    return file.getvalue()
