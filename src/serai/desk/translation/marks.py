"""What has changed within a paragraph, word by word.

Rule: pure. Words are compared, not letters; markup is left out. A paragraph too long to compare is told to
have changed as a whole.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from serai.core import html

MANY = 1500  # words of one paragraph that are compared

# A word takes the blanks before it along: alone, they would be alike everywhere, and comparing would take for
# ever.
_WORDS = re.compile(r"\s*[\w’ʻʼ'‘-]+|\s*[^\w\s]|\s+")
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True)
class Mark:
    """Some words, and whether they stay, were there before, or are there now."""

    what: Literal["same", "old", "new"]
    words: str


def plain(words: str, *, rich: bool) -> str:
    """A field's words as somebody reads them."""
    return html.text(words) if rich else words


def marks(old: str, new: str) -> list[Mark]:
    """`old` and `new`, plain text, laid over each other."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MANY:
        return _some(("old", old), ("new", new))
    found: list[Mark] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what == "equal":
            found += _some(("same", "".join(before[a1:a2])))
        else:
            found += _other("".join(before[a1:a2]), "".join(after[b1:b2]))
    return found


def _other(old: str, new: str) -> list[Mark]:
    """Other words in the place of some: what is blank before both stays."""
    blanks = [_BLANK.match(words) for words in (old, new)]
    before = [blank[0] if blank else "" for blank in blanks]
    if not (old and new and before[0] == before[1]):
        return _some(("old", old), ("new", new))
    return _some(
        ("same", before[0]), ("old", old.removeprefix(before[0])), ("new", new.removeprefix(before[0]))
    )


def _some(*pairs: tuple[Literal["same", "old", "new"], str]) -> list[Mark]:
    return [Mark(what, words) for what, words in pairs if words]
