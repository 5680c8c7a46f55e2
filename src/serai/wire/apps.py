"""The wire as a Django app.

Rule: nothing but the app's name; what the room does starts in `rescue` and `actions`.
"""

from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "serai.wire"
    label = "wire"
    verbose_name = "Wire"
    default_auto_field = "django.db.models.BigAutoField"
