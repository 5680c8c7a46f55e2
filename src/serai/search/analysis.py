"""Analysis: from running text to the words that are looked up, each in two forms.

Rule: pure. A word is folded (`exact`) and stemmed (`stem`): by Snowball where tantivy has it for the
language, by `endings` where we have them, else only loosened. What is indexed and what is looked for go the
same way.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import tantivy

from serai.search import endings, folding, irregular

LONGEST = 40  # characters of a folded word; of a longer one the beginning counts
_LOOKED_AT = 4 * LONGEST  # characters of a word as it is written
_INSIDE = "'ʻʼʹ‘’‛`´′\u00ad\u200c\u200d"
_MARKS = "\u0300-\u036f\u0640\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W_](?:[\w{_MARKS}{_INSIDE}]*[\w{_MARKS}'ʻʼ‘’`])?")
_IRREGULAR = {"en": irregular.english, "ru": irregular.russian}
_SNOWBALL = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
# Words that a query need not find, by a language's first subtag; written as `folding.fold` leaves them.
_SMALL = {
    "en": "a an and are as at by for from in is it of on or the to was were with",
    "ru": "а без в во для до за и из или к как ко на не но о об от по при с со что это у",
    "kk": "және мен пен бен да де үшін туралы бойынша бұл бір",
    "ky": "жана менен да үчүн жөнүндө боюнча бул бир",
    "uz": "va bilan uchun haqida ham bu bir",
    "tg": "ва дар аз ба бо барои ки ин то",
    "fa": "و در از به با برای که این تا را ها های می نمی بر",
}
_WORDS_KEPT = 50_000
LEAST_PART = 3  # letters
_JOINED = re.compile(r"\w+(?:\u200c\w+)+")
_HYPHENATED = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?:[-\u2010\u2011][^\W\d_]{2,})+(?![\w-])")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ ,.'\u00a0\u2009\u202f\u066c]\d{3})+(?![\d.,]?\d)")
_HYPHENS = "-\u2010\u2011"
_MAY_BE_GROUPED = re.compile(r"\d[^\w]\d{3}")
_NO_DIGIT = re.compile(r"\D")


class Forms(NamedTuple):
    """A word as it is looked up."""

    exact: str
    stem: str


class Word(NamedTuple):
    """A word of a text: where it stands, in characters, and its forms."""

    start: int
    end: int
    forms: Forms


def family(language: str) -> str:
    """What a language (BCP 47) is analysed as: its first subtag."""
    return language.lower().partition("-")[0]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand."""
    return (found.span() for found in _WORD.finditer(text))


def forms(word: str, spoken: str) -> Forms:
    """The forms of one word; `spoken` as `family` gives it."""
    exact = folding.fold(word, spoken)[:LONGEST]
    return Forms(exact, _stem(exact, spoken) or exact)


_remembered = lru_cache(maxsize=_WORDS_KEPT)(forms)


def words(text: str, language: str) -> Iterator[Word]:
    """The words of a published text, in order; what was said of a word is remembered for the next time."""
    spoken = family(language)
    for start, end in spans(text):
        read = end if end - start < _LOOKED_AT else start + _LOOKED_AT
        found = _remembered(text[start:read], spoken)
        if found.exact:
            yield Word(start, end, found)


def vocabulary(text: str, language: str) -> dict[str, Forms]:
    """The different words of a published text as they are written, and their forms: most words come more
    than once."""
    spoken = family(language)
    known = {word: _remembered(word[:_LOOKED_AT], spoken) for word in set(_WORD.findall(text))}
    return {word: found for word, found in known.items() if found.exact}


def parts(text: str, language: str) -> Iterator[Forms]:
    """What people type otherwise than it is written: a Persian compound as its parts (two words), a
    hyphenated word as one, a number without the signs between its thousands."""
    hyphens = any(hyphen in text for hyphen in _HYPHENS)
    for hyphenated in _HYPHENATED.findall(text) if hyphens else ():
        yield _remembered("".join(re.split(r"\W", hyphenated))[:_LOOKED_AT], family(language))
    for number in _GROUPED.findall(text) if _MAY_BE_GROUPED.search(text) else ():
        yield _remembered(_NO_DIGIT.sub("", number)[:_LOOKED_AT], family(language))
    for joined in _JOINED.findall(text) if "\u200c" in text else ():
        spoken = family(language)
        compound = joined.split("\u200c")
        yield from (_remembered(part[:_LOOKED_AT], spoken) for part in compound if len(part) >= LEAST_PART)


def small(exact: str, language: str) -> bool:
    """A word that says little by itself."""
    return exact in _small_words(family(language))


@cache
def _small_words(spoken: str) -> frozenset[str]:
    return frozenset(folding.fold(word, spoken) for word in _SMALL.get(spoken, "").split())


def _stem(exact: str, spoken: str) -> str:
    if spoken in endings.STEMMERS:
        return endings.STEMMERS[spoken](folding.loosen(exact, spoken))
    if spoken not in _SNOWBALL:
        return folding.loosen(exact, spoken)
    found = _snowball(_SNOWBALL[spoken]).analyze(_IRREGULAR[spoken](exact) if spoken in _IRREGULAR else exact)
    stem = found[0] if found else exact
    return folding.loosen(irregular.russian_stem(stem) if spoken == "ru" else stem, spoken)


@cache
def _snowball(name: str) -> tantivy.TextAnalyzer:
    stemmer = tantivy.Filter.stemmer(name)
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(stemmer).build()
