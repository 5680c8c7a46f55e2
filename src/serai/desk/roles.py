"""x"""

from typing import Any


def grant_edition(edition: Any) -> None:
    pass
