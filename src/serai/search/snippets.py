"""Snippets: a story's words around what was looked for, with what was found marked.

Rule: pure. A snippet is cut at words' borders from the text as it is written; it comes in pieces of plain
text, and whoever shows it escapes them. Every word is marked that the question would find, in whatever form.
"""

from collections.abc import Iterable, Sequence

import msgspec

from serai.search import analysis, queries
from serai.search.analysis import Forms, Word
from serai.search.questions import Question

LENGTH = 220  # characters, about
_LEAD = 60  # characters before the first word that was found
_LOOKED_AT = 60_000  # characters of a story


class Piece(msgspec.Struct, frozen=True):
    """Some words of a snippet, and whether they are what was looked for."""

    text: str
    marked: bool


def marked(text: str, question: Question) -> tuple[Piece, ...]:
    """The whole of a short text, as a headline."""
    return _pieces(text, 0, len(text), _hits(text, question))


def cut(text: str, question: Question) -> tuple[Piece, ...]:
    """The part of a long text that has the most of what was looked for; its beginning where nothing is."""
    text = text[:_LOOKED_AT]
    hits = _hits(text, question)
    start = _best(hits)
    if start:
        start = max(0, start - _LEAD)
        start = text.find(" ", start) + 1 if start else 0
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), min((w.end for w in hits if w.start >= start), default=0))
        end = end if end > start else min(len(text), start + LENGTH)
    before = (Piece("… ", False),) if start else ()
    after = (Piece(" …", False),) if end < len(text) else ()
    return (*before, *_pieces(text, start, end, hits), *after)


def _hits(text: str, question: Question) -> list[Word]:
    """The words of a text that the question finds."""
    wanted = Wanted(question)
    known = analysis.vocabulary(text, question.language)
    found = {word for word, forms in known.items() if wanted.has(forms)}
    found = found or {word for word, forms in known.items() if wanted.nearly(forms.stem)}
    places = analysis.spans(text) if found else ()
    return [Word(start, end, known[word]) for start, end in places if (word := text[start:end]) in found]


def _best(hits: Sequence[Word]) -> int:
    """Where the passage begins that has the most different words of those that were found."""
    best, most = 0, 0
    for number, first in enumerate(hits):
        near = {
            word.forms.stem for word in hits[number : number + 20] if word.end <= first.start + LENGTH - _LEAD
        }
        if len(near) > most:
            best, most = first.start, len(near)
    return best


def _pieces(text: str, start: int, end: int, hits: Iterable[Word]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for word in hits:
        if word.start < start or word.end > end:
            continue
        pieces += [Piece(text[at : word.start], False), Piece(text[word.start : word.end], True)]
        at = word.end
    pieces.append(Piece(text[at:end], False))
    return tuple(piece for piece in pieces if piece.text)


class Wanted:
    """The words of a question, to hold a story's words against."""

    def __init__(self, question: Question) -> None:
        """Words that say little are not marked, unless there are no others."""
        words = question.big or question.words
        self._exact = {word.exact for word in words} | {
            word for phrase in question.phrases for word in phrase
        }
        self._stems = {word.stem for word in words}
        allowed = {stem: queries.slips(stem) for stem in self._stems}
        self._stems |= {other.stem for _, other in question.also}
        self._near = [(stem, _letters(stem), most) for stem, most in allowed.items() if most]

    def has(self, forms: Forms) -> bool:
        """Whether the word is one of them."""
        return forms.stem in self._stems or forms.exact in self._exact

    def nearly(self, stem: str) -> bool:
        """Whether a word of this stem is one of them with slips in it."""
        letters = _letters(stem)
        return any(
            (letters ^ others).bit_count() <= 2 * allowed and within(stem, wanted, allowed)
            for wanted, others, allowed in self._near
        )


def _letters(word: str) -> int:
    """Which letters a word has, as bits: a slip changes two of them at most, so most words need no closer
    look."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def within(one: str, other: str, allowed: int) -> bool:
    """Whether two words differ by at most so many letters that are wrong, missing, too many, or two that have
    changed places (Damerau's distance, in its restricted form)."""
    if abs(len(one) - len(other)) > allowed:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row, older = row, [i], before
        for j, sign in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return False
        before = last
    return row[-1] <= allowed
