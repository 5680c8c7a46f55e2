"""Sections, authors and topics: what a story belongs to, who signs it, what it is about.

Rule: each belongs to one language and is known to the press by its translation key; its slug stands in its
address and is one of a kind within the language.
"""

from typing import Any

from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from serai.desk import ordering
from serai.desk.slugs import slug_input


def naming(**kwargs: Any) -> list[Panel]:
    """The panels of a name and of the slug that follows it while it is typed."""
    panel = TitleFieldPanel("name", targets=["slug"], placeholder=capfirst(_("name")), **kwargs)
    return [panel, FieldPanel("slug", widget=slug_input())]


class Sign(TranslatableMixin, index.Indexed, models.Model):
    """What sections, authors and topics share."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"), max_length=120, help_text=_("The end of its address. Changing it later moves the page.")
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and leave an order."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            ordering.sign_changed(self, reason="edit")

    @property
    def key(self) -> str:
        """The handle: the same for all translations."""
        return str(self.translation_key.hex)


class Section(Sign):  # type: ignore[django-manager-missing]
    description = models.TextField(_("description"), max_length=500, blank=True)
    position = models.IntegerField(
        _("position"), default=0, help_text=_("The lowest comes first in the menu.")
    )

    panels = [*naming(), FieldPanel("description"), FieldPanel("position")]

    class Meta(Sign.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="section_slug")]


class Author(Sign):  # type: ignore[django-manager-missing]
    role = models.CharField(
        _("role"), max_length=160, blank=True, help_text=_("For example: court reporter.")
    )
    biography = RichTextField(_("biography"), features=["bold", "italic", "link"], blank=True)
    photo = models.ForeignKey(
        "desk.Photo",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        *naming(help_text=_("As it stands in the byline. A pen name is as good as any.")),
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("photo"),
    ]

    class Meta(Sign.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="author_slug")]


class Topic(Sign):
    description = models.TextField(_("description"), max_length=500, blank=True)

    panels = [*naming(), FieldPanel("description")]

    class Meta(Sign.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="topic_slug")]
