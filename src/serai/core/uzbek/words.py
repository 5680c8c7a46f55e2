"""One word from one alphabet to the other: what is a foreign word is decided elsewhere.

Rule: pure. A word takes its longest known stem, the rest follows the letters' rules; case is kept.

    >>> word_to_cyrillic("O‘zbekistonda"), word_to_latin("Исҳоқ")
    ('Ўзбекистонда', 'Isʼhoq')
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from serai.core.uzbek import stems
from serai.core.uzbek.letters import (
    CYRILLIC,
    CYRILLIC_VOWELS,
    IOTATED,
    LATIN,
    TURNED,
    TUTUQ,
    cased,
    spelled,
)

CACHED = 65_536  # words: a newspaper's year has about as many
_SHORT = 5  # letters: a stem no longer than this needs a known ending
_ENDING = re.compile(f"(?:{stems.ENDINGS})*+")
_UNIT = re.compile(
    rf"(?P<tse>(?<=[aeiou{TURNED}])ts(?=e|i(?!n(?!a)|z|mon|$|ra)))"
    rf"|(?P<nse>(?<=[nkp])s(?=iya|ion))"
    rf"|^shch|s{TUTUQ}h|sh|ch|yo{TURNED}|y[aeou]|[og]{TURNED}|."
)
# Abbreviations that have a vowel and keep their digraph's small letter; the others are told by having none.
_ABBREVIATIONS = {
    "АҚШ": "AQSh",
    "ЯИМ": "YaIM",
    "ЯТТ": "YaTT",
    "ЮНЕСКО": "YuNESKO",
    "ЮНИСЕФ": "YuNISEF",
    "ЕОИИ": "YeOII",
    "ЕХҲТ": "YeXHT",
    "ШҲТ": "ShHT",
}
_CAPITALS = re.compile("[А-ЯЁЎҚҒҲ]{3,}(?![А-ЯЁЎҚҒҲ])")
_VOWELS = frozenset("аоуиеэёюяўАОУИЕЭЁЮЯЎ")
_NO_SOFT_BEHIND = CYRILLIC_VOWELS | frozenset("йқғҳъь")


@cache
def _stems() -> dict[str, str]:
    """Latin stems and their Cyrillic."""
    blocks = (
        stems.TSE_AT_THE_START,
        stems.TSE_BEHIND_A_CONSONANT,
        stems.TSE_BEHIND_A_VOWEL,
        stems.NO_TSE,
        stems.SOFT_INSIDE,
        stems.SOFT_BEFORE_Y,
        stems.HARD,
        stems.YOT_AND_O,
        stems.OTHERS,
    )
    known: dict[str, str] = {}
    for pair in " ".join(blocks).split():
        latin, cyrillic = pair.split("=")
        known[latin] = cyrillic
    for word in stems.SOFT_AT_THE_END.split():
        known.setdefault(_by_rule_to_latin(word), word)
    return known


@cache
def _stems_back() -> dict[str, str]:
    """Cyrillic stems, without the ь at their end, and their Latin where the rules would give another."""
    back: dict[str, str] = {}
    for latin, cyrillic in _stems().items():
        back.setdefault(cyrillic.removesuffix("ь"), latin)
    return {cyrillic: latin for cyrillic, latin in back.items() if _by_rule_to_latin(cyrillic) != latin}


@lru_cache(CACHED)
def word_to_cyrillic(word: str) -> str:
    """One Latin word, whichever apostrophes it has, in Cyrillic."""
    latin = spelled(word)
    small = latin.lower()
    stem = _longest(small, _stems(), _is_ending)
    if not stem or (latin[:1].islower() and latin != small):
        return _by_rule_to_cyrillic(latin, 0, "")
    cyrillic = _stems()[stem]
    rest = latin[len(stem) :]
    if rest:
        cyrillic = cyrillic.removesuffix("ь")
    return cased(cyrillic, latin[: len(stem)]) + _by_rule_to_cyrillic(latin, len(stem), cyrillic[-1])


@lru_cache(CACHED)
def word_to_latin(word: str) -> str:
    """One Cyrillic word in Latin, with ʻ for the letters oʻ and gʻ and ʼ for the tutuq belgisi."""
    capitals = _CAPITALS.match(word)
    if capitals and capitals.group() in _ABBREVIATIONS:
        return _ABBREVIATIONS[capitals.group()] + _by_rule_to_latin(word, capitals.end())
    small = word.lower()
    stem = _longest(small, _stems_back(), lambda rest: _is_ending(_by_rule_to_latin(rest)))
    if not stem:
        return _by_rule_to_latin(word)
    latin = cased(_stems_back()[stem], word[: len(stem)])
    return latin + _by_rule_to_latin(word, len(stem))


def _longest(word: str, known: dict[str, str], is_ending: Callable[[str], bool]) -> str:
    """The longest known stem that `word` begins with, or nothing."""
    for end in range(len(word), 1, -1):
        stem = word[:end]
        if stem in known and (end > _SHORT or is_ending(word[end:])):
            return stem
    return ""


def _is_ending(rest: str) -> bool:
    return _ENDING.fullmatch(rest) is not None


def _by_rule_to_cyrillic(word: str, start: int, before: str) -> str:
    """`word` from `start` on, letter by letter; `before` is the Cyrillic letter in front, if there is one."""
    out: list[str] = []
    for unit in _UNIT.finditer(word.lower(), start):
        letters = unit.group()
        signs = word[unit.start() : unit.end()]
        cyrillic = _unit_to_cyrillic(unit, letters, before)
        first = cyrillic[0].upper() if signs[0].isupper() else cyrillic[0]
        last = signs[1] if letters[-1] == TURNED else signs[-1]
        out.append(first + (cyrillic[1:].upper() if last.isupper() else cyrillic[1:]))
        before = cyrillic[-1]
    return "".join(out)


def _unit_to_cyrillic(unit: re.Match[str], letters: str, before: str) -> str:
    if unit["tse"] or unit["nse"]:
        return "ц"
    if letters == "shch":
        return "щ"
    if letters == "e" and (not before or before in CYRILLIC_VOWELS):
        return "э"
    if letters == "ye" and before and before not in _NO_SOFT_BEHIND:
        return "ье"
    return LATIN.get(letters, letters)


def _by_rule_to_latin(word: str, start: int = 0) -> str:
    """`word` from `start` on, letter by letter."""
    abbreviation = word.isupper() and not _VOWELS.intersection(word)
    out: list[str] = []
    for index in range(start, len(word)):
        sign = word[index]
        before, behind = word[index - 1 : index] if index else "", word[index + 1 : index + 2]
        latin = _sign_to_latin(sign.lower(), before.lower(), behind.lower())
        if sign.isupper():
            loud = not abbreviation and (behind.isupper() or (not behind and before.isupper()))
            latin = latin.upper() if loud else latin[:1].upper() + latin[1:]
        out.append(latin)
    return "".join(out)


def _sign_to_latin(sign: str, before: str, behind: str) -> str:
    if sign == "е":
        return "ye" if not before or before in CYRILLIC_VOWELS or before in "ъь" else "e"
    if sign == "ъ":
        return "" if before == "ў" or (behind in IOTATED and before not in CYRILLIC_VOWELS) else TUTUQ
    if sign == "ь":
        return "y" if behind == "о" else ""
    if sign == "ц":
        return "ts" if before and before in CYRILLIC_VOWELS else "s"
    if sign == "с" and behind == "ҳ":
        return "s" + TUTUQ
    return CYRILLIC.get(sign, sign)
