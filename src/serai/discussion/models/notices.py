"""Notices: mail that tells a reader of a reply to their comment.

Rule: tables only. A row says that a letter for a reply was sent, or is tried again; it holds no address: that
is sealed beside the comment that was replied to.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock
from serai.discussion.models.comments import Comment


class Notice(models.Model):
    """The letter that tells of one reply: there is never a second."""

    reply = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="notice")
    due_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=100, blank=True)  # the kind of the last failure

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notice_due",
                condition=models.Q(sent_at__isnull=True, gave_up_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.reply.key[:8]
