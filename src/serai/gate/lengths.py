"""Lengths: how long a text is to the reader who wrote it.

Rule: pure. One user-perceived character is one extended grapheme cluster (Unicode Standard Annex 29), so
that a letter with its marks, or a family of four in one picture, counts as one.

    >>> length("é👨‍👩‍👧")
    2
"""

import regex

_PERCEIVED = regex.compile(r"\X")


def length(text: str) -> int:
    """User-perceived characters."""
    if text.isascii():
        return len(text)  # line breaks are one "\n" by now
    return sum(1 for _ in _PERCEIVED.finditer(text))


def longer(text: str, limit: int) -> bool:
    """Whether `text` has more than `limit` user-perceived characters; quick where it cannot."""
    return len(text) > limit and length(text) > limit
