"""An editor's words as a question to SQLite's full text search (sqlite.org/fts5.html).

Rule: pure. What was typed is only ever found and never understood as a question: each word stands in quotes,
and none of them ends the quotes. All of at most `MANY` words must be found; a Russian word is asked for in
all its forms, by its endings; the last word may still be being typed.

    match("мосты ре", typing=True)  →  ("мосты" OR "мост" OR "моста" …) AND ("ре"*)
"""

import re
from typing import Final

MANY: Final = 12  # words
LONGEST: Final = 60  # characters kept of one
SHORTEST_STEM: Final = 3  # letters left of a word when its ending is taken off

_RUSSIAN = re.compile(r"[а-яё]+")
# What declines nouns and adjectives and conjugates most verbs.
_ENDINGS = """
а я о е ё ы и у ю ь й ам ям ах ях ом ем ём ов ев ей ой ою ею ий ый ая яя ое ее ые ие их ых им ым ую юю ами ями
ого его ому ему ыми ими ия ию ии ием иям иях иями ть ет ют ит ят ат ут ал ял ил ел ла ло ли ала ило или ыла
ыли ешь ишь ете ите
"""
# The longest first, so that a word loses all of its ending.
ENDINGS: Final = tuple(sorted(_ENDINGS.split(), key=lambda ending: (-len(ending), ending)))


def match(typed: str, *, typing: bool) -> str:
    """The question, in FTS5's language; "" where nothing was typed that could be found. `typing`: the last
    word may go on."""
    bare = "".join(sign if sign.isprintable() and sign != '"' else " " for sign in typed.lower())
    words = [word[:LONGEST] for word in bare.split() if any(map(str.isalnum, word[:LONGEST]))][:MANY]
    last = len(words) - 1
    asked = [_forms(word, open_ended=typing and place == last) for place, word in enumerate(words)]
    return " AND ".join(f"({' OR '.join(forms)})" for forms in asked)


def _forms(word: str, *, open_ended: bool) -> list[str]:
    """`word` as it was typed, then what else it may look like."""
    own = f'"{word}"*' if open_ended else f'"{word}"'
    stem = _stem(word)
    others = {stem, *(stem + ending for ending in ENDINGS)} - {word} if stem else set()
    return [own, *(f'"{form}"' for form in sorted(others))]


def _stem(word: str) -> str:
    """A Russian word without its ending; "" where it is not Russian or too short to have one."""
    if not _RUSSIAN.fullmatch(word):
        return ""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word if len(word) > SHORTEST_STEM else ""
