"""Translations: one card for each story and edition that it is, or is to be, translated for.

Rule: a card says who translates until when, and counts what is left to do. What a translation follows of its
original is kept with its text (`Story.follows`), in every revision of it, so that a version and what it
follows go public together; the counts here are remembered from there, for lists.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TranslationCard(models.Model):
    source = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="translation_cards")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    # Empty while the translation is missing.
    target = models.OneToOneField(
        "desk.Story", null=True, blank=True, on_delete=models.SET_NULL, related_name="translation_card"
    )
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Whether somebody who may see the original before readers do has given it to the translator.
    given = models.BooleanField(default=False)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    # Of the newest draft: paragraphs and corrections of the original that were not dealt with.
    behind = models.PositiveIntegerField(default=0)
    corrections = models.PositiveIntegerField(default=0)
    # The same of the version that is public.
    public_behind = models.PositiveIntegerField(default=0)
    public_corrections = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [models.UniqueConstraint(fields=["source", "locale"], name="one_card_an_edition")]
        indexes = [
            models.Index(fields=["translator", "due_at"], name="card_translator"),
            models.Index(
                fields=["locale", "source"],
                condition=Q(behind__gt=0) | Q(corrections__gt=0),
                name="card_stale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.locale})"

    @property
    def stale(self) -> bool:
        """Whether the original has something that the newest draft has not."""
        return bool(self.behind or self.corrections)
