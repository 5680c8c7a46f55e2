"""Fronts: how each edition's first page is arranged, and every arrangement before.

Rule: one row for an edition, whose `number` counts what was saved; a save names the number it began with, so
that of two editors at once the later is told. Each version is kept whole, with who saved it, to be brought
back; versions are never changed.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.desk.models.editions import Edition


class Front(models.Model):
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="front")
    number = models.PositiveIntegerField(default=0)
    layout = models.JSONField(default=dict)  # `serai.desk.fronts.layouts`

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")

    def __str__(self) -> str:
        return f"{self.edition.title} ({self.edition.code})"


class FrontVersion(models.Model):
    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    layout = models.JSONField(default=dict)
    changed = models.JSONField(default=list)  # the places that differ from the version before
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["front", "number"], name="one_front_version")]

    def __str__(self) -> str:
        return f"{self.front_id}/{self.number}"
