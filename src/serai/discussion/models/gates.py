"""The gates that are collected from, what they are to be told, and what they gave that cannot be used.

Rule: tables only.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock
from serai.discussion.models.comments import Comment


class Gate(models.Model):
    """One gate: where it answers, which inbox it has, and up to where that inbox's entries are safe here."""

    url = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=32, blank=True)  # the inbox's own; a new one begins its positions anew
    acknowledged = models.PositiveBigIntegerField(default=0)
    sequence = models.PositiveBigIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)  # of the last try; "" where it went well

    class Meta:
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url


class Answer(models.Model):
    """A gate is to be told what became of a comment; gone once it was. `made_at` rises with each change, so
    that what was told is known from what changed since."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="answer")
    gate = models.CharField(max_length=32)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [models.Index(fields=["gate", "made_at"], name="answer_due")]

    def __str__(self) -> str:
        return self.gate


class Quarantined(models.Model):
    """An entry that could not be taken in: kept as it came, with the reason, and never dropped."""

    gate = models.CharField(max_length=32)
    position = models.PositiveBigIntegerField()
    entry = models.TextField()
    error = models.CharField(max_length=500)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("quarantined entry")
        verbose_name_plural = _("quarantined entries")
        constraints = [models.UniqueConstraint(fields=["gate", "position"], name="quarantined_once")]

    def __str__(self) -> str:
        return f"{self.gate} {self.position}"


class Taken(models.Model):
    """An entry's id, once it was taken in: so that it is taken in once, whichever gate gives it again."""

    entry = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("taken entry")
        verbose_name_plural = _("taken entries")

    def __str__(self) -> str:
        return self.entry[:8]
