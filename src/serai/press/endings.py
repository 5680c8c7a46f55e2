"""Endings: a file and its variants in one word of the ledger.

Rule: pure. A page "index.html" with the variants ".br" and ".gz" is spelled ". .br .gz": the file's own
ending is none, and none is spelled ".".
"""

from collections.abc import Iterable

FOLDER = "/"  # in the journal: the name is that of a folder, with all that is in it
_NONE = "."


def spell(endings: Iterable[str]) -> str:
    """Endings as the ledger keeps them."""
    return " ".join(ending or _NONE for ending in endings)


def read(spelled: str) -> list[str]:
    """Endings from their spelling."""
    return ["" if ending == _NONE else ending for ending in spelled.split()]
