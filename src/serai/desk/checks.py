"""Misconfigured desks, found before they do harm: Django system checks `serai.desk.E001` and on.

Rule: a check reads and never repairs; its hint says what to do.
"""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import OperationalError, ProgrammingError

from serai.desk.models import Edition


@register(Tags.files)
def renditions_can_be_written(**kwargs: Any) -> list[CheckMessage]:
    """E001: casting puts developed photos here."""
    folder = settings.NEWSROOM.renditions
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return []
    return [
        Error(
            f"The folder {folder} cannot be written.",
            hint="Give it to the user who runs the desk: without it no story with a photo can be published.",
            id="serai.desk.E001",
        )
    ]


@register(Tags.models)
def photos_are_ours(**kwargs: Any) -> list[CheckMessage]:
    """E002: Wagtail's own image model keeps camera data in what it publishes."""
    if settings.WAGTAILIMAGES_IMAGE_MODEL == "desk.Photo":
        return []
    return [
        Error(
            f"WAGTAILIMAGES_IMAGE_MODEL is {settings.WAGTAILIMAGES_IMAGE_MODEL!r}.",
            hint='Set it to "desk.Photo", which knows alternative text and credit.',
            id="serai.desk.E002",
        )
    ]


@register(Tags.database)
def there_is_an_edition(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """W003: without an edition nothing can be written or published."""
    if not databases:
        return []
    try:
        if Edition.objects.exists():
            return []
    except (OperationalError, ProgrammingError):
        return []  # before the first migration
    return [
        Warning(
            "The newsroom has no edition.",
            hint="Make one: serai new makes the first, and the desk's Editions menu more.",
            id="serai.desk.W003",
        )
    ]
