"""Markup from one alphabet to the other: the words between tags, never tags and attributes.

Rule: pure; takes sanitised markup (`serai.core.html`) and gives markup with the same tags. Words are read
across inline tags, as a reader reads them: a word that is half bold is one word, and a quotation with an
emphasis in it one quotation. Code and whatever says that it is in another language (`lang`) stay as they are.

    >>> to_cyrillic('<b>S</b>alom, <b>s</b>hahar <span lang="en">hello</span> <code>salom</code>')
    '<b>С</b>алом, <b>ш</b>аҳар <span lang="en">hello</span> <code>salom</code>'
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

from serai.core.uzbek import running
from serai.core.uzbek.letters import APOSTROPHES
from serai.core.uzbek.running import Turned
from serai.core.uzbek.words import word_to_cyrillic, word_to_latin

_NEVER = frozenset({"code", "pre", "kbd", "samp", "var", "script", "style", "textarea"})
_EMPTY = frozenset({"br", "img", "hr", "wbr", "input", "source", "meta", "link"})
# Read through; all others end a word and a quotation, a raised note's number too.
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "em",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "u",
    }
)
# A letter of two signs: its first, and the second right behind it.
_PARTED = re.compile(
    rf"(?:[sc]\n|s[{APOSTROPHES}]\n)h|[og]\n[{APOSTROPHES}]|y\n[aeou]|s\n[{APOSTROPHES}]h", re.IGNORECASE
)


class _Way(NamedTuple):
    """From one alphabet to the other."""

    turned: Callable[[str], list[Turned]]
    word: Callable[[str], str]


def to_cyrillic(markup: str, kept: frozenset[str] = frozenset()) -> str:
    """Markup in Latin letters with its words in Cyrillic; as `running.to_cyrillic` for the text in it."""
    way = _Way(lambda text: running.turned_to_cyrillic(text, kept), word_to_cyrillic)
    return _Rewriting(way).done(markup)


def to_latin(markup: str, kept: frozenset[str] = frozenset()) -> str:
    """Markup in Cyrillic letters with its words in Latin; as `running.to_latin` for the text in it."""
    way = _Way(lambda text: running.turned_to_latin(text, kept), word_to_latin)
    return _Rewriting(way).done(markup)


class _Piece(NamedTuple):
    """A tag as it came, or markup between two of them."""

    markup: str
    is_text: bool


class _Rewriting(HTMLParser):
    """One pass over markup: tags go out as they came in, texts as they are turned."""

    def __init__(self, way: _Way) -> None:
        super().__init__(convert_charrefs=False)
        self._way = way
        self._out: list[str] = []
        self._run: list[_Piece] = []  # what is read together
        self._open: list[tuple[str, bool]] = []  # a tag's name, and whether what is in it stays

    def done(self, markup: str) -> str:
        self.feed(markup)
        self.close()
        self._flush()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = next((value or "" for name, value in attrs if name == "lang"), None)
        stays = self._stays() if language is None else language.lower().split("-")[0] != "uz"
        stays = stays or tag in _NEVER
        if tag not in _INLINE or stays != self._stays():
            self._flush()
        self._run.append(_Piece(self.get_starttag_text() or "", is_text=False))
        if tag not in _EMPTY:
            self._open.append((tag, stays))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        self._run.append(_Piece(self.get_starttag_text() or "", is_text=False))

    def handle_endtag(self, tag: str) -> None:
        places = range(len(self._open))
        place = next((place for place in reversed(places) if self._open[place][0] == tag), len(places))
        stays = self._open[place - 1][1] if place else False
        if tag not in _INLINE or stays != self._stays():
            self._flush()
        self._run.append(_Piece(f"</{tag}>", is_text=False))
        del self._open[place:]

    def handle_data(self, data: str) -> None:
        self._run.append(_Piece(data, is_text=True))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _stays(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _flush(self) -> None:
        run, self._run = self._run, []
        texts = [unescape(piece.markup) for piece in run if piece.is_text]
        if self._stays() or not texts:
            self._out += (piece.markup for piece in run)
            return
        words = _shared_out(texts, self._way)
        self._out += (_spelled(next(words), piece) if piece.is_text else piece.markup for piece in run)


def _spelled(words: str, piece: _Piece) -> str:
    """Words as markup, in which the piece's own entities are entities again."""
    return escape(words, quote=False).replace("\u00a0", "&nbsp;") if "&" in piece.markup else words


def _shared_out(texts: Iterable[str], way: _Way) -> Iterator[str]:
    """What is written of texts that are read as one, text by text."""
    pieces = list(texts)
    whole = "".join(pieces)
    turned = iter(way.turned(whole))
    now = next(turned, None)
    start = given = 0  # given: signs of `now` that stand in the pieces before
    for piece in pieces:
        end, out, at = start + len(piece), [], start
        while now is not None and now.start < end:
            out.append(whole[at : now.start])
            if now.end > end:
                upto = max(given, _share(whole, now, end, way))
                out.append(now.words[given:upto])
                given, at = upto, end
                break
            out.append(now.words[given:])
            at, given, now = now.end, 0, next(turned, None)
        out.append(whole[at:end])
        yield "".join(out)
        start = end


def _share(whole: str, turned: Turned, at: int, way: _Way) -> int:
    """How many signs of a turned word stand for what it has before `at`; a letter of two signs stands where
    its first one stood."""
    head, behind = whole[turned.start : at], whole[at : turned.end]
    if parted := _PARTED.search(f"{head[-2:]}\n{behind[:2]}"):
        head += behind[: len(parted.group().partition("\n")[2])]
    return min(len(way.word(head)), len(turned.words))
