"""Which search the desk's database has: Wagtail's setting BACKEND names this module.

Rule: chooses and nothing else.
"""

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # Wagtail looks for this name
    """The search for the database that the desk is in."""
    if connection.vendor != "sqlite":
        return database.SearchBackend(params)
    from serai.desk import fts  # noqa: PLC0415 (its tables are there in SQLite alone)

    return fts.Backend(params)
