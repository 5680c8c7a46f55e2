"""What in a running text is a word of Uzbek, and what is left as it stands.

Rule: pure, and done in one pass over the text. Left alone are addresses (web, mail, file), hashtags and
handles, Roman numerals, words with a letter or a case that Uzbek has not (w, c alone, é; iPhone), the
words of a list, and passages in another language (`passages`). A name that is spelled with Uzbek's own
letters is a word like any other and goes by sound (Berlin, Берлин). Invisible signs inside a word go.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from serai.core.uzbek import dates, passages
from serai.core.uzbek.letters import ANY_CYRILLIC, ANY_LATIN, APOSTROPHES, INVISIBLE, MARKS, TUTUQ
from serai.core.uzbek.stems import ENDINGS
from serai.core.uzbek.tokens import POWERS, UNITS, is_foreign, is_numeral, is_too_long
from serai.core.uzbek.words import word_to_cyrillic, word_to_latin

_BRANDS = """
Apple Android Samsung Google Gmail YouTube Instagram Telegram Facebook TikTok WhatsApp Twitter Viber Skype
Microsoft Windows Linux Firefox Safari Tesla Netflix Spotify Bluetooth Reuters Bloomberg HTML XML JSON USB PDF
GPS SIM LED URL VPN GSM SQL Serai Django Wagtail Python
"""
LEFT_ALONE = frozenset(_BRANDS.split())
"""Names and abbreviations that print in Latin letters in either script; a newsroom adds its own."""

_A, _I = APOSTROPHES, INVISIBLE
_ENDS = (
    "uz com org net info edu gov io ru kz kg tj tm af ir uk de fr eu tv me app media news pdf doc docx xls "
    "xlsx zip jpg jpeg png gif mp3 mp4 html htm txt csv py js css php json xml"
)
_ADDRESS = rf"""
    (?P<address>
        (?:[a-z][a-z0-9+.-]{{1,20}}://|www\.)[^\s<>«»“”„"]+
      | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+
      | [@\#]\w+(?:[{_A}]\w+)*
      | (?<![\w.-])(?:[a-z0-9_-]{{1,63}}\.){{1,8}}(?:{"|".join(_ENDS.split())})(?![\w{_A}])
        (?:/[^\s<>«»“”„"]*)?
    ) |
"""
_HAS_ADDRESS = re.compile(r"[@#]|://|\w\.\w")
_WORDS = rf"""
    (?P<kept>(?-i:(?=[%s])(?<![\w{_A}])(?:%s)(?=[{_A}-]?(?:{ENDINGS})*+(?!\w))))
  | (?P<word>(?![{_A}])[\w{MARKS}]+(?:(?:[{_I}]*[{_A}][{_I}]*|[{_I}]+)[\w{MARKS}]+)*[{_A}]?)
"""
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_CYRILLIC_WORD = re.compile(rf"[\da-z{_A}а-яёўқғҳ]+", re.IGNORECASE)
_FINAL_TUTUQ = frozenset({"mavze", "tobe", "juz", "tab", "matla", "vasi", "tavozu", "mavqe", "avj"})
_OPENERS = "\u2018'`"


class Turned(NamedTuple):
    """What takes the place of `text[start:end]`."""

    start: int
    end: int
    words: str


class _Way(NamedTuple):
    """From one alphabet to the other."""

    there: re.Pattern[str]  # finds a letter that may be turned
    token: Callable[[str, int, int], str]
    quoted: Callable[[str], bool]  # whether a quotation is in another language
    whole: Callable[[str], bool]  # whether the whole text is
    between: Callable[[str, int, int, int], str | None]  # what stands between a number and a word


def to_cyrillic(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Uzbek in Latin letters as Uzbek in Cyrillic; what is Cyrillic, foreign or in `kept` stays as it is.

    `kept` are words and names, spelled exactly; Uzbek's endings may follow them (Googleda, Googleда).
    """
    return _put(text, turned_to_cyrillic(text, kept))


def to_latin(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Uzbek in Cyrillic letters as Uzbek in Latin; what is Latin, foreign or in `kept` stays as it is."""
    return _put(text, turned_to_latin(text, kept))


def turned_to_cyrillic(text: str, kept: frozenset[str] = frozenset()) -> list[Turned]:
    """As `to_cyrillic`: what is to be put where, in order."""
    return _run(text, kept, _TO_CYRILLIC)


def turned_to_latin(text: str, kept: frozenset[str] = frozenset()) -> list[Turned]:
    """As `to_latin`: what is to be put where, in order."""
    return _run(text, kept, _TO_LATIN)


def _put(text: str, turned: list[Turned]) -> str:
    out: list[str] = []
    done = 0
    for start, end, words in turned:
        out += (text[done:start], words)
        done = end
    return "".join(out) + text[done:]


@lru_cache(64)
def _segments(kept: frozenset[str], addresses: bool) -> re.Pattern[str]:
    words = sorted((word for word in kept | LEFT_ALONE if word.strip()), key=lambda word: (-len(word), word))
    beginnings = "".join(sorted({re.escape(word[0]) for word in words}))
    pattern = _WORDS % (beginnings, "|".join(re.escape(word) for word in words))
    return re.compile(_ADDRESS + pattern if addresses else pattern, re.IGNORECASE | re.VERBOSE)


def _run(text: str, kept: frozenset[str], way: _Way) -> list[Turned]:
    if not way.there.search(text) or way.whole(text):
        return []
    turned: list[Turned] = []
    done = 0
    quotes = iter(passages.spans(text, way.quoted))
    opened, closed = next(quotes, (len(text), len(text)))
    addresses = _HAS_ADDRESS.search(text) is not None
    for found in _segments(kept, addresses).finditer(text):
        start, end = found.span("word")
        if start < 0:
            continue
        while closed <= start:
            opened, closed = next(quotes, (len(text), len(text) + 1))
        if opened < start:
            continue
        if done and (between := way.between(text, done, start, end)) is not None:
            turned.append(Turned(done, start, between))
        words = way.token(text, start, end)
        if words != text[start:end]:
            turned.append(Turned(start, end, words))
        done = end
    return turned


def _plain(token: str) -> str:
    """A token with each letter as one sign, and without what nobody sees."""
    return token if token.isascii() else unicodedata.normalize("NFC", _INVISIBLE.sub("", token))


def _latin_token(text: str, start: int, end: int) -> str:
    whole = text[start:end]
    token = _plain(whole)
    if not token.isascii() and ANY_CYRILLIC.search(token):
        return whole
    last = token[-1]
    if last in APOSTROPHES and not _ends_in_a_letter(token, text[start - 1 : start] if start else ""):
        token = token[:-1]
    else:
        last = ""
    word = token.rstrip(POWERS)
    if is_foreign(word) or is_numeral(token, text[end : end + 1]):
        return whole
    return (UNITS.get(word) or word_to_cyrillic(word)) + token[len(word) :] + last


def _ends_in_a_letter(token: str, before: str) -> bool:
    """Whether the apostrophe at a token's end belongs to it, and closes no quotation."""
    if before and before in _OPENERS:
        return False
    return token[-2:-1] in "oOgG" or token[-1] == TUTUQ or token[:-1].lower() in _FINAL_TUTUQ


def _cyrillic_token(text: str, start: int, end: int) -> str:
    whole = text[start:end]
    token = _plain(whole)
    word = token.rstrip(POWERS)
    if is_too_long(word) or not ANY_CYRILLIC.search(word) or not _CYRILLIC_WORD.fullmatch(word):
        return whole
    return word_to_latin(word) + token[len(word) :]


_TO_CYRILLIC = _Way(ANY_LATIN, _latin_token, passages.foreign_latin, passages.english, dates.without_hyphen)
_TO_LATIN = _Way(
    ANY_CYRILLIC, _cyrillic_token, passages.foreign_cyrillic, passages.russian, dates.with_hyphen
)
