"""Folding: a text as the eye reads it, so that "CАSINО", "саsіnо" and "cas1n0" are compared as one.

Rule: pure; linear in the text; for comparing, never for showing. Each character becomes its compatibility
form (NFKC, Unicode Standard Annex 15) without combining marks, case-folded, and then one of the letters that
look like it. The look-alikes are a small table of our own after the idea of Unicode Technical Standard 39
("skeleton"), for the scripts that our editions are written in: Latin, Cyrillic, Greek, Arabic. What cannot be
seen (zero-width and directional controls, variation selectors, lone surrogates) is left out; digits among
letters become the letters they stand for; a letter written several times is written once.

    >>> fold("С\u0410SINО!!!") == fold("casino")
    True
"""

import re
import unicodedata
from typing import Final

# After case-folding. The pairs follow the capital letters too (Н and H, В and B), since both cases fold to
# the small one. Kazakh and Uzbek letters go with the Russian ones that are typed for them on a phone.
_PAIRS: Final = (
    "аa еe оo рp сc хx уy іi јj ѕs кk мm тt нh вb ԁd һh ѵv ӏi ԛq ԝw "
    "әa ғг қk ңh өo ұy үy ҳx ҷч ҕг ҙз ҡk ҫc "
    "αa οo εe ιi κk νv υy χx τt ρp μm βb ζz ηh "
    "ıi ɑa ɡg əa ɩi ʀr "
    "يی ىی ېی كک ةه ۀه أا إا آا ٱا ؤو ئی"
)
_ALIKE: Final = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
_DIGITS: Final = str.maketrans("01346", "oiзчб")

_SPACE: Final = frozenset({"Zs", "Zl", "Zp", "Cc"})
_UNSEEN: Final = frozenset({"Mn", "Me", "Cf", "Cs", "Co", "Cn", "Sk", "Lm"})
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_APOSTROPHES: Final = frozenset("'`\u2018\u2019\u201b\u02bb\u02bc\u2032\u00b4\u0640")
_KEPT: Final = frozenset({"So"})  # emoji are words too
_REMEMBERED: Final = 20_000  # characters; a text that goes through all of Unicode must not fill the memory

_AMONG_LETTERS: Final = re.compile(r"(?<=[^\W\d_])[01346]+|[01346]+(?=[^\W\d_])")
_AGAIN: Final = re.compile(r"([^\d])\1+")


class _Table(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __init__(self, *, punctuation: str | None) -> None:
        super().__init__()
        self._punctuation = punctuation

    def __missing__(self, code: int) -> str:
        folded = self._folded(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = folded
        return folded

    def _folded(self, character: str) -> str:
        category = unicodedata.category(character)
        if character in _FILLERS or category in _UNSEEN or (character in _APOSTROPHES):
            return ""
        if category in _SPACE:
            return " "
        if category[0] in "PS" and category not in _KEPT:
            return character if self._punctuation is None else self._punctuation
        if category == "Nd":
            return str(unicodedata.digit(character))
        return "".join(_ALIKE.get(ord(one), one) for one in _plain(character))


_FOR_COMPARING: Final = _Table(punctuation=" ")
_FOR_LEARNING: Final = _Table(punctuation=None)


def fold(text: str) -> str:
    """Words, one space between them, without punctuation: the form in which texts are compared."""
    letters = text.translate(_FOR_COMPARING)
    letters = _AMONG_LETTERS.sub(lambda found: found.group().translate(_DIGITS), letters)
    return _AGAIN.sub(r"\1", letters).strip()


def tokens(text: str) -> list[str]:
    """The words of `fold(text)`."""
    return fold(text).split(" ") if text else []


def read(text: str) -> str:
    """Folded letter by letter, punctuation and repeats kept: the form in which the learner reads."""
    return text.translate(_FOR_LEARNING)


def places(text: str) -> list[int]:
    """For each character of `read(text)`, the index in `text` that it came from."""
    return [index for index, one in enumerate(text) for _ in one.translate(_FOR_LEARNING)]


def _plain(character: str) -> str:
    """NFKC, case-folded, without marks. Decomposed first, so that ё is е and й is и, as typed in haste."""
    parts = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Me"})
    folded = unicodedata.normalize("NFKC", bare).casefold()
    return "".join(part for part in folded if unicodedata.category(part)[0] in "LNS")
