"""Orders: what the press still has to be told.

Rule: a row is placed in the transaction that makes the change it speaks of, and is never changed but to be
marked filled. It names a thing and not a difference: filling it reads the thing as it is then, so that an
order filled twice, or two orders for one change, change nothing.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Order(models.Model):
    class Kind(models.TextChoices):
        STORY = "story", _("story")
        SECTION = "section", _("section")
        AUTHOR = "author", _("author")
        TOPIC = "topic", _("topic")
        EDITION = "edition", _("edition")
        FRONT = "front", _("front")

    kind = models.CharField(max_length=10, choices=Kind)
    edition = models.CharField(max_length=20)  # the edition's code
    key = models.CharField(max_length=36)  # the plate's key
    reason = models.CharField(max_length=40)
    due_at = models.DateTimeField(null=True, blank=True)  # None: at once
    placed_at = models.DateTimeField(auto_now_add=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)  # what the press answered

    class Meta:
        verbose_name = _("order to the press")
        verbose_name_plural = _("orders to the press")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(filled_at=None), name="order_waiting"),
            models.Index(fields=["-filled_at"], name="order_filled"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.kind} {self.edition}/{self.key}"
