"""The discussion's tables: comments, the moves they made, ratings, and the orders for threads.

Rule: tables only. A story is named by edition and key, a moderator by login name: nothing here points
into another room's tables.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock

NAME_LIMIT = 80  # user-perceived characters would be finer; a column counts code points
TEXT_LIMIT = 20_000  # code points: a rescued comment may be longer than an edition now allows


class State(models.TextChoices):
    """The states of `rules.states`, with the words that moderators read."""

    PENDING = "pending", _("Waiting")
    HELD = "held", _("Held")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REMOVED = "removed", _("Removed")


class Comment(models.Model):
    """What one reader said under one story. Positions count from 1, oldest first."""

    key = models.CharField(max_length=32, unique=True, editable=False)
    edition = models.CharField(_("edition"), max_length=35)
    story = models.CharField(_("story's key"), max_length=32)
    position = models.PositiveIntegerField(_("place in the thread"))
    name = models.CharField(_("name"), max_length=NAME_LIMIT, blank=True)
    text = models.TextField(_("comment"), max_length=TEXT_LIMIT)
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    reply_to = models.ForeignKey(
        "self",
        verbose_name=_("reply to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replies",
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    imported = models.BooleanField(_("from an archive"), default=False)
    source = models.CharField(_("came from"), max_length=200, blank=True)
    received_at = models.DateTimeField(_("received"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-received_at", "edition", "story", "position"]
        permissions = [("moderate_comment", "Can approve and reject comments")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "story", "position"], name="comment_place"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="comment_state_known"),
        ]
        indexes = [
            models.Index(fields=["edition", "story", "state"], name="comment_thread"),
            models.Index(fields=["state", "-received_at"], name="comment_queue"),
        ]

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        short = words if len(words) <= 60 else f"{words[:59]}…"
        return f"{self.name}: {short}" if self.name else short


class Move(models.Model):
    """One move of a comment: who, when, from where to where. It never holds the comment's words."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="moves")
    before = models.CharField(max_length=10, choices=State.choices)
    after = models.CharField(max_length=10, choices=State.choices)
    by = models.CharField(max_length=150, blank=True)  # a login name; empty for a program
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Rating(models.Model):
    """The counts under "Do you like this article?" that came with a story."""

    edition = models.CharField(max_length=35)
    story = models.CharField(max_length=32)
    likes = models.PositiveIntegerField(default=0)
    dislikes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [models.UniqueConstraint(fields=["edition", "story"], name="rating_story")]

    def __str__(self) -> str:
        return f"+{self.likes} −{self.dislikes}"


class ThreadOrder(models.Model):
    """An order to bake a story's thread again, placed in the transaction of the change it follows."""

    edition = models.CharField(max_length=35)
    key = models.CharField(max_length=32)
    placed_at = models.DateTimeField(default=clock.now)
    filled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("thread order")
        verbose_name_plural = _("thread orders")
        ordering = ["placed_at", "pk"]
        indexes = [
            models.Index(
                fields=["placed_at"], name="thread_order_due", condition=models.Q(filled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.key}"
