"""Words as the search compares them.

Rule: pure. Both what is searched and what is asked go through `folded`, because SQLite folds the case of
ASCII alone.

    >>> folded("Ёлка  ВЕСНОЙ")
    'елка весной'
"""

import unicodedata
from typing import Final

LONGEST_QUESTION: Final = 200  # code points
LONGEST_TEXT: Final = 25_000  # code points; folding may make a text longer than it was


def folded(words: str) -> str:
    """The words without case, in compatibility form (Unicode NFKC), ё as е, with single spaces
    and no NUL, which ends a database's words."""
    plain = unicodedata.normalize("NFKC", words.replace("\0", " ")).casefold().replace("ё", "е")
    return " ".join(plain.split())[:LONGEST_TEXT]


def search_text(name: str, text: str) -> str:
    """What a comment is found by."""
    return folded(f"{name} {text}")


def question(words: str) -> str:
    """What is looked for, cut to `LONGEST_QUESTION`."""
    return folded(words[:LONGEST_QUESTION])[:LONGEST_QUESTION]
