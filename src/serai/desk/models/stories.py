"""Stories: what an outlet publishes.

Rule: a row holds what is live; what an editor is still writing is a revision. Saving what is or was public
leaves orders in the same transaction. The slug stands in the address; the section does not. Two records
outlive every revision and only ever grow: the addresses a story has had in public, and the corrections that
readers have seen.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from serai.core import clock
from serai.desk import ordering, readiness, second_script, translating
from serai.desk.blocks import BodyBlock
from serai.desk.errors import NoEditionError
from serai.desk.forms import StoryForm
from serai.desk.models.addressed import HOUSEKEEPING, Addressed
from serai.desk.models.editions import Edition
from serai.desk.models.sections import Author
from serai.desk.panels import story_form
from serai.press import addresses


class Story(Addressed, Page):
    slug: str  # Page's field, which has no type
    deck = models.TextField(
        _("deck"),
        max_length=400,
        blank=True,
        help_text=_("The line under the headline. One sentence is best."),
    )
    section = models.ForeignKey(
        "desk.Section", verbose_name=_("section"), null=True, on_delete=models.PROTECT, related_name="stories"
    )
    place = models.CharField(
        _("place"), max_length=120, help_text=_("Where the story was reported from: Almaty.")
    )
    dateline_at = models.DateTimeField(
        _("date and time"),
        null=True,
        help_text=_("What readers see, and what orders the front. Its day stands in the address."),
    )
    lead_photo = models.ForeignKey(
        "desk.Photo",
        verbose_name=_("lead photo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lead_caption = models.CharField(
        _("caption here"),
        max_length=1000,
        blank=True,
        help_text=_("Leave empty to use the photo's own caption."),
    )
    lead_alt = models.CharField(
        _("alternative text here"),
        max_length=500,
        blank=True,
        help_text=_("In this story's language. Leave empty to use the photo's own."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    topics = ParentalManyToManyField(
        "desk.Topic", verbose_name=_("topics"), blank=True, related_name="stories"
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Published or not, nothing of the story leaves the desk before this moment."),
    )
    revised_at = models.DateTimeField(
        _("revised"),
        null=True,
        blank=True,
        help_text=_(
            "Set it when you add news to a published story: readers see “updated”. Not for small repairs."
        ),
    )
    comments_open = models.BooleanField(_("readers may comment"), default=True)
    address_history = models.JSONField(default=list, editable=False)
    public_corrections = models.JSONField(default=list, editable=False)
    before_original = models.BooleanField(
        _("may come out before its original"),
        default=False,
        help_text=_("An embargo or a schedule of the original does not hold this translation back."),
    )
    follows = models.JSONField(default=dict, editable=False)  # of a translation: see `serai.desk.following`

    parent_page_types = ["desk.Edition"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    exclude_fields_in_copy = ["address_history", "public_corrections", "follows"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("deck"),
        index.SearchField("body"),
        index.FilterField("section"),
        index.FilterField("dateline_at"),
        index.FilterField("embargo_until"),
    ]

    edit_handler = story_form(StoryForm)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["dateline_at"], name="story_dateline"),
            models.Index(
                fields=["embargo_until"],
                condition=models.Q(embargo_until__isnull=False),
                name="story_embargo",
            ),
        ]

    # --- what it is ---------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The handle: the same for all translations."""
        return str(self.translation_key.hex)

    @property
    def edition(self) -> Edition:
        """The edition it stands in; NoEditionError where it stands in none."""
        found: Edition | None = self.__dict__.get("_edition")
        if found is None:
            found = Edition.objects.filter(path=self._get_basepath(self.path, self.depth - 1)).first()
            if found is None:
                raise NoEditionError(f"“{self.title}” stands in no edition. Move it into one.")
            self.__dict__["_edition"] = found
        return found

    def stands_in(self, edition: Edition) -> None:
        """Take `edition`, which the caller has read already, for its own."""
        self.__dict__["_edition"] = edition

    @cached_property
    def goes_public_at(self) -> datetime | None:
        """When a version of it goes public by itself, if one does."""
        revision = self.scheduled_revision
        return revision.approved_go_live_at if revision else None

    @property
    def address(self) -> str:
        """Where it stands, or will stand, on the public site; "" while its day is not known."""
        if self.dateline_at is None or not self.slug:
            return ""
        return addresses.story(
            self.edition.code, self.dateline_at.astimezone(self.edition.zone).date(), self.slug
        )

    def authors(self) -> list[Author]:
        """The byline's authors, in order, in one query."""
        ids = [line.author_id for line in self.byline.all() if line.author_id]
        found = Author.objects.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def signs(self) -> set[tuple[str, str]]:
        """What readers find it under: kind and key of its section, authors and topics."""
        found = {("author", author.key) for author in self.authors()}
        found |= {("topic", topic.key) for topic in self.topics.all()}
        return found | ({("section", self.section.key)} if self.section else set())

    def related_stories(self) -> "list[Story]":
        """The related stories, in the editor's order, in one query."""
        ids = [line.other_id for line in self.related.all() if line.other_id]
        found = Story.objects.in_bulk(ids)
        for other in found.values():
            if other.path[: -other.steplen] == self.path[: -self.steplen]:
                other.stands_in(self.edition)
        return [found[pk] for pk in ids if pk in found]

    def is_embargoed(self, now: datetime) -> bool:
        """Whether an embargo holds it back at this moment."""
        return self.embargo_until is not None and self.embargo_until > now

    def is_public(self, now: datetime) -> bool:
        """Whether readers may have it at this moment."""
        return bool(self.live and self.edition.live and not self.is_embargoed(now))

    # --- how it is kept -------------------------------------------------------------------------------

    def _set_core_field_defaults(self) -> None:
        # Addresses are ASCII, so that they survive being copied, printed and carried on any disk.
        if not self.slug and self.title and self.path:
            base = slugify(anyascii(self.title))[:80].strip("-") or "story"
            self.slug = self._get_autogenerated_slug(base)
        super()._set_core_field_defaults()

    def with_content_json(self, content: dict[str, Any]) -> "Story":
        """As Wagtail's, but what only grows is never taken back by an older revision."""
        story: Story = super().with_content_json(content)
        story.address_history = self.address_history
        story.public_corrections = self.public_corrections
        story.follows = story.follows or self.follows
        return story

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, and what it leaves to translate is counted."""
        with transaction.atomic():
            revision = super().save_revision(*args, **kwargs)
            translating.drafted(self)
        return revision

    @property
    def status_string(self) -> str:
        """Wagtail's word for the state, which knows no embargo."""
        now = clock.now()
        if self.live and self.is_embargoed(now):
            return gettext("embargoed")
        return str(super().status_string)

    def can_move_to(self, parent: Any) -> bool:
        """As Wagtail's, but into no edition that is made from another one."""
        home = parent.specific
        return bool(super().can_move_to(parent)) and not (isinstance(home, Edition) and home.made_from_id)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """As for any page that stands on the public site, once it does."""
        return super().get_url_parts(request) if self.live and self.is_public(clock.now()) else None

    def public_addresses(self, now: datetime) -> list[str]:
        """Every address it has had in public, the one it has now last."""
        history = [address for address in self.address_history if address != self.address]
        if self.is_public(now):
            return [*history, self.address]
        return list(self.address_history)

    def seen_corrections(self, now: datetime) -> list[dict[str, str]]:
        """Every correction that readers have seen, oldest first, as `readiness.spelled` spells it."""
        seen = list(self.public_corrections)
        if self.is_public(now):
            seen += [line for line in map(readiness.spelled, self.corrections.all()) if line not in seen]
        return seen

    def save(
        self,
        clean: bool = True,
        user: Any = None,
        log_action: bool | str | None = False,
        *,
        update_fields: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Save, refuse what may not be public (ValidationError), and leave the orders it makes necessary."""
        if update_fields is not None:
            kwargs["update_fields"] = fields = set(update_fields)
            if fields <= HOUSEKEEPING:
                super().save(clean=clean, user=user, log_action=log_action, **kwargs)
                return
        second_script.refuse_story(self.edition)
        now = clock.now()
        with transaction.atomic():
            before = Story.objects.filter(pk=self.pk).first() if self.pk else None
            if before is not None:
                self.address_history = before.public_addresses(now)
                self.public_corrections = before.seen_corrections(now)
            if self.live:
                translating.hold(self, now)
            if clean and self.live and (problems := readiness.problems(self)):
                raise ValidationError(problems)
            was = ordering.Standing.of(before, now) if before is not None else ordering.NOWHERE
            super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            self._remember(now)
            stands = ordering.Standing.of(self, now)
            ordering.story_changed(was, stands)
            translating.saved(self, before, was, stands)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page that publishing this draft would make."""
        # Casting reads the models, so that the models can only name it.
        response: HttpResponse = import_string("serai.desk.preview.serve")(self, request, mode_name)
        return response

    def is_previewable(self) -> bool:
        """Always, and without asking which previews there are: lists of stories ask for each row."""
        return True

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Its own page, and the page of each edition that is made from its own."""
        found: list[tuple[str, Any]] = import_string("serai.desk.preview.modes")(self)
        return found

    def _remember(self, now: datetime) -> None:
        # After the row and its children: only now is the slug final and are the corrections in the database.
        self.address_history = self.public_addresses(now)
        self.public_corrections = self.seen_corrections(now)
        Story.objects.filter(pk=self.pk).update(
            address_history=self.address_history, public_corrections=self.public_corrections
        )


class Byline(Orderable):
    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="byline")
    author = models.ForeignKey(
        "desk.Author", verbose_name=_("author"), on_delete=models.PROTECT, related_name="bylines"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("byline")

    def __str__(self) -> str:
        return str(self.author)


class RelatedStory(Orderable):
    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")

    def __str__(self) -> str:
        return str(self.other)


class StoryCorrection(models.Model):
    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(_("when"), default=clock.this_minute)
    text = models.TextField(
        _("text"),
        max_length=2000,
        help_text=_("What readers are told. It cannot be changed once they have seen it."),
    )
    changed = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("For example: the second paragraph, the caption."),
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text
