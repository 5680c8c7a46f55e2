"""Words: which words of a newsroom's list stand in a comment.

Rule: pure; linear in the text, however long the list is. List and text are folded alike, so that a word is
found in look-alike letters, spaced out (c a s i n o), or with invisible characters inside. A word is found
as a whole word; a trailing * stands for any ending; a phrase is its words in that order. The list becomes a
table from phrases to the words as they were written, and the text is walked once: at each of its words at
most `PHRASE_WORDS` phrases are looked up, and at most `PREFIX` beginnings of it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from serai.discussion.screening.folding import tokens

WORD_LIMIT: Final = 100  # code points of one entry of the list
LIST_LIMIT: Final = 10_000  # entries that one comment is compared with
PHRASE_WORDS: Final = 8
PREFIX: Final = 40  # characters of the longest beginning that a * may follow
SPACED: Final = 3  # single letters in a row that are read as one word


class Words:
    """A list of words, ready to be looked for.

    >>> Words(["casino*", "quick money"]).found_in("Best CASINOS for qu1ck m\u043eney")
    ['casino*', 'quick money']
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._whole: dict[tuple[str, ...], str] = {}
        self._begun: dict[tuple[str, ...], str] = {}
        for word in words:
            phrase = _phrase(word)
            if phrase:
                (self._begun if word.rstrip().endswith("*") else self._whole).setdefault(phrase, word)
        self._lengths = sorted({len(phrase) for phrase in (*self._whole, *self._begun)})
        self._prefixes = sorted({len(phrase[-1]) for phrase in self._begun})
        self._first = {phrase[0] for phrase in self._whole} | {p[0] for p in self._begun if len(p) > 1}
        self._single = any(len(phrase) == 1 for phrase in self._begun)

    def __len__(self) -> int:
        return len(self._whole) + len(self._begun)

    def found_in(self, text: str) -> list[str]:
        """The words of the list that stand in the text, as the list spells them, in the text's order."""
        if not self._lengths:
            return []
        found: dict[str, None] = {}
        read = tokens(text)
        for sequence in (read, _closed_up(read)):
            for start in range(len(sequence)):
                self._look(sequence, start, found)
        return list(found)

    def _look(self, sequence: Sequence[str], start: int, found: dict[str, None]) -> None:
        if not self._single and sequence[start] not in self._first:
            return
        for length in self._lengths:
            if start + length > len(sequence):
                return
            phrase = tuple(sequence[start : start + length])
            if phrase in self._whole:
                found[self._whole[phrase]] = None
            last = phrase[-1]
            for cut in self._prefixes:
                if cut > len(last):
                    break
                begun = (*phrase[:-1], last[:cut])
                if begun in self._begun:
                    found[self._begun[begun]] = None


def _phrase(word: str) -> tuple[str, ...]:
    """The folded words of an entry; () where it has none, or more or longer ones than are looked for."""
    phrase = tuple(part for part in tokens(word[:WORD_LIMIT]) if part)
    begun = word.rstrip().endswith("*")
    if not phrase or len(phrase) > PHRASE_WORDS or (begun and len(phrase[-1]) > PREFIX):
        return ()
    return phrase


def fits(word: str) -> bool:
    """Whether an entry can be looked for: it has letters, and is within the limits."""
    return len(word) <= WORD_LIMIT and bool(_phrase(word))


def _closed_up(read: Sequence[str]) -> list[str]:
    """The words that come of closing up single letters in a row: "c a s i n o" is one."""
    closed: list[str] = []
    run: list[str] = []
    for token in (*read, ""):
        if len(token) == 1:
            run.append(token)
            continue
        if len(run) >= SPACED:
            closed.append("".join(run))
        run = []
    return closed
