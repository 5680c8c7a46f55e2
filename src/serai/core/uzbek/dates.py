"""Dates: the hyphen that Latin has behind a number that stands for an ordinal, and Cyrillic has not.

Rule: pure. In both alphabets a hyphen stands for -inchi (5-sinf, 5-синф), but the Cyrillic orthography of
1956 has none before a year or a month: 2026-yil 24-noyabr, 2026 йил 24 ноябрь. Back to Latin, a number of
four digits that may be a year of these centuries gets its hyphen; 5 йил and 2000 йил may be a span of time.
"""

import re

from serai.core.uzbek.stems import ENDINGS

_HYPHENS = frozenset({"-", "\u2010", "\u2011", "-\u2060"})
_BLANKS = frozenset({" ", "\u00a0", "\u202f"})
_LATIN_YEAR = re.compile(rf"yil(?:gi|{ENDINGS})*+", re.IGNORECASE)
_LATIN_MONTH = re.compile(
    rf"(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentya?br|oktya?br|noyabr|dekabr)(?:gi|{ENDINGS})*+",
    re.IGNORECASE,
)
_CASES = "(?:лар)?и?(?:нинг|ни|гача|га|даги|дан|да|ги)?"
_CYRILLIC_YEAR = re.compile(f"йил{_CASES}", re.IGNORECASE)
_CYRILLIC_MONTH = re.compile(
    f"(?:январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр)ь?{_CASES}", re.IGNORECASE
)
_FOUR = re.compile(r"(?<!\d)\d{4}$")
_OF_OURS = re.compile(r"(?<!\d)(?:1[5-9]|20)(?!00)\d\d$")
_DAY = re.compile(r"(?<!\d)(?:[1-9]|[12]\d|3[01])$")
_SEEN = 5  # signs before: a number, and that it is one


def without_hyphen(text: str, done: int, start: int, end: int) -> str | None:
    """What Cyrillic has in the place of `text[done:start]`, which stands between a number and a Latin word;
    None where it stays."""
    if text[done:start] not in _HYPHENS:
        return None
    word, before = text[start:end], text[max(0, done - _SEEN) : done]
    year = _FOUR.search(before) and _LATIN_YEAR.fullmatch(word)
    return " " if year or (_DAY.search(before) and _LATIN_MONTH.fullmatch(word)) else None


def with_hyphen(text: str, done: int, start: int, end: int) -> str | None:
    """What Latin has in the place of `text[done:start]`, which stands between a number and a Cyrillic word;
    None where it stays."""
    if text[done:start] not in _BLANKS:
        return None
    word, before = text[start:end], text[max(0, done - _SEEN) : done]
    year = _OF_OURS.search(before) and _CYRILLIC_YEAR.fullmatch(word)
    return "-" if year or (_DAY.search(before) and _CYRILLIC_MONTH.fullmatch(word)) else None
