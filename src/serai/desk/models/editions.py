"""Editions: one language's site.

Rule: an edition's slug is its code, stands in every address of the site, and never changes once it has
been live; there is one edition for a language.
"""

import re
import zoneinfo
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from serai.core import clock
from serai.desk import ordering, second_script
from serai.desk.models.addressed import HOUSEKEEPING, Addressed
from serai.press import addresses

CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
PROSE = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


def validate_time_zone(name: str) -> None:
    """Refuse a name that is not in the time zone database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_now("“%(name)s” is no time zone. Write it like Asia/Almaty.") % {"name": name})


class Edition(Addressed, Page):
    class Direction(models.TextChoices):
        LTR = "ltr", _("left to right")
        RTL = "rtl", _("right to left")

    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    description = models.TextField(
        _("description"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences, for search engines and feeds."),
    )
    direction = models.CharField(_("direction"), max_length=3, choices=Direction, default=Direction.LTR)
    language_name = models.CharField(
        _("language"), max_length=60, help_text=_("What the language calls itself: Русский, فارسی.")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_("Dates on pages and in addresses are this zone's. Write it like Asia/Almaty."),
    )
    about = RichTextField(_("about page"), features=PROSE, blank=True)
    comment_policy = RichTextField(_("comment policy"), features=PROSE, blank=True)
    comment_limit = models.PositiveIntegerField(
        _("longest comment, in characters"),
        default=1500,
        validators=[MinValueValidator(100), MaxValueValidator(20_000)],
    )
    made_from = models.ForeignKey(
        "self",
        verbose_name=_("made from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="derived",
        help_text=_(
            "An edition of the same language in its other script: everything public there is public here, "
            "transliterated by rule. Nothing is written in this one. It cannot be changed once it is public."
        ),
    )
    kept_words = models.TextField(
        _("words left alone"),
        max_length=20_000,
        blank=True,
        help_text=_("Names that are not transliterated, one a line, spelled as in the stories."),
    )
    position = models.IntegerField(
        _("position"), default=0, help_text=_("The lowest comes first and greets readers of other languages.")
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["desk.Story"]
    private_page_options: list[str] = []
    preview_modes: list[tuple[str, str]] = []

    content_panels = [
        FieldPanel(
            "title", heading=_("Masthead"), help_text=_("The outlet's name, in this language's script.")
        ),
        FieldPanel("tagline"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("language_name"),
                FieldPanel("direction"),
                FieldPanel("time_zone"),
                FieldPanel("position"),
            ],
            heading=_("Language and place"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("made_from"),
                FieldPanel("kept_words"),
            ],
            heading=_("Second script"),
            help_text=_(
                "Masthead, tagline, description, about page and comment policy are transliterated too where "
                "they are left empty; the masthead, where it is still as in the other edition."
            ),
            classname="collapsed",
        ),
        FieldPanel("about"),
        MultiFieldPanel([FieldPanel("comment_policy"), FieldPanel("comment_limit")], heading=_("Comments")),
    ]
    promote_panels = [
        FieldPanel(
            "slug",
            heading=_("Code"),
            help_text=_("Stands in every address: en, ru, uz-cyrl. It cannot be changed later."),
        )
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    @property
    def address(self) -> str:
        """Its front on the public site."""
        return addresses.edition(self.code)

    @property
    def code(self) -> str:
        """The edition's code, as in addresses."""
        return str(self.slug)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The edition's time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def shape(self) -> tuple[bool, str, int | None, str]:
        """What all of its pages hang on."""
        return self.live, self.time_zone, self.made_from_id, self.kept_words

    def clean(self) -> None:
        super().clean()
        problems: dict[str, str] = {}
        if self.slug and not CODE.fullmatch(self.slug):
            problems["slug"] = _now("Write the language's code in small letters: en, ru, uz-cyrl.")
        before = Edition.objects.filter(pk=self.pk).first() if self.pk else None
        if before is not None and before.first_published_at and before.slug != self.slug:
            problems["slug"] = _now("The code stands in every address of this edition and cannot be changed.")
        others = Edition.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and others.exists():
            problems["title"] = _now("This language has an edition already.")
        if problem := second_script.problem(self, before):
            problems["made_from"] = problem
        if problem := second_script.kept_problem(self):
            problems["kept_words"] = problem
        if problems:
            raise ValidationError(problems)

    def signs(self) -> list[Any]:
        """Its language's sections, authors and topics; of a derived edition, its source's."""
        source: Edition | None = self.made_from
        if source is not None:
            return source.signs()
        models_ = [apps.get_model("desk", name) for name in ("Section", "Author", "Topic")]
        return [sign for model in models_ for sign in model._default_manager.filter(locale_id=self.locale_id)]

    def live_story_keys(self) -> list[str]:
        """The keys of its live stories; of a derived edition, its source's."""
        source: Edition | None = self.made_from
        if source is not None:
            return source.live_story_keys()
        return [key.hex for key in self.get_children().live().values_list("translation_key", flat=True)]

    def save(
        self,
        clean: bool = True,
        user: Any = None,
        log_action: bool | str | None = False,
        *,
        update_fields: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Save, and leave the orders it makes necessary."""
        if update_fields is not None:
            kwargs["update_fields"] = fields = set(update_fields)
            if fields <= HOUSEKEEPING:
                super().save(clean=clean, user=user, log_action=log_action, **kwargs)
                return
        with transaction.atomic():
            before = Edition.objects.filter(pk=self.pk).first() if self.pk else None
            if before is not None and before.time_zone != self.time_zone:
                self._remember_addresses(before)
            super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            was = before.shape if before is not None else (False, "", None, "")
            if self.live or was[0]:
                reason = "publish" if self.live else "unpublish"
                ordering.edition_changed(self, reason=reason, whole=was != self.shape)

    def _remember_addresses(self, before: "Edition") -> None:
        # Another zone may be another day, and the day stands in the address.
        stories = apps.get_model("desk", "Story")._default_manager
        for story in stories.filter(live=True).child_of(self):
            story.stands_in(before)
            history = story.public_addresses(clock.now())
            stories.filter(pk=story.pk).update(address_history=history)
