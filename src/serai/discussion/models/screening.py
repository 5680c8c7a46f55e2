"""What screening remembers: words to look for, near-copies, alarms, and what the learner has learned.

Rule: tables only. Nothing here holds a comment's words: a near-copy is remembered by hashes, a cluster is
shown by its comments.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock
from serai.discussion.models.comments import Comment


class Word(models.Model):
    """A word or phrase that makes a comment wait for a closer look. A trailing * stands for any ending."""

    edition = models.CharField(_("edition"), max_length=35, blank=True)  # "" for all
    word = models.CharField(_("word or phrase"), max_length=100)
    note = models.CharField(_("why"), max_length=200, blank=True)
    added_by = models.CharField(max_length=150, blank=True)
    # A process that keeps the list sees by this that it changed.
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("word to look for")
        verbose_name_plural = _("words to look for")
        ordering = ["edition", "word"]
        constraints = [models.UniqueConstraint(fields=["edition", "word"], name="screening_word")]

    def __str__(self) -> str:
        return self.word


class Cluster(models.Model):
    """Comments that are near-copies of one another; one of a single comment is not made. `joined` counts all
    that ever came to it, `representatives` those of them that stand in the bands."""

    key = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    grew_at = models.DateTimeField(default=clock.now)
    joined = models.PositiveIntegerField(default=0)
    representatives = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True  # see Comment

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        ordering = ["-grew_at", "-pk"]

    def __str__(self) -> str:
        return self.key[:8]


class Band(models.Model):
    """One band of a comment's MinHash signature, to find near-copies by (`screening.copies`). Of a cluster
    only a few comments stand in the bands, its representatives; `at` is then about its newest copy's time."""

    band = models.BigIntegerField()
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("band")
        verbose_name_plural = _("bands")
        indexes = [models.Index(fields=["band", "-at"], name="band_lookup")]

    def __str__(self) -> str:
        return f"{self.band:x}"


class Pulse(models.Model):
    """How many comments came in ten minutes under one story, or (no edition, no story) on the whole site."""

    edition = models.CharField(max_length=35, blank=True)
    story = models.CharField(max_length=32, blank=True)
    slot = models.PositiveIntegerField()  # `screening.bursts.slot_of` the time
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("pulse")
        verbose_name_plural = _("pulses")
        constraints = [models.UniqueConstraint(fields=["edition", "story", "slot"], name="pulse_slot")]

    def __str__(self) -> str:
        return f"{self.count}"


class Alarm(models.Model):
    """More comments than usual: under one story, or (no story) on the whole site."""

    edition = models.CharField(max_length=35, blank=True)
    story = models.CharField(max_length=32, blank=True)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    peak = models.PositiveIntegerField()  # comments in ten minutes
    usual = models.FloatField()
    seen_by = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["-last_at"]

    def __str__(self) -> str:
        return f"{self.peak}"


class Learner(models.Model):
    """One newsroom's learner: its weights, and how many decisions it has learned from. One row."""

    weights = models.BinaryField()
    approved = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    threshold = models.FloatField(default=0.8)  # at and above it a comment is held
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("learner")
        verbose_name_plural = _("learners")

    def __str__(self) -> str:
        return f"{self.approved} + {self.rejected}"


class Judgement(models.Model):
    """What the learner thought of a comment before it was told the decision: its measured precision."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="judgement")
    score = models.FloatField()
    rejected = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        indexes = [models.Index(fields=["-at", "score"], name="judgement_newest")]

    def __str__(self) -> str:
        return f"{self.score:.2f}"
