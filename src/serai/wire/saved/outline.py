"""A page's outline: every line that a reader would have seen, and every picture, in the page's order.

Rule: pure and without recursion. A line ends where a block element begins or ends, and at two line breaks;
its inside is kept as inline markup with links made absolute. Scripts, styles and what is marked hidden are
no part of the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from serai.core import html
from serai.wire.saved import vocabulary, zones
from serai.wire.saved.units import Unit

_INLINE = vocabulary.of(
    """
    a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike
    strong sub sup time tt u var wbr img picture source nobr acronym data output
    """
)
_KEPT = frozenset({"a", "abbr", "b", "cite", "code", "em", "i", "s", "strong", "sub", "sup", "bdi"})
_GONE = vocabulary.of(
    """
    script style template svg math head iframe object embed audio video canvas link meta base title
    """
)
_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")


@dataclass(eq=False)
class Piece(Unit):
    """A line of the page, or a picture (`source` is its address), with the elements it stands in."""

    element: HtmlElement | None = None
    path: tuple[HtmlElement, ...] = ()
    zones: tuple[str, ...] = ()
    picture: bool = False
    source: str = ""
    alt: str = ""

    def within(self, tag: str) -> HtmlElement | None:
        """The nearest element of this tag that it stands in."""
        return next((each for each in reversed(self.path) if each.tag == tag), None)

    @property
    def furniture(self) -> str:
        """The furniture it stands in, "" where in none."""
        return next((zone for zone in self.zones if zones.is_furniture(zone)), "")


@dataclass
class _Line:
    """The line being put together."""

    words: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    breaks: int = 0


@dataclass
class _Walk:
    base: str
    pieces: list[Piece] = field(default_factory=list)
    path: list[HtmlElement] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    splits: list[bool] = field(default_factory=list)
    inline: list[tuple[str, str]] = field(default_factory=list)
    line: _Line = field(default_factory=_Line)

    def say(self, text: str | None) -> None:
        if not text:
            return
        if text.strip():
            self.line.breaks = 0
        self.line.words.append(text)
        self.line.markup.append(html.escape(text))

    def flush(self) -> None:
        line, self.line = self.line, _Line()
        line.markup += [f"</{name}>" for name, _opening in reversed(self.inline)]
        text = " ".join("".join(line.words).split())
        if text:
            markup = " ".join("".join(line.markup).split())
            self._add(text, html.inline(markup))
        self.line.markup += [opening for _name, opening in self.inline]

    def show(self, image: HtmlElement) -> None:
        # A picture stands between lines, but never cuts a sentence in two.
        if not "".join(self.line.words).strip():
            self.flush()
        source = _source(image)
        alt = " ".join((image.get("alt") or "").split())
        self._add(f"[{alt or source or '—'}]", "", picture=True, source=source, alt=alt)

    def _add(self, text: str, markup: str, *, picture: bool = False, source: str = "", alt: str = "") -> None:
        self.pieces.append(
            Piece(
                lines=((len(self.pieces) + 1, text),),
                text=text,
                markup=markup,
                element=self.path[-1] if self.path else None,
                path=tuple(self.path),
                zones=tuple(self.zones),
                picture=picture,
                source=source,
                alt=alt,
            )
        )


def read(tree: HtmlElement, base: str) -> list[Piece]:
    """The page's lines and pictures; `base` is the address that its links start from, "" where unknown."""
    walk = _Walk(base)
    for event, element in _events(tree):
        tag = str(element.tag)
        if event == "start":
            _open(walk, element, tag)
        else:
            _close(walk, element, tag)
    walk.flush()
    return walk.pieces


def _events(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    walker = etree.iterwalk(tree, events=("start", "end"))
    hidden: HtmlElement | None = None
    for event, element in walker:
        if hidden is not None:
            if event == "end" and element is hidden:
                hidden = None
                yield "gone", element
            continue
        if event == "start" and _is_gone(element):
            hidden = element
            continue
        yield event, element


def _is_gone(element: HtmlElement) -> bool:
    return not isinstance(element.tag, str) or element.tag in _GONE or "hidden" in element.attrib


def _open(walk: _Walk, element: HtmlElement, tag: str) -> None:
    if tag == "br":
        walk.line.breaks += 1
        walk.line.words.append(" ")
        walk.line.markup.append("<br>")
        if walk.line.breaks >= 2:
            _drop_breaks(walk.line)
            walk.flush()
        return
    zone = zones.zone_of(element)
    split = tag not in _INLINE or _stands_alone(walk, element, zone)
    if split:
        walk.flush()
    walk.path.append(element)
    walk.zones.append(zone)
    walk.splits.append(split)
    if tag == "img":
        walk.show(element)
    elif tag in _KEPT and (opening := _opening(element, tag, walk.base)):
        walk.inline.append((tag, opening))
        walk.line.markup.append(opening)
    walk.say(element.text)


def _close(walk: _Walk, element: HtmlElement, tag: str) -> None:
    if walk.path and walk.path[-1] is element:
        if walk.splits.pop():
            walk.flush()
        if tag in _KEPT and walk.inline and walk.inline[-1] == (tag, _opening(element, tag, walk.base)):
            walk.inline.pop()
            walk.line.markup.append(f"</{tag}>")
        walk.path.pop()
        walk.zones.pop()
    walk.say(element.tail)


def _stands_alone(walk: _Walk, element: HtmlElement, zone: str) -> bool:
    """Whether an inline element is a line of its own: a credit, a speaker, an opening name or time."""
    if zone in {"credit", "reply"} or (
        element.tag == "cite" and any(e.tag == "blockquote" for e in walk.path)
    ):
        return True
    opens = not any(letter.isalnum() for letter in "".join(walk.line.words))
    above = walk.zones[-1] if walk.zones else ""
    return opens and zone in {"author", "time", "section"} and zone != above


def _drop_breaks(line: _Line) -> None:
    while line.markup and (line.markup[-1] == "<br>" or not line.markup[-1].strip()):
        line.markup.pop()


def _opening(element: HtmlElement, tag: str, base: str) -> str:
    if tag != "a":
        return f"<{tag}>"
    try:
        address = urljoin(base, (element.get("href") or "").strip())
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    if scheme not in {"http", "https", "mailto"}:
        return ""
    return '<a href="' + html.escape(address).replace('"', "&quot;") + '">'


def _source(image: HtmlElement) -> str:
    for attribute in _SOURCES:
        address = (image.get(attribute) or "").strip()
        if address and not address.startswith("data:"):
            return address[:2000]
    return ""
