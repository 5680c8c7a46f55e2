"""The discussion as a Django app.

Rule: nothing but the app's name; what the room does starts in `actions`.
"""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "serai.discussion"
    label = "discussion"
    verbose_name = "Discussion"
    default_auto_field = "django.db.models.BigAutoField"
