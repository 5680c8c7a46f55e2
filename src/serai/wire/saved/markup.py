"""Reading a saved HTML page.

Rule: pure; nothing is fetched and nothing in the page is run. The page's own markup says what its lines
are, trafilatura which of them are the story; where markup says nothing, the page is read by its words
alone, as a text is. Pages in more pieces or deeper than any person writes are refused.
"""

import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura.metadata import Document

from serai.wire.errors import NoStoryError, TangledPageError
from serai.wire.saved import head, lines, metadata, outline, page, remarks, story
from serai.wire.saved.found import Found
from serai.wire.saved.metadata import Metadata
from serai.wire.saved.records import Note, Receipt, Rescued, SavedComment
from serai.wire.saved.units import receipt_lines

DEEPEST = 200  # elements within each other
MOST = 30_000  # elements in a page
_MOST_COMMENTS = 5000
_MOST_FOR_TRAFILATURA = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff\ufffe\uffff]")

# libxml2 compares the attributes of an element each with each.
_CROWDED = re.compile(r"<[a-z][^<>]{0,50}(?:\s[^\s<>=]{1,50}=[^\s<>]{0,50}){400}", re.I)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints are about pages, not for editors
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read(words: str, *, name: str, encoding: str, notes: tuple[Note, ...] = ()) -> Rescued:
    """Read a saved page; every visible line is in the receipt. `name` is the file's, for messages.

    Raises TangledPageError, or NoStoryError where there is no line to read.
    """
    tree = _tree(words, name)
    said = metadata.read(tree)
    pieces = outline.read(tree, said.address)
    if not pieces:
        raise NoStoryError(f"{name} shows no text. Save the page once it is fully loaded.")
    evidence = _evidence(tree, said)
    found = story.read(pieces, said, evidence)
    if found is None:
        texts = [piece for piece in pieces if not piece.picture]
        found = page.read(list(texts))
        for piece in pieces:
            if piece.open:
                piece.leave()
        found.notes.append(Note(code="words_alone"))
    _complete(found, said)
    receipt = Receipt(
        kind="html", encoding=encoding, lines=receipt_lines(pieces), notes=notes + tuple(found.notes)
    )
    return found.record(receipt)


def _tree(words: str, name: str) -> HtmlElement:
    if _CROWDED.search(words):
        raise TangledPageError(f"{name} has an element with hundreds of attributes. Save the story alone.")
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    try:
        tree = lxml_html.document_fromstring(_CONTROL.sub(" ", words).encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise NoStoryError(f"{name} cannot be read as HTML: {error}. Save the page again.") from error
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    deep = count = deepest = 0
    for event, _element in etree.iterwalk(tree, events=("start", "end")):
        deep += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, deep)
    if too_deep or deepest > DEEPEST or count > MOST:
        raise TangledPageError(
            f"{name} has {count} elements, {deepest} within each other; {MOST} and {DEEPEST} are the limits. "
            "Save the story alone, or copy its text into a text file."
        )
    return tree


def _evidence(tree: HtmlElement, said: Metadata) -> str:
    """The story's words as trafilatura and the page's JSON-LD have them, in one line."""
    parts = [said.text]
    if sum(1 for _element in tree.iter()) <= _MOST_FOR_TRAFILATURA:
        try:
            document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
            if isinstance(document, Document):
                parts += _texts(document.body)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, etree.LxmlError):
            # Only an opinion, and of a library that meets every page of the web: we can do without.
            parts.append("")
    return "\n".join(" ".join(part.split()) for part in parts)


def _texts(body: HtmlElement | None) -> Iterator[str]:
    if body is not None:
        yield from ("".join(element.itertext()) for element in body)


def _comments(said: Metadata) -> Iterator[SavedComment]:
    """The comments that the page's head carries and its lines do not."""
    for node in said.comments[:_MOST_COMMENTS]:
        author = node.get("author")
        name = metadata.line(author.get("name") if isinstance(author, dict) else author)
        text = metadata.line(node.get("text"))
        if text and len(text) <= remarks.LONGEST and len(name) <= remarks.LONGEST_NAME:
            yield SavedComment(text=text, name=name, written=metadata.iso(node.get("dateCreated")))


def _complete(found: Found, said: Metadata) -> None:
    """Fill from the page's head what its lines did not say, and note which."""
    taken = []
    if said.published[:10] == found.published[:10]:
        found.published = said.published or found.published  # the head knows the hour and the offset
    for part in ("site", "section", "published", "updated"):
        if not getattr(found, part) and getattr(said, part):
            setattr(found, part, getattr(said, part))
            taken.append(part)
    if not found.headline and 0 < len(said.headline) <= head.LONGEST_HEADLINE:
        found.headline = said.headline
        taken.append("headline")
    if not found.authors and said.authors:
        found.authors = [name for name in said.authors if lines.is_name(name)]
        taken += ["byline"] if found.authors else []
    if not found.topics and said.topics:
        found.topics = said.topics[:20]
        taken.append("topics")
    if not found.comments and (comments := list(_comments(said))):
        found.comments = comments
        taken.append("comments")
    if found.comment_count is None:
        found.comment_count = said.comment_count
    found.address, found.language = said.address, said.language
    if found.comment_count not in {None, len(found.comments)} and not any(
        note.code == "comment_count" for note in found.notes
    ):
        found.notes.append(Note(code="comment_count", detail=f"{found.comment_count}/{len(found.comments)}"))
    if taken:
        found.notes.append(Note(code="from_head", detail=", ".join(taken)))
