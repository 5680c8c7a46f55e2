"""What the places of a front are called on the desk.

Rule: pure; a place's name comes from `layouts`.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from serai.desk.fronts.layouts import ROW


def place(name: str, sections: Mapping[str, str] | None = None) -> str:
    """A place in an editor's words; `sections` has sections' names by their keys."""
    if name.startswith(ROW):
        known = (sections or {}).get(name.removeprefix(ROW), "")
        return _("Row: %(section)s") % {"section": known} if known else _("Row of a section")
    return {
        "lead": _("Lead"),
        "second": _("Second stories"),
        "pinned": _("Pinned"),
        "rows": _("Order of the rows"),
        "banner": _("Banner"),
    }.get(name, name)


def hint(name: str) -> str:
    """What stands in a place, and what does where nothing was put."""
    if name.startswith(ROW):
        return _("These stand first in the row; the section’s newest follow. Four in all.")
    return {
        "lead": _("The largest story. Without one, the newest leads."),
        "second": _("Up to three beside the lead. The newest fill what is free."),
        "pinned": _("These stay below the second stories, however old they are."),
    }.get(name, "")
