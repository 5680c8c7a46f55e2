"""The desk as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "serai.desk"
    label = "desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Both register themselves with Django, and need the models first.
        import_module("serai.desk.checks")
        import_module("serai.desk.receivers")
