"""Ties: spaces at which no line may end, as the newspapers of a language set them.

Rule: pure. A dash between spaces belongs to the words before it and never begins a line; a word of one
Cyrillic letter (Russian's prepositions and conjunctions: в, к, с, о, у, и, а) belongs to the word behind it
and never ends one. Only what is shown is tied: plates, feeds and the search index keep plain spaces.

    >>> tied("полным — на бумаге")
    'полным\\xa0— на бумаге'
"""

import re

_TAG_OR_LOOSE = re.compile(r"<[^>]*>|(?<![^\s>«„“(])([А-Яа-яЁё]) (?=\S)| (?=[—–] )")
_TIE = "\N{NO-BREAK SPACE}"


def tied(words: str) -> str:
    """Plain words or sanitised markup with its ties; what stands inside a tag is left as it is."""
    return _TAG_OR_LOOSE.sub(_tie, words)


def _tie(found: re.Match[str]) -> str:
    if found[0].startswith("<"):
        return found[0]
    return (found[1] or "") + _TIE
