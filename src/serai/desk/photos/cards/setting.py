"""Setting: words into lines of equal length, and lines into runs of one face and one direction.

Rule: pure but for the fonts' own measures. Lines are broken between words and balanced: none is longer than
it must be for so many lines. Inside a line, words of the other direction keep their own order (Unicode's
bidirectional algorithm, UAX 9, as far as a headline needs it: two levels, by words and the marks round them).
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from serai.desk.photos.cards.faces import face_of, font, is_right_to_left, shaping

Measure = Callable[[str], float]  # a word's width, in pixels


class Words(NamedTuple):
    """What a card says."""

    paper: str
    section: str
    headline: str
    day: str
    language: str  # BCP 47
    right_to_left: bool = False


class _Part(NamedTuple):
    """A word, or the marks before or after one."""

    text: str
    spaced: bool  # a space stands before it


class Run(NamedTuple):
    """Letters of one face and one direction, `left` pixels from the line's left end."""

    text: str
    left: float
    right_to_left: bool


def balanced(words: list[str], measure: Measure, space: float, width: float) -> list[list[str]]:
    """Lines no wider than `width`, as few as can be, and as even as so many can be. A word that is too wide
    alone has a line of its own."""
    sizes = [measure(word) for word in words]
    lines = len(_wrapped(sizes, space, width))
    low, high = max(sizes, default=0.0), width
    while high - low > 1:
        middle = (low + high) / 2
        if len(_wrapped(sizes, space, middle)) <= lines:
            high = middle
        else:
            low = middle
    place, found = 0, []
    for count in _wrapped(sizes, space, high):
        found.append(words[place : place + count])
        place += count
    return found


def _wrapped(sizes: list[float], space: float, width: float) -> list[int]:
    """How many words each line takes."""
    counts: list[int] = []
    used = width + 1
    for size in sizes:
        if counts and used + space + size <= width:
            counts[-1] += 1
            used += space + size
        else:
            counts.append(1)
            used = size
    return counts


def length(word: str, weight: int, size: int, language: str) -> float:
    """A word's width in pixels."""
    return sum(_advance(text, weight, size, language) for text in _pieces(word, weight))


def fitted(words: list[str], weight: int, size: int, said: Words, width: float) -> list[str]:
    """The words, or so many letters of them as a line of `width` pixels holds, and that there were more."""
    kept = list(words)
    cut = False
    while kept and runs(kept, weight, size, said)[1] > width:
        last = kept.pop().removesuffix("…")
        if not kept:
            last = last[: len(last) * 3 // 4]
            kept = [last] if last else []
        cut = True
        kept[-1:] = [f"{kept[-1].removesuffix('…')}…"] if kept else []
    return kept if cut else words


def runs(words: list[str], weight: int, size: int, said: Words) -> tuple[list[Run], float]:
    """A line's runs from its left end, and how wide it is in pixels."""
    space = length(" ", weight, size, said.language)
    placed: list[Run] = []
    left = 0.0
    for text, turned, gap in _visual(words, right_to_left=said.right_to_left):
        pieces = _pieces(text, weight)
        for piece in reversed(pieces) if turned else pieces:
            placed.append(Run(piece, left, turned))
            left += _advance(piece, weight, size, said.language)
        left += space if gap else 0.0
    return placed, left


def _visual(words: list[str], *, right_to_left: bool) -> Iterator[tuple[str, bool, bool]]:
    """Words and marks from left to right as they are seen, each with its own direction, and whether a space
    follows to its right."""
    parts = list(_parts(words, right_to_left=right_to_left))
    turned = _directions([part.text for part in parts], right_to_left=right_to_left)
    pairs = groupby(zip(turned, parts, strict=True), key=lambda pair: pair[0])
    order = [(kind, [part for _, part in stretch]) for kind, stretch in pairs]
    if right_to_left:
        order.reverse()
    for place, (kind, stretch) in enumerate(order):
        seen = stretch[::-1] if kind else stretch
        for part, following in pairwise(seen):
            yield part.text, kind, part.spaced if kind else following.spaced
        beside = order[place : place + 2][0 if right_to_left else -1][1]  # the later of the two to be read
        yield seen[-1].text, kind, place + 1 < len(order) and beside[0].spaced


def _parts(words: list[str], *, right_to_left: bool) -> Iterator[_Part]:
    """Where both directions meet in a line, the marks around a word are parts of their own: a quotation mark
    goes with what it quotes from. Elsewhere words stay whole, as their letters are spaced."""
    if all(_direction(word) in {None, right_to_left} for word in words):
        yield from (_Part(word, True) for word in words)
        return
    for word in words:
        bare = word.lstrip(_marks(word))
        core = bare.rstrip(_marks(word))
        split = (word[: len(word) - len(bare)], core, bare[len(core) :])
        for place, text in enumerate(filter(None, split)):
            yield _Part(text, place == 0)


def _marks(word: str) -> str:
    """The letters of a word that have no direction and belong to no number."""
    return "".join(letter for letter in word if unicodedata.bidirectional(letter) in {"ON", "CS", "ES"})


def _directions(words: list[str], *, right_to_left: bool) -> list[bool]:
    """Of each word whether it is written from right to left; one without letters goes with its neighbours
    where they agree, else with the line."""
    own = [_direction(word) for word in words]
    kept: list[bool] = []
    for place, direction in enumerate(own):
        before = kept[-1] if kept else right_to_left
        after = next((found for found in own[place:] if found is not None), right_to_left)
        kept.append(after if direction is not None or before == after else right_to_left)
    return kept


def _direction(word: str) -> bool | None:
    """By the first letter that has one."""
    for letter in word:
        if is_right_to_left(letter):
            return True
        if unicodedata.bidirectional(letter) == "L":
            return False
    return None


def _pieces(word: str, weight: int) -> list[str]:
    """A word's letters, those of one face together."""
    return ["".join(group) for _, group in groupby(word, key=lambda letter: face_of(letter, weight))]


def _advance(text: str, weight: int, size: int, language: str) -> float:
    face = face_of(text[0], weight)
    return font(face, weight, size).getlength(text, **shaping(language)) if face else 0.0
