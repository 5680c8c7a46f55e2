"""Mutes: sources whose entries are held for a time.

Rule: tables only. A source is a digest whose key dies with the day, at the gate; nobody can tell from it who
it is. The gate carries a mute over to the next day's digest when the source comes back.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock


class Mute(models.Model):
    """One source, held until `until`. Asked for by one moderator; where many are asked for at once it waits
    for a second one's word."""

    gate = models.CharField(max_length=32)
    source = models.CharField(max_length=16)
    until = models.DateTimeField(_("until"))
    batch = models.CharField(max_length=32)  # those asked for in one act
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # None: it waits, and mutes nobody
    refused_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # when the gate was told
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["gate", "source", "until"], name="mute_source")]

    def __str__(self) -> str:
        return self.source
