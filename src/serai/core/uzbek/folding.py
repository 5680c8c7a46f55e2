"""Both scripts and all spellings of an Uzbek word as one form, for finding it.

Rule: pure; never for showing. Cyrillic becomes Latin letter by letter, every apostrophe goes (tog‘, tog',
tog and тоғ are one), ё and yo behind a consonant are e (актёр, актер, aktyor), so are ye and э, ц and ts
are s, ь, ъ and the y of ya and yu behind a consonant are lost (сентябрь, sentabr); the letters of other
Latin alphabets for Uzbek are read too (ş, ç, ğ, õ). Words, digits and what stands between them stay; what
nobody sees (soft hyphens, joiners) goes.

    >>> fold("Тоғдаги октябрь") == fold("tog‘dagi oktabr")
    True
"""

import re
import unicodedata

from serai.core.uzbek.letters import APOSTROPHES, CYRILLIC, INVISIBLE

_OTHER_LATIN = {"ş": "sh", "ç": "ch", "ğ": "g", "õ": "o", "ö": "o", "ı": "i", "ñ": "ng"}
_TABLE = str.maketrans(
    {
        **{letter: latin.rstrip(APOSTROPHES) for letter, latin in CYRILLIC.items()},
        **_OTHER_LATIN,
        "е": "ye",
        "ц": "ts",
        "ъ": "",
        "ь": "",
        "ы": "i",
        **dict.fromkeys(APOSTROPHES),
        "\u0307": "",
    }
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_SOFT_O = re.compile("ь(?=о)")
_Y_E = re.compile("y+e")
_Y_O = re.compile("(?<=[bcdfghjklmnpqrstvwxz])yo")
_Y = re.compile("(?<=[bcdfghjklmnpqrstvwxz])y(?=[au])")
_T_S = re.compile("t+s")


def fold(text: str) -> str:
    """`text` in the one form in which Uzbek is compared: lower-case Latin without apostrophes."""
    small = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).lower()
    latin = _SOFT_O.sub("й", small).translate(_TABLE)
    latin = _Y_O.sub("e", _Y_E.sub("e", latin))
    return _T_S.sub("s", _Y.sub("", latin))
