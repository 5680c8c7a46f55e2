"""The letters of the two Uzbek alphabets, and what belongs to a word.

Rule: pure data. Latin words are thought about in one spelling: lower case, `ʻ` (U+02BB) after o and g,
`ʼ` (U+02BC) for the tutuq belgisi, whichever of the seven apostrophes people type was there.
"""

import re

TURNED = "\u02bb"  # ʻ, a part of the letters oʻ and gʻ
TUTUQ = "\u02bc"  # ʼ, the tutuq belgisi, in Cyrillic ъ
APOSTROPHES = "\u02bb\u02bc\u2018\u2019'`\u00b4"
MARKS = "\u0300-\u036f"  # combining: a letter that has one, and is no letter with it, is none of Uzbek's
INVISIBLE = "\u00ad\u200b-\u200d\u2060"  # soft hyphens, joiners: they stand in words and are none of them

LATIN = {
    **dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True)),
    "o" + TURNED: "ў",
    "g" + TURNED: "ғ",
    "sh": "ш",
    "ch": "ч",
    "ya": "я",
    "ye": "е",
    "yo": "ё",
    "yu": "ю",
    "yo" + TURNED: "йў",
    "s" + TUTUQ + "h": "сҳ",
    TUTUQ: "ъ",
}
"""A Latin letter, or letters that are one, and what Cyrillic has for it; e, ts and s have rules besides."""

CYRILLIC = {
    **{cyrillic: latin for latin, cyrillic in LATIN.items() if len(cyrillic) == 1},
    "э": "e",
    "ы": "i",
    "щ": "shch",
}
"""A Cyrillic letter and what Latin has for it; е, ц, ъ, ь and сҳ have rules besides."""

CYRILLIC_VOWELS = frozenset("аоуиеэёюяўы")
IOTATED = frozenset("еёюя")

ANY_CYRILLIC = re.compile("[\u0400-\u052f]")
ANY_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

_WITH_TURNED = re.compile(f"([og])[{APOSTROPHES}]", re.IGNORECASE)
_OTHERS = re.compile(f"[{APOSTROPHES.replace(TURNED, '')}]")


def spelled(word: str) -> str:
    """A Latin word with its apostrophes made the two right ones; letters keep their case."""
    return _OTHERS.sub(TUTUQ, _WITH_TURNED.sub(rf"\1{TURNED}", word))


def cased(letters: str, like: str) -> str:
    """`letters`, lower case, in the case of `like`: all capitals, one at the start, or none."""
    if like.isupper() and sum(sign.isalpha() for sign in like) > 1:
        return letters.upper()
    return letters[:1].upper() + letters[1:] if like[:1].isupper() else letters
