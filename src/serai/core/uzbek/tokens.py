"""One token of a Latin text: whether it may be a word of Uzbek, or is a numeral, or a unit of measure.

Rule: pure; a token is looked at alone, in its letters, digits and capitals. A word that is spelled with
Uzbek's own letters counts as Uzbek, whatever language it is from.
"""

import re
from functools import lru_cache

from serai.core.uzbek.letters import TURNED, TUTUQ, spelled
from serai.core.uzbek.words import CACHED

UNITS = {"kVt": "кВт", "kPa": "кПа", "kJ": "кЖ"}
"""Units of measure whose capitals stand where no word of Uzbek has one."""

POWERS = "²³"
_LONGEST = 64  # signs: what is longer is no word
_LATIN_WORD = re.compile(
    rf"\d*(?:ch|[abdefghijklmnopqrstuvxyz]|(?<=[og]){TURNED}|(?<=[a-z{TURNED}]){TUTUQ})+", re.IGNORECASE
)
_NUMBER_AND_CAPITAL = re.compile(r"\D*+\d.*[A-Z]|.*[^\W\d]\d", re.DOTALL)
_CASES = re.compile(
    rf"\d*(?:[A-Z]?[^A-Z]*|[A-Z{TURNED}{TUTUQ}]+[^A-Z]*|(?:Tosh|Sam|Far|Nam|And|Bux|Qar|Ter|O{TURNED}z)?"
    rf"(?:[SC]h|Y[aeou]|[OG]{TURNED}|[A-Z])+[^A-Z]*)"
)
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NO_NUMERALS = frozenset({"MI", "DI", "LI", "MIX", "DIM", "VIM", "MM", "ML", "L", "C", "D", "M", "DL", "MD"})


def is_foreign(token: str) -> bool:
    """Whether one word in Latin letters cannot be Uzbek: by its length, letters, digits or capitals."""
    return len(token) > _LONGEST or not (token in UNITS or is_uzbek(token))


@lru_cache(CACHED)
def is_uzbek(token: str) -> bool:
    """Whether one word in Latin letters may be Uzbek, by its letters, digits and capitals."""
    word = spelled(token)
    return (
        _LATIN_WORD.fullmatch(word) is not None
        and _NUMBER_AND_CAPITAL.match(word) is None
        and _CASES.fullmatch(word) is not None
    )


def is_numeral(token: str, behind: str) -> bool:
    """Whether a token is a Roman numeral; a single letter with a full stop is somebody's initial."""
    if token in _NO_NUMERALS or _ROMAN.fullmatch(token) is None:
        return False
    return len(token) > 1 or behind != "."


def is_too_long(token: str) -> bool:
    """Whether a token is longer than any word."""
    return len(token) > _LONGEST
