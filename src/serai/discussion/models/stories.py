"""What the discussion knows of stories, what it was told to do under them, and the orders for threads.

Rule: tables only. A story is a card with its handle and what moderators must see of it; the press is told by
orders, the desk is never asked.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock


class StoryCard(models.Model):
    """A public story, as its plate told of it when it was last published."""

    edition = models.CharField(_("edition"), max_length=35)
    key = models.CharField(max_length=32)
    headline = models.CharField(_("headline"), max_length=500)
    address = models.CharField(max_length=500)
    section = models.CharField(max_length=32)
    section_name = models.CharField(_("section"), max_length=200)
    published_at = models.DateTimeField(_("published"))
    comments_open = models.BooleanField(_("takes comments"), default=True)  # the desk's word
    public = models.BooleanField(default=True)
    closed = models.BooleanField(default=False)  # as the thread last said
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-published_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="story_card")]
        indexes = [
            models.Index(fields=["closes_at"], name="story_closes", condition=models.Q(closed=False)),
            models.Index(fields=["edition", "section"], name="story_section"),
        ]

    def __str__(self) -> str:
        return self.headline


class Policy(models.Model):
    """How comments are moderated in one place; the nearest that says something counts: the story's, then the
    section's, then the edition's, then the newsroom's (all three names empty)."""

    class Mode(models.TextChoices):
        BEFORE = "before", _("Each comment waits for a moderator")
        TRUST = "trust", _("A writer who was approved before is published at once")
        CLOSED = "closed", _("No new comments")

    edition = models.CharField(_("edition"), max_length=35, blank=True)
    section = models.CharField(_("section"), max_length=32, blank=True)
    story = models.CharField(_("story"), max_length=32, blank=True)
    mode = models.CharField(_("moderation"), max_length=10, choices=Mode.choices, blank=True)
    trust_after = models.PositiveSmallIntegerField(
        _("approved comments until a writer is trusted"), null=True, blank=True
    )
    close_after = models.PositiveSmallIntegerField(
        _("days until comments close"),
        null=True,
        blank=True,
        help_text=_("0 for never; empty for what the place above says."),
    )

    class Meta:
        verbose_name = _("moderation rule")
        verbose_name_plural = _("moderation rules")
        constraints = [
            models.UniqueConstraint(fields=["edition", "section", "story"], name="policy_place"),
            models.CheckConstraint(
                condition=models.Q(section="") | models.Q(story=""), name="policy_one_place"
            ),
            models.CheckConstraint(
                condition=~models.Q(edition="") | models.Q(section="", story=""), name="policy_in_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_mode_display())


class ThreadOrder(models.Model):
    """An order to bake a story's thread again, placed in the transaction of the change it follows.

    A change under an order that waits raises its `revision` instead of placing another; who fills an order
    marks the revision that was read, and no newer one.
    """

    edition = models.CharField(max_length=35)
    key = models.CharField(max_length=32)
    placed_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    filled_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)  # of the last try

    class Meta:
        verbose_name = _("thread order")
        verbose_name_plural = _("thread orders")
        ordering = ["placed_at", "pk"]
        indexes = [
            models.Index(
                fields=["due_at"], name="thread_order_due", condition=models.Q(filled_at__isnull=True)
            ),
            models.Index(
                fields=["edition", "key"],
                name="thread_order_waits",
                condition=models.Q(filled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.key}"
