"""What in a running text is a word of Uzbek, and what is left as it stands.

Rule: pure, and done in one pass over the text. Left alone are addresses (web, mail, file), hashtags and
handles, Roman numerals, words with a letter or a case that Uzbek has not (w, c alone, é; iPhone), the
words of a list, and a quotation in which such a foreign word stands among no sign of Uzbek. A name that
is spelled with Uzbek's own letters is a word like any other and goes by sound (Berlin, Берлин).
"""

import re
from collections.abc import Callable
from functools import lru_cache

from serai.core.uzbek.letters import ANY_CYRILLIC, ANY_LATIN, APOSTROPHES, MARKS, TURNED, TUTUQ, spelled
from serai.core.uzbek.stems import ENDINGS
from serai.core.uzbek.words import CACHED, word_to_cyrillic, word_to_latin

_BRANDS = """
Apple Android Samsung Google Gmail YouTube Instagram Telegram Facebook TikTok WhatsApp Twitter Viber Skype
Microsoft Windows Linux Firefox Safari Tesla Netflix Spotify Bluetooth Reuters Bloomberg HTML XML JSON USB PDF
GPS SIM LED URL VPN GSM SQL Serai Django Wagtail Python
"""
LEFT_ALONE = frozenset(_BRANDS.split())
"""Names and abbreviations that print in Latin letters in either script; a newsroom adds its own."""

_A = APOSTROPHES
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
  | (?P<word>(?![{_A}])[\w{MARKS}]+(?:[{_A}][\w{MARKS}]+)*[{_A}]?)
"""
_QUOTED = re.compile(r"«[^«»]{4,400}»|“[^“”]{4,400}”|„[^„“”]{4,400}[“”]|\"[^\"\n]{4,400}\"")

_LATIN_WORD = re.compile(
    rf"\d*(?:ch|[abdefghijklmnopqrstuvxyz]|(?<=[og]){TURNED}|(?<=[a-z{TURNED}]){TUTUQ})+", re.IGNORECASE
)
_CYRILLIC_WORD = re.compile(rf"[\da-z{_A}а-яёўқғҳ]+", re.IGNORECASE)
_NUMBER_AND_CAPITAL = re.compile(r"\D*+\d.*[A-Z]|.*[^\W\d]\d", re.DOTALL)
_LONGEST = 64  # signs: what is longer is no word
_CASES = re.compile(
    rf"\d*(?:[A-Z]?[^A-Z]*|[A-Z{TURNED}{TUTUQ}]+[^A-Z]*|(?:Tosh|Sam|Far|Nam|And|Bux|Qar|Ter|O{TURNED}z)?"
    rf"(?:[SC]h|[OG]{TURNED}|[A-Z])+)"
)
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NO_NUMERALS = frozenset({"MI", "DI", "LI", "MIX", "DIM", "VIM", "MM", "ML", "L", "C", "D", "M", "DL", "MD"})
_UZBEK_LATIN = re.compile(
    rf"[\u0400-\u052f]|[og][{_A}]|\b(?:va|bilan|uchun|bu|ham|esa|edi|emas|kerak|deb|biz|siz|ular|bir)\b",
    re.IGNORECASE,
)
_RUSSIAN = re.compile("[ыщ]", re.IGNORECASE)
_UZBEK_CYRILLIC = re.compile(r"[ўқғҳ]|\b(?:ва|билан|учун|бу|эса|эди|эмас|керак|деб|биз|сиз|улар|бир)\b", re.I)
_FINAL_TUTUQ = frozenset({"mavze", "tobe", "juz", "tab", "matla", "vasi", "tavozu", "mavqe", "avj"})
_OPENERS = "\u2018'`"


def to_cyrillic(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Uzbek in Latin letters as Uzbek in Cyrillic; what is Cyrillic, foreign or in `kept` stays as it is.

    `kept` are words and names, spelled exactly; Uzbek's endings may follow them (Googleda, Googleда).
    """
    return _run(text, kept, _latin_token, _foreign_latin) if ANY_LATIN.search(text) else text


def to_latin(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Uzbek in Cyrillic letters as Uzbek in Latin; what is Latin, foreign or in `kept` stays as it is."""
    return _run(text, kept, _cyrillic_token, _foreign_cyrillic) if ANY_CYRILLIC.search(text) else text


@lru_cache(64)
def _segments(kept: frozenset[str], addresses: bool) -> re.Pattern[str]:
    words = sorted((word for word in kept | LEFT_ALONE if word.strip()), key=lambda word: (-len(word), word))
    beginnings = "".join(sorted({re.escape(word[0]) for word in words}))
    pattern = _WORDS % (beginnings, "|".join(re.escape(word) for word in words))
    return re.compile(_ADDRESS + pattern if addresses else pattern, re.IGNORECASE | re.VERBOSE)


def _run(
    text: str, kept: frozenset[str], token: Callable[[str, int, int], str], foreign: Callable[[str], bool]
) -> str:
    out: list[str] = []
    done = 0
    quotes = [found.span() for found in _QUOTED.finditer(text) if foreign(found.group())]
    addresses = _HAS_ADDRESS.search(text) is not None
    for found in _segments(kept, addresses).finditer(text):
        start, end = found.span("word")
        if start < 0:
            continue
        while quotes and quotes[0][1] <= start:
            quotes.pop(0)
        if quotes and quotes[0][0] < start:
            continue
        out += (text[done:start], token(text, start, end))
        done = end
    return "".join(out) + text[done:]


def _latin_token(text: str, start: int, end: int) -> str:
    token = text[start:end]
    if not token.isascii() and ANY_CYRILLIC.search(token):
        return token
    last = token[-1]
    if last in APOSTROPHES and not _ends_in_a_letter(token, text[start - 1 : start] if start else ""):
        token = token[:-1]
    else:
        last = ""
    if is_foreign_latin(token) or _is_numeral(token, text[end : end + 1]):
        return text[start:end]
    return word_to_cyrillic(token) + last


def _ends_in_a_letter(token: str, before: str) -> bool:
    """Whether the apostrophe at a token's end belongs to it, and closes no quotation."""
    if before and before in _OPENERS:
        return False
    return token[-2:-1] in "oOgG" or token[-1] == TUTUQ or token[:-1].lower() in _FINAL_TUTUQ


def is_foreign_latin(token: str) -> bool:
    """Whether one word in Latin letters cannot be Uzbek: by its length, letters, digits or capitals."""
    return len(token) > _LONGEST or not is_uzbek_latin(token)


@lru_cache(CACHED)
def is_uzbek_latin(token: str) -> bool:
    """Whether one word in Latin letters may be Uzbek, by its letters, digits and capitals."""
    word = spelled(token)
    return (
        _LATIN_WORD.fullmatch(word) is not None
        and _NUMBER_AND_CAPITAL.match(word) is None
        and _CASES.fullmatch(word) is not None
    )


def _is_numeral(token: str, behind: str) -> bool:
    """Whether a token is a Roman numeral; a single letter with a full stop is somebody's initial."""
    if token in _NO_NUMERALS or _ROMAN.fullmatch(token) is None:
        return False
    return len(token) > 1 or behind != "."


def _foreign_latin(quotation: str) -> bool:
    words = re.findall(rf"[\w{MARKS}{_A}]+", quotation)
    return not _UZBEK_LATIN.search(quotation) and any(
        is_foreign_latin(word.strip(_A)) and not word.isdigit() for word in words if word.strip(_A)
    )


def _cyrillic_token(text: str, start: int, end: int) -> str:
    token = text[start:end]
    if len(token) > _LONGEST or not ANY_CYRILLIC.search(token) or not _CYRILLIC_WORD.fullmatch(token):
        return token
    return word_to_latin(token)


def _foreign_cyrillic(quotation: str) -> bool:
    return _RUSSIAN.search(quotation) is not None and not _UZBEK_CYRILLIC.search(quotation)
