"""Which database each room's tables are in.

Rule: the discussion's are in the database "discussion", all others in "default", and nothing points from one
to the other.
"""

from typing import Any

from serai.discussion.database import ALIAS

ROOM = "discussion"


class Rooms:
    """Django's database router (docs.djangoproject.com, "Multiple databases")."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == ROOM else None

    def db_for_write(self, model: Any, **_hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == ROOM else None

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        return bool((one._meta.app_label == ROOM) == (other._meta.app_label == ROOM))

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return (db == ALIAS) == (app_label == ROOM)
