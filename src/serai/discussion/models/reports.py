"""Readers' reports on comments.

Rule: tables only.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.discussion.models.comments import Comment
from serai.gate.entries import DETAIL_LIMIT


class Reason(models.TextChoices):
    """Why a reader reports a comment; the values are `gate.entries.ReportReason`."""

    HATE = "hate", _("Hatred or insults")
    THREAT = "threat", _("A threat")
    PRIVATE = "private", _("Private details of somebody")
    SPAM = "spam", _("Advertising")
    FALSE = "false", _("False claims")
    OTHER = "other", _("Something else")


class Report(models.Model):
    """One reader's flag on one comment; open until a moderator decides on the comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    receipt = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    detail = models.TextField(blank=True, max_length=DETAIL_LIMIT)
    source = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    batch = models.CharField(max_length=32, blank=True)  # of the act that closed it, which may be undone

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["batch"], name="report_batch", condition=~models.Q(batch=""))]

    def __str__(self) -> str:
        return str(self.get_reason_display())
