"""The Django project of one newsroom, started in this process.

Rule: the only place that sets Django up. A process has one newsroom: a second one is refused.
"""

import os

import django

from serai.newsroom.config import Newsroom
from serai.newsroom.errors import NewsroomError


def start(newsroom: Newsroom) -> None:
    """Set Django up for `newsroom`; may be called again for the same one."""
    folder = str(newsroom.folder)
    if os.environ.setdefault("SERAI_NEWSROOM", folder) != folder:
        raise NewsroomError(
            f"This process works for {os.environ['SERAI_NEWSROOM']} and cannot work for {folder} too. "
            "Name one newsroom: --newsroom DIR"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.newsroom.settings")
    django.setup()
