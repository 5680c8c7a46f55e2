"""The desk as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "serai.desk"
    label = "desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # All of these need the models first.
        tree = import_module("serai.desk.tree")
        tree.settle()
        post_migrate.connect(tree.settle_indexes, sender=self)
        import_module("serai.desk.checks")
        import_module("serai.desk.receivers")
