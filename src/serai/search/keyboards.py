"""Keyboards: what was typed while the keyboard was set to another language.

Rule: pure. The same keys are read as the other layout has them: Latin letters as Cyrillic or Persian ones in
an edition of that script, and the other way round in an edition in Latin letters. It is a guess, for where
nothing was found.

    >>> swapped("ghbdtn", "ru"), swapped("руддщ", "en")
    ('привет', 'hello')

Sources: the layouts "us", "ru", "kz" and "ir" of xkeyboard-config (Kazakh's are Russian's, but for its top
row).
"""

from serai.search import analysis

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_PERSIAN = "\u200dضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو."
_TOP_ROW = str.maketrans(
    {"2": "ә", "3": "і", "4": "ң", "5": "ғ", "8": "ү", "9": "ұ", "0": "қ", "-": "ө", "=": "һ"}
)
_SHIFTED = str.maketrans('~{}:"<>', "`[];',.")
_CYRILLIC = frozenset({"be", "bg", "kk", "ky", "ru", "tg", "tt", "uk"})
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_PERSIAN = str.maketrans(_LATIN, _PERSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN + _PERSIAN[1:-1], _LATIN + _LATIN[1:-1])


def swapped(text: str, language: str) -> str:
    """The same keys in the layout of `language` (BCP 47); "" where the text has a letter of that script
    already, or none of the other."""
    small = text.lower()
    letters = {_script(sign) for sign in small if sign.isalpha()}
    wanted = _script_of(language)
    if wanted in letters or letters - {"cyrillic", "latin", "arabic"} or not letters:
        return ""
    if wanted == "latin":
        return small.translate(_TO_LATIN)
    if letters != {"latin"}:
        return ""
    keys = small.translate(_SHIFTED)
    if wanted == "arabic":
        return keys.translate(_TO_PERSIAN)
    if analysis.family(language) == "kk":
        words = keys.split(" ")
        keys = " ".join(word if word.isdecimal() else word.translate(_TOP_ROW) for word in words)
    return keys.translate(_TO_RUSSIAN)


def _script_of(language: str) -> str:
    spoken = analysis.family(language)
    if spoken in _CYRILLIC or "-cyrl" in language.lower():
        return "cyrillic"
    return "arabic" if spoken in {"fa", "prs"} else "latin"


def _script(sign: str) -> str:
    if sign < "\u0250":
        return "latin"
    if "\u0400" <= sign < "\u0530":
        return "cyrillic"
    return "arabic" if "\u0600" <= sign < "\u0780" else sign
