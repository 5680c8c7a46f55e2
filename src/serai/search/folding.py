"""Folding: the many spellings of a word's letters become one.

Rule: pure. `fold` keeps the letters that make a word what it is and drops what keyboards and programs vary:
case, compatibility forms, diacritics of Latin and Arabic script, ё, the Arabic forms of Persian letters, the
joiner inside a word, apostrophes' shapes. `loosen` goes on to the letters that a Russian keyboard has, or a
Latin one without apostrophes: for what is typed in haste.

    >>> fold("Ёлка"), fold("كتاب‌ها"), fold("QALA")
    ('елка', 'کتابها', 'qala')
    >>> loosen(fold("Қазақстан"))
    'казакстан'
"""

import re
import unicodedata

from serai.core import uzbek

APOSTROPHES = "'ʻʼʹ‘’‛`´′"
_NOTHING = dict.fromkeys(
    [
        0x00AD,  # soft hyphen
        0x0640,  # kashida
        *range(0x064B, 0x0660),  # Arabic vowel signs
        0x0670,
        *range(0x0300, 0x0370),  # what NFKC could not join: a stress mark above a vowel
        *range(0x200B, 0x2010),  # zero-width space, joiners, direction marks
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    ]
)
_LETTERS = {
    "ё": "е",
    "ي": "ی",
    "ى": "ی",
    "ئ": "ی",
    "ې": "ی",
    "ك": "ک",
    "ڪ": "ک",
    "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
}
_DIGITS = {chr(start + number): str(number) for start in (0x0660, 0x06F0) for number in range(10)}
_LATIN = {
    chr(code): base
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii() and base.isalpha()
}
_TABLE = str.maketrans(_LATIN | _LETTERS | _DIGITS | dict.fromkeys(APOSTROPHES, "'")) | _NOTHING
_LOOSE = str.maketrans(
    dict(zip("әғқңөұүһіїєўҳҷӣӯґҡҙҫ", "агкноуухииеухчиугкзс", strict=True)) | {"'": "", "ъ": "", "ь": ""}
)
_LOOSE_UZBEK = str.maketrans({"'": "", "q": "k", "x": "h"})
_PLAIN = re.compile(r"[a-zа-яїєіәғқңөұүһ0-9]*\Z")


def fold(word: str, language: str = "") -> str:
    """One word as it is kept: `language` is BCP 47, and Uzbek is kept in one script."""
    folded = word.casefold()
    if not _PLAIN.match(folded):
        folded = unicodedata.normalize("NFKC", folded).casefold().translate(_TABLE)
        folded = folded.strip("'")
    if language.startswith("uz"):
        return uzbek.fold(folded).translate(_TABLE).strip("'")
    return folded


def loosen(folded: str, language: str = "") -> str:
    """A folded word in the letters that most keyboards have."""
    if language.startswith("uz"):
        return folded.translate(_LOOSE_UZBEK)
    return folded.translate(_LOOSE)
