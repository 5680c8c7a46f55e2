"""Markup from one alphabet to the other: the words between tags, never tags and attributes.

Rule: pure; takes sanitised markup (`serai.core.html`) and gives markup with the same tags. Code and whatever
says that it is in another language (`lang`) stay as they are.

    >>> to_cyrillic('<b>salom</b> <span lang="en">hello</span> <code>salom</code>')
    '<b>салом</b> <span lang="en">hello</span> <code>salom</code>'
"""

from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

from serai.core.uzbek import running

_NEVER = frozenset({"code", "pre", "kbd", "samp", "var", "script", "style", "textarea"})
_EMPTY = frozenset({"br", "img", "hr", "wbr", "input", "source", "meta", "link"})


def to_cyrillic(markup: str, kept: frozenset[str] = frozenset()) -> str:
    """Markup in Latin letters with its words in Cyrillic; as `running.to_cyrillic` for each text in it."""
    return _Rewriting(lambda words: running.to_cyrillic(words, kept)).done(markup)


def to_latin(markup: str, kept: frozenset[str] = frozenset()) -> str:
    """Markup in Cyrillic letters with its words in Latin; as `running.to_latin` for each text in it."""
    return _Rewriting(lambda words: running.to_latin(words, kept)).done(markup)


class _Rewriting(HTMLParser):
    """One pass over markup: tags go out as they came in, texts as `turn` gives them."""

    def __init__(self, turn: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self._turn = turn
        self._out: list[str] = []
        self._text: list[str] = []
        self._open: list[tuple[str, bool]] = []  # a tag's name, and whether what is in it stays

    def done(self, markup: str) -> str:
        if "<" not in markup and "&" not in markup:
            return self._turn(markup)
        self.feed(markup)
        self.close()
        self._flush()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        self._out.append(self.get_starttag_text() or "")
        if tag in _EMPTY:
            return
        language = next((value or "" for name, value in attrs if name == "lang"), None)
        stays = self._stays() if language is None else language.lower().split("-")[0] != "uz"
        self._open.append((tag, stays or tag in _NEVER))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        self._out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        self._out.append(f"</{tag}>")
        if any(name == tag for name, _stays in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_entityref(self, name: str) -> None:
        self._text.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._flush()

    def _stays(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _flush(self) -> None:
        markup = "".join(self._text)
        self._text.clear()
        if self._stays() or not markup.strip():
            self._out.append(markup)
        elif "&" in markup:
            words = escape(self._turn(unescape(markup)), quote=False)
            self._out.append(words.replace("\u00a0", "&nbsp;"))
        else:
            self._out.append(self._turn(markup))
