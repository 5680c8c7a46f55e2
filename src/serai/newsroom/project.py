"""The Django project of one newsroom, started in this process.

Rule: the only place that sets Django up. A process has one newsroom: a second one is refused.
"""

import os

import django
from django.apps import apps
from django.conf import settings

from serai.newsroom.config import Newsroom
from serai.newsroom.errors import NewsroomError


def start(newsroom: Newsroom) -> None:
    """Set Django up for `newsroom`, whatever SERAI_NEWSROOM says; may be called again for the same one."""
    if apps.ready and settings.NEWSROOM.folder != newsroom.folder:
        raise NewsroomError(
            f"This process works for {settings.NEWSROOM.folder} and cannot work for {newsroom.folder} too. "
            "Name one newsroom: --newsroom DIR"
        )
    os.environ["SERAI_NEWSROOM"] = str(newsroom.folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.newsroom.settings")
    django.setup()
