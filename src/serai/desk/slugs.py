"""The field of a slug: while a name or a headline is typed, it suggests what `actions.slug_of` would make.

Rule: the browser knows how Russian and a few other languages are written in Latin letters, and drops every
letter that it does not know: Қоғам would be `oam`. It is given the letters of our languages' scripts as the
server writes them.
"""

from collections import defaultdict

from anyascii import anyascii
from wagtail.admin.widgets import SlugInput

_CYRILLIC = range(0x400, 0x530)
_ARABIC = range(0x620, 0x6D4)


def slug_input() -> SlugInput:
    """A widget of its own for each field."""
    return SlugInput(formatters=_spelled())


def _spelled() -> list[tuple[str, str | None]]:
    """Letters that are written alike in Latin, as a regular expression, and how they are written."""
    alike = defaultdict(list)
    for letter in map(chr, (*_CYRILLIC, *_ARABIC)):
        alike[anyascii(letter).lower()].append(letter)
    return [(f"[{''.join(letters)}]", written) for written, letters in alike.items()]
