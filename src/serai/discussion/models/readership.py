"""How often stories were opened.

Rule: tables only. A row is a number for a story and a day, and tells of nobody.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryReads(models.Model):
    """One story's openings on one day (UTC's), as far as the gates told of them."""

    edition = models.CharField(_("edition"), max_length=35)
    story = models.CharField(max_length=32)
    day = models.DateField(_("day"))
    count = models.PositiveBigIntegerField(_("readings"), default=0)

    class Meta:
        verbose_name = _("story’s readings")
        verbose_name_plural = _("stories’ readings")
        constraints = [
            models.UniqueConstraint(fields=["day", "edition", "story"], name="reads_story_day"),
        ]
        indexes = [models.Index(fields=["edition", "story", "day"], name="reads_of_story")]

    def __str__(self) -> str:
        return f"{self.edition} {self.story} {self.day}: {self.count}"
