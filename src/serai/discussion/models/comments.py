"""Comments, and the moves they made.

Rule: tables only. What a reader wrote stands here and nowhere else on the private side; a move never holds
words of a comment.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock
from serai.gate.entries import NAME_LIMIT, TEXT_LIMIT


class State(models.TextChoices):
    """The states of `rules.states`, with the words that moderators read."""

    PENDING = "pending", _("Waiting")
    HELD = "held", _("Held")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REMOVED = "removed", _("Removed")


class Comment(models.Model):
    """What one reader, or the newsroom, said under one story.

    `position` counts what arrived, `number` what became public: it is given when a comment is first
    approved, counts from 1 in each thread, and is never given again.
    """

    key = models.CharField(max_length=32, unique=True, editable=False)
    edition = models.CharField(_("edition"), max_length=35)
    story = models.CharField(_("story's key"), max_length=32)
    position = models.PositiveIntegerField(_("place of arrival"))
    number = models.PositiveIntegerField(_("place in the thread"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=NAME_LIMIT, blank=True)
    text = models.TextField(_("comment"), max_length=TEXT_LIMIT)
    search_text = models.TextField(
        blank=True, editable=False
    )  # name and text as `rules.searching` folds them
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    reply_to = models.ForeignKey(
        "self",
        verbose_name=_("reply to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replies",
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    staff = models.BooleanField(_("from the newsroom"), default=False)
    picked = models.BooleanField(_("editors’ pick"), default=False)
    imported = models.BooleanField(_("from an archive"), default=False)
    archive = models.CharField(_("came from"), max_length=200, blank=True)
    received_at = models.DateTimeField(_("received"), default=clock.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)  # the newest decision of a person
    note = models.CharField(_("note to the author"), max_length=1000, blank=True)

    # Where it came from. All of it is empty for an archive's comment and a newsroom's own.
    gate = models.CharField(max_length=32, blank=True)  # the inbox's name
    receipt = models.CharField(max_length=64, blank=True)
    writer = models.CharField(max_length=64, blank=True)  # the first receipt of those a writer chose to show
    source = models.CharField(max_length=16, blank=True)  # the day's digest; emptied after two days
    contact = models.TextField(blank=True)  # sealed, base64; emptied once of no more use

    # What screening found. `reasons` are {"code": …, …}, as `screening.reasons` spells them.
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)  # the learner's, 0 to 1, when it came in
    cluster = models.ForeignKey(
        "Cluster", null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    open_reports = models.PositiveIntegerField(_("open reports"), default=0)
    learned = models.BooleanField(default=False)  # the learner has seen the decision on it

    # Wagtail's index of what refers to what is in the desk's database, and takes longer than screening does.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-received_at", "-pk"]
        permissions = [
            ("moderate_comment", "Can approve and reject comments"),
            ("erase_comment", "Can erase all that a receipt wrote"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "story", "position"], name="comment_place"),
            models.UniqueConstraint(fields=["edition", "story", "number"], name="comment_number"),
            models.UniqueConstraint(
                fields=["receipt"], name="comment_receipt", condition=~models.Q(receipt="")
            ),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="comment_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(number__isnull=False),
                name="comment_public_has_number",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "story", "state"], name="comment_thread"),
            models.Index(fields=["state", "received_at", "id"], name="comment_queue"),
            models.Index(fields=["received_at", "id"], name="comment_newest"),
            models.Index(
                fields=["cluster", "state"],
                name="comment_cluster",
                condition=models.Q(cluster__isnull=False),
            ),
            models.Index(fields=["name", "state"], name="comment_name"),
            models.Index(fields=["writer", "state"], name="comment_writer", condition=~models.Q(writer="")),
            models.Index(fields=["source"], name="comment_source", condition=~models.Q(source="")),
            models.Index(fields=["received_at"], name="comment_contact", condition=~models.Q(contact="")),
            models.Index(
                fields=["received_at"], name="comment_reported", condition=models.Q(open_reports__gt=0)
            ),
            models.Index(fields=["decided_at"], name="comment_unlearned", condition=models.Q(learned=False)),
        ]

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        short = words if len(words) <= 60 else f"{words[:59]}…"
        return f"{self.name}: {short}" if self.name else short


class Move(models.Model):
    """One move of a comment: who, when, from where to where. It never holds the comment's words.

    `what` is the verb: a state's name, "pick", "unpick", "note", "reports", "edit", "erase", "undo". `batch`
    names what was decided in one act, so that it is undone in one; what the act changed beside the state
    stands in `picked_before`, `note_before` and `decided_before`.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="moves")
    what = models.CharField(max_length=10)
    before = models.CharField(max_length=10, choices=State.choices)
    after = models.CharField(max_length=10, choices=State.choices)
    by = models.CharField(max_length=150, blank=True)  # a login name; empty for a program or the writer
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)
    batch = models.CharField(max_length=32, blank=True)
    undone = models.BooleanField(default=False)
    picked_before = models.BooleanField(default=False)
    note_before = models.CharField(max_length=1000, blank=True)
    decided_before = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["batch"], name="move_batch", condition=~models.Q(batch="")),
            models.Index(fields=["by", "at"], name="move_work"),
            models.Index(fields=["at"], name="move_day"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
