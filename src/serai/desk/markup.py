"""Rich text as the desk keeps it, turned into the markup that may stand on a plate.

Rule: pure. Links to pages become public addresses, from a table the caller gives; a link to what is not in
the table, to a document or to anything else that the desk knows by number, becomes plain words. All of it
goes through `serai.core.html` last, whatever happened before.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree
from lxml import html as lxml_html

from serai.core import html

Piece = tuple[Literal["paragraph", "subhead", "list", "ordered"], str | tuple[str, ...]]

_PAGE = re.compile(r"""<a\b[^>]*\bid=["'](\d{1,18})["'][^>]*>""")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_KINDS = {"h2": "subhead", "h3": "subhead", "h4": "subhead", "ul": "list", "ol": "ordered"}
_BREAKING = {"p", "div", "blockquote", "section", "article", "pre", *_KINDS}
_GONE = {"script", "style", "template", "embed"}


def linked_pages(markup: str) -> set[int]:
    """The numbers of the pages that rich text links to."""
    return {int(number) for number in _PAGE.findall(markup)}


def relinked(markup: str, others: Mapping[int, int]) -> str:
    """Rich text whose links to pages lead to other pages, where `others` names one."""

    def lead(link: re.Match[str]) -> str:
        number = int(link[1])
        start, end = link.start(1) - link.start(), link.end(1) - link.start()
        return f"{link[0][:start]}{others.get(number, number)}{link[0][end:]}"

    return _PAGE.sub(lead, markup)


def pieces(markup: str, addresses: Mapping[int, str]) -> Iterator[Piece]:
    """The paragraphs, subheads and lists of rich text, in order, sanitised; empty ones are left out."""
    inline: list[str] = []
    for part in _parts(markup, addresses):
        if isinstance(part, str):
            inline.append(html.escape(part))
        elif part.tag not in _BREAKING:
            inline.append(_outer(part))
        else:
            yield from _paragraph("".join(inline))
            inline = []
            yield from _block(part)
            inline.append(html.escape(part.tail or ""))
    yield from _paragraph("".join(inline))


def inline(markup: str, addresses: Mapping[int, str]) -> str:
    """Rich text as the inside of one paragraph; its paragraphs are parted by line breaks."""
    lines = []
    for _kind, content in pieces(markup, addresses):
        lines += [content] if isinstance(content, str) else list(content)
    return "<br>".join(lines)


def prose(markup: str, addresses: Mapping[int, str]) -> str:
    """A page of rich text (about, a biography) as block markup."""
    parts = [
        html.escape(part) if isinstance(part, str) else _outer(part, tail=True)
        for part in _parts(markup, addresses)
    ]
    return html.blocks("".join(parts))


def _parts(markup: str, addresses: Mapping[int, str]) -> list[str | lxml_html.HtmlElement]:
    clean = _CONTROL.sub("", markup)
    if not clean.strip():
        return []
    parts = lxml_html.fragments_fromstring(clean)
    kept: list[str | lxml_html.HtmlElement] = []
    for part in parts:
        if isinstance(part, str):
            kept.append(part)
            continue
        root = lxml_html.Element("div")
        root.append(part)
        _rewrite(root, addresses)
        if root.text:
            kept.append(root.text)
        kept += list(root)
    return kept


def _rewrite(root: lxml_html.HtmlElement, addresses: Mapping[int, str]) -> None:
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_GONE, with_tail=False)
    for link in list(root.iter("a")):
        if "linktype" not in link.attrib and "id" not in link.attrib:
            continue
        number = link.get("id", "")
        address = addresses.get(int(number)) if number.isdigit() and link.get("linktype") == "page" else None
        if address is None:
            link.drop_tag()
        else:
            link.attrib.clear()
            link.set("href", address)


def _block(part: lxml_html.HtmlElement) -> Iterator[Piece]:
    kind = _KINDS.get(part.tag, "paragraph")
    if kind == "subhead":
        if words := " ".join(part.text_content().split()):
            yield "subhead", words
    elif kind in ("list", "ordered"):
        items = tuple(filter(None, (html.inline(_inner(item)) for item in part.findall("li"))))
        if items:
            yield ("list", items) if kind == "list" else ("ordered", items)
    else:
        yield from _paragraph(_inner(part))


def _paragraph(markup: str) -> Iterator[Piece]:
    clean = html.inline(markup)
    if html.text(clean).strip():
        yield "paragraph", clean


def _inner(element: lxml_html.HtmlElement) -> str:
    return html.escape(element.text or "") + "".join(_outer(child, tail=True) for child in element)


def _outer(element: lxml_html.HtmlElement, *, tail: bool = False) -> str:
    inline_tail = tail or element.tag not in _BREAKING
    return str(lxml_html.tostring(element, encoding="unicode", with_tail=inline_tail))
