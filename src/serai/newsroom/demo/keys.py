"""The handles of the demo's things.

Rule: pure; a thing has the same handle in all languages, and each time the demo is made.
"""

from uuid import NAMESPACE_OID, uuid5


def key(kind: str, name: str) -> str:
    """The handle of a story, section, author or topic of the demo."""
    return uuid5(NAMESPACE_OID, f"serai demo {kind} {name}").hex
