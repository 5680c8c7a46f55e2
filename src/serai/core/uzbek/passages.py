"""Passages in another language: quotations, and whole texts, that stay as they are.

Rule: pure. A passage is foreign where something in it cannot be Uzbek and nothing says that it is. A single
foreign word is enough in a quotation, the name of a paper mostly; a whole text is held to more, because a
headline may have a foreign name in it and no sign of Uzbek.
"""

import re
from collections.abc import Callable

from serai.core.uzbek.letters import APOSTROPHES, MARKS
from serai.core.uzbek.tokens import is_foreign

_A = APOSTROPHES
_QUOTED = re.compile(r"«[^«»]{4,400}»|“[^“”]{4,400}”|„[^„“”]{4,400}[“”]|\"[^\"\n]{4,400}\"")
_TOKEN = re.compile(rf"[\w{MARKS}{_A}]+")
_UZBEK_LATIN = re.compile(
    rf"[\u0400-\u052f]|[og][{_A}]|\b(?:va|bilan|uchun|bu|ham|esa|edi|emas|kerak|deb|biz|siz|ular|bir)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?:the|of|and|with|from|that|were|his|her)\b", re.IGNORECASE)
_RUSSIAN = re.compile("[ыщ]", re.IGNORECASE)
_RUSSIAN_WORDS = re.compile(
    r"\b(?:и|в|не|что|это|как|был|была|были|для|от|из|его|она|они|по)\b", re.IGNORECASE
)
_UZBEK_CYRILLIC = re.compile(r"[ўқғҳ]|\b(?:ва|билан|учун|бу|эса|эди|эмас|керак|деб|биз|сиз|улар|бир)\b", re.I)
_ENOUGH = 2  # different small words of another language


def spans(text: str, foreign: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where the quotations stand that are `foreign`, in order."""
    return [found.span() for found in _QUOTED.finditer(text) if foreign(found.group())]


def foreign_latin(quotation: str) -> bool:
    """Whether a quotation in Latin letters is no Uzbek."""
    if _UZBEK_LATIN.search(quotation):
        return False
    words = (word.strip(_A) for word in _TOKEN.findall(quotation))
    return _ENGLISH.search(quotation) is not None or any(
        is_foreign(word) and not word.isdigit() for word in words if word
    )


def foreign_cyrillic(quotation: str) -> bool:
    """Whether a quotation in Cyrillic letters is Russian."""
    return _RUSSIAN.search(quotation) is not None and not _UZBEK_CYRILLIC.search(quotation)


def english(text: str) -> bool:
    """Whether a whole text is English: a paragraph, a caption, a link card."""
    return _has(text, _ENGLISH) and not _UZBEK_LATIN.search(text)


def russian(text: str) -> bool:
    """Whether a whole text is Russian."""
    return _has(text, _RUSSIAN_WORDS) and foreign_cyrillic(text)


def _has(text: str, words: re.Pattern[str]) -> bool:
    found: set[str] = set()
    for word in words.finditer(text):
        found.add(word.group().lower())
        if len(found) == _ENOUGH:
            return True
    return False
