"""The wire's table: each saved page that became a draft, with its receipt.

Rule: tables only. One page makes one draft in an edition: its bytes, and its address where it names one,
are unique there. A rescue goes with its story: a deleted draft may be rescued again.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock


class Rescue(models.Model):
    """One saved page made into one draft. `receipt` is a `saved.records.Receipt`, as JSON."""

    edition = models.CharField(_("edition"), max_length=35)
    story = models.OneToOneField(
        "desk.Story", verbose_name=_("story"), on_delete=models.CASCADE, related_name="rescue"
    )
    file_name = models.CharField(_("file"), max_length=255)  # without its folder: no path of a machine
    sha256 = models.CharField(max_length=64)
    address = models.CharField(_("address on the lost site"), max_length=2000, blank=True)
    receipt = models.JSONField(_("receipt"))
    created_at = models.DateTimeField(_("rescued"), default=clock.now)

    class Meta:
        verbose_name = _("rescued page")
        verbose_name_plural = _("rescued pages")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "sha256"], name="rescue_bytes"),
            models.UniqueConstraint(
                fields=["edition", "address"], condition=~models.Q(address=""), name="rescue_address"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
