"""A front and its stories."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class FrontPage(Page):  # type: ignore[misc]
    """The parent of all stories."""


class StoryPage(Page):  # type: ignore[misc]
    """A story."""

    template = "wagtail_site_story.html"
    deck = models.CharField(max_length=300)
    byline = models.CharField(max_length=200)
    body = RichTextField()
