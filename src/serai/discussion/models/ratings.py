"""The answers to "Do you like this article?".

Rule: tables only. What is shown is the sum of both tables.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedRating(models.Model):
    """The counts that came with a story from an archive."""

    edition = models.CharField(max_length=35)
    story = models.CharField(max_length=32)
    likes = models.PositiveIntegerField(default=0)
    dislikes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("imported rating")
        verbose_name_plural = _("imported ratings")
        constraints = [models.UniqueConstraint(fields=["edition", "story"], name="rating_story")]

    def __str__(self) -> str:
        return f"+{self.likes} −{self.dislikes}"


class ReaderRating(models.Model):
    """One reader's answer; the newest of a receipt. `counted`: the gate found nothing amiss with it."""

    receipt = models.CharField(max_length=64, unique=True)
    edition = models.CharField(max_length=35)
    story = models.CharField(max_length=32)
    likes = models.BooleanField()
    counted = models.BooleanField(default=True)
    source = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reader’s rating")
        verbose_name_plural = _("readers’ ratings")
        indexes = [
            models.Index(fields=["edition", "story", "counted", "likes"], name="reader_rating_story"),
            models.Index(fields=["source"], name="reader_rating_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return "+" if self.likes else "−"
