"""Scripts: whether a comment is written in another script than its edition is.

Rule: pure; sorts and holds nobody: a reader may write in any language, and Russian is often typed in Latin
letters. What an edition expects is told by its language code (BCP 47); a language that is written in several
scripts expects each of them, unless its code names one. A language that is not listed expects nothing.
"""

from bisect import bisect_right
from collections import Counter
from typing import Final

LETTERS: Final = 12  # fewer tell nothing
SHARE: Final = 0.7  # of the letters that must be foreign

# The first code point of a range and its script, after Unicode's Scripts.txt, blocks of letters only.
_RANGES: Final = (
    (0x0000, "latin"),
    (0x0370, "greek"),
    (0x0400, "cyrillic"),
    (0x0530, "armenian"),
    (0x0590, "hebrew"),
    (0x0600, "arabic"),
    (0x0780, "other"),
    (0x08A0, "arabic"),
    (0x0900, "devanagari"),
    (0x0980, "other"),
    (0x10A0, "georgian"),
    (0x1100, "hangul"),
    (0x1200, "other"),
    (0x1C80, "cyrillic"),
    (0x1C90, "georgian"),
    (0x1CC0, "other"),
    (0x1D00, "latin"),
    (0x1F00, "greek"),
    (0x2000, "latin"),
    (0x2C80, "other"),
    (0x2DE0, "cyrillic"),
    (0x2E00, "other"),
    (0x2E80, "han"),
    (0x3040, "kana"),
    (0x3100, "han"),
    (0xA000, "other"),
    (0xA640, "cyrillic"),
    (0xA6A0, "other"),
    (0xA720, "latin"),
    (0xA800, "other"),
    (0xAC00, "hangul"),
    (0xD800, "other"),
    (0xF900, "han"),
    (0xFB00, "latin"),
    (0xFB1D, "hebrew"),
    (0xFB50, "arabic"),
    (0xFE00, "other"),
    (0xFE70, "arabic"),
    (0xFF00, "latin"),
    (0xFF66, "kana"),
    (0x10000, "other"),
    (0x1D400, "latin"),
    (0x1D800, "other"),
    (0x20000, "han"),
    (0x32000, "other"),
)
_STARTS: Final = [start for start, _ in _RANGES]

_EXPECTED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        ("ru", "be", "uk", "bg", "ky", "tg", "mn", "mk", "ba", "tt", "ce"), frozenset({"cyrillic"})
    ),
    **dict.fromkeys(("kk", "uz", "az", "tk", "sr", "kaa", "crh"), frozenset({"cyrillic", "latin"})),
    **dict.fromkeys(("ar", "fa", "ps", "ur", "prs"), frozenset({"arabic"})),
    **dict.fromkeys(("ku", "ckb", "ug"), frozenset({"arabic", "latin"})),
    **dict.fromkeys(
        ("en", "fr", "de", "es", "it", "pt", "pl", "tr", "nl", "cs", "lt", "lv", "et", "ro"),
        frozenset({"latin"}),
    ),
    "el": frozenset({"greek"}),
    "hy": frozenset({"armenian"}),
    "ka": frozenset({"georgian"}),
    "he": frozenset({"hebrew"}),
    "hi": frozenset({"devanagari"}),
    "ko": frozenset({"hangul"}),
    "zh": frozenset({"han"}),
    "ja": frozenset({"kana", "han"}),
}
_SUBTAGS: Final = {"latn": "latin", "cyrl": "cyrillic", "arab": "arabic"}


def script_of(character: str) -> str:
    """The script of a letter, "other" where it is none of those that editions are written in."""
    return _RANGES[bisect_right(_STARTS, ord(character)) - 1][1]


def expected(language: str) -> frozenset[str]:
    """The scripts that an edition of this language code is written in; empty: any."""
    first, *rest = language.lower().replace("_", "-").split("-")
    named = frozenset(_SUBTAGS[tag] for tag in rest if tag in _SUBTAGS)
    return named or _EXPECTED.get(first, frozenset())


def mismatch(text: str, language: str) -> tuple[str, str] | None:
    """The script that was expected and the one that was found, or None where nothing is strange.

    >>> mismatch("The bridge was closed again today", "ru")
    ('cyrillic', 'latin')
    >>> mismatch("Ko‘prik bugun yana yopildi", "uz") is None
    True
    """
    wanted = expected(language)
    if not wanted:
        return None
    counts = Counter(script_of(character) for character in text if character.isalpha())
    letters = counts.total()
    foreign = Counter({script: count for script, count in counts.items() if script not in wanted})
    if letters < LETTERS or foreign.total() < SHARE * letters:
        return None
    return "/".join(sorted(wanted)), foreign.most_common(1)[0][0]
