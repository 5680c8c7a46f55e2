"""How far a name reaches: what is said above the form of a section, an author or a topic.

Rule: one count of rows, none where nothing is public. What the press goes through is more than these stories
(lists and fronts tease them); the count is what an editor can check.
"""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from serai.core import clock
from serai.desk import queries


class ShownPanel(Panel):
    """Says how many public stories show this name, and so are made again when it changes."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/panels/shown.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self._count())

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            context["line"] = _(
                "Public stories that show this name: %(number)s. A new name makes their pages again."
            ) % {"number": self._count()}
            return context

        def _count(self) -> int:
            if not hasattr(self, "_counted"):
                self._counted = queries.count_signed(self.instance, clock.now())
            return self._counted
