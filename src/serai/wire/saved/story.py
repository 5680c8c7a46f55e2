"""Finding the story among a page's lines, by its markup.

Rule: pure. The story stands where the markup says so, or where most of its words are by trafilatura's
account; every line then gets its verdict in the page's order. What stands in the page's furniture is
furniture, what fits nowhere is left over.
"""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from serai.core import html
from serai.press import plates
from serai.wire.saved import (
    body,
    furniture,
    head,
    lines,
    metadata,
    remarks,
    replies,
    signatures,
    times,
    zones,
)
from serai.wire.saved.found import Found
from serai.wire.saved.metadata import Metadata
from serai.wire.saved.outline import Piece
from serai.wire.saved.records import Picture

_SMALLEST = 60  # pixels: smaller pictures are the site's
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def read(pieces: list[Piece], said: Metadata, evidence: str) -> Found | None:
    """Read a page whose markup shows where the story is; None, with no verdict given, where it does not."""
    container = _container(pieces, evidence)
    if container is None:
        return None
    headline = _headline(pieces, said, container)
    if headline is None:
        return None
    found = Found(headline=headline.text)
    reader = _Reader(pieces, said, evidence, container, headline, found)
    reader.read()
    return found


def _container(pieces: Sequence[Piece], evidence: str) -> HtmlElement | None:
    """The element that holds the story: marked as such, or the one with most of its words."""
    scores: dict[HtmlElement, float] = {}
    for piece in pieces:
        if piece.picture or piece.furniture or "comments" in piece.zones or not lines.is_prose(piece.text):
            continue
        weight = len(piece.text) * (1.0 if piece.text in evidence else 0.3)
        for distance, element in enumerate(reversed(piece.path[:-1])):
            if distance > 2 or element.tag in {"body", "html"}:
                break
            scores[element] = scores.get(element, 0.0) + weight / (1 + 0.5 * distance)
        for element in piece.path:
            if zones.is_body(element):
                scores[element] = scores.get(element, 0.0) + weight * 2
    if not scores:
        return None
    return max(scores, key=lambda element: scores[element])


def _headline(pieces: Sequence[Piece], said: Metadata, container: HtmlElement) -> Piece | None:
    known = {
        said.headline,
        said.title.split(" | ")[0],
        said.title.split(" - ")[0],
        said.title.split(" — ")[0],
    }
    fits = [
        piece
        for piece in pieces
        if not piece.picture and len(piece.text) <= head.LONGEST_HEADLINE and "comments" not in piece.zones
    ]
    titles = [piece for piece in fits if piece.within("h1") is not None and not piece.furniture]
    named = [piece for piece in fits if piece.text in known and len(piece.text.split()) >= 2]
    marked = [piece for piece in fits if "headline" in piece.zones and not piece.furniture]
    inner = [piece for piece in fits if piece.within("h2") is not None and not piece.furniture]
    for choice in (
        [piece for piece in titles if piece in named],
        [piece for piece in marked if piece in named],
        [piece for piece in named if not piece.furniture],
        [piece for piece in titles if len(piece.text.split()) >= 3] or titles,
        [piece for piece in inner if container not in piece.path][:1],
    ):
        if choice:
            return choice[0]
    return None


class _Reader:
    """One page's way to its verdicts."""

    def __init__(
        self,
        pieces: list[Piece],
        said: Metadata,
        evidence: str,
        container: HtmlElement,
        headline: Piece,
        found: Found,
    ) -> None:
        self.pieces, self.said, self.evidence = pieces, said, evidence
        self.container, self.headline, self.found = container, headline, found
        self.lists: dict[HtmlElement, tuple[int, int, list[str]]] = {}  # → index in body, number, items
        self.groups = _groups(pieces)
        self.first = next((piece.number for piece in pieces if container in piece.path), 0)
        self.related = False  # within a list of other stories that stands among the story's lines

    def read(self) -> None:
        """Every line's verdict, in the page's order."""
        self.headline.keep("headline")
        self._comments()
        for piece in self.pieces:
            if piece.open:
                self._decide(piece)
        for piece in self.pieces:
            if piece.open:
                piece.leave()
        for element, (index, _number, items) in self.lists.items():
            self.found.body[index] = plates.ListBlock(items=tuple(items), ordered=element.tag == "ol")

    # --- comments -----------------------------------------------------------------------------------

    def _comments(self) -> None:
        inside = [
            piece for piece in self.pieces if "comments" in piece.zones and self.container not in piece.path
        ]
        if not inside:
            return
        for piece in inside:
            count = lines.comments_head(piece.text) if piece.open else None
            if count is not None:
                if count >= 0 and self.found.comment_count is None:
                    self.found.comment_count = count
                    piece.keep("comment_count")
                else:
                    piece.furnish("counter")
        if not replies.read(inside, self.found):
            remarks.comments([piece for piece in inside if piece.open and not piece.picture], self.found)
        for piece in inside:
            if piece.open and (code := furniture.recognise(piece.text) or piece.furniture):
                piece.furnish(code)

    # --- lines --------------------------------------------------------------------------------------

    def _decide(self, piece: Piece) -> None:
        if "comments" in piece.zones and self.container not in piece.path:
            piece.furnish("site_picture") if piece.picture else piece.leave()
        elif self._same_as_headline(piece):
            piece.keep("headline", note="same_as", detail=str(self.headline.number))
        elif piece.picture or _figure(piece) is not None:
            self._picture(piece)
        elif self._is_story(piece):
            self._story(piece)
        else:
            self._around(piece)

    def _same_as_headline(self, piece: Piece) -> bool:
        return not piece.picture and piece.text == self.found.headline

    def _is_story(self, piece: Piece) -> bool:
        if piece.furniture:
            return False
        if self.container in piece.path:
            return True
        return (
            lines.is_prose(piece.text) and piece.text in self.evidence and piece.number > self.headline.number
        )

    def _around(self, piece: Piece) -> None:
        """A line outside the story: what it says it is, or the furniture it stands in."""
        text, found = piece.text, self.found
        if self._signs(piece) or self._names(piece):
            return
        if code := furniture.recognise(text) or piece.furniture:
            piece.furnish(code)
        elif furniture.related_head(text):
            piece.furnish("related")
        elif self._asks(piece):
            return
        elif (count := lines.comments_head(text)) is not None:
            if count >= 0 and found.comment_count is None:
                found.comment_count = count
            piece.furnish("counter")
        elif times.is_relative(text):
            piece.furnish("time_ago")

    def _asks(self, piece: Piece) -> bool:
        """The rating, or comments that no markup shows: what follows the story is read by its words."""
        asked = lines.rating_question(piece.text) is not None
        shown = bool(self.found.comments) or lines.comments_head(piece.text) is None
        if not self.found.counts.get("paragraph") or (not asked and shown):
            return False
        rest = [
            each
            for each in self.pieces[self.pieces.index(piece) :]
            if each.open and not each.picture and not each.furniture and self.container not in each.path
        ]
        remarks.read(rest[:1] if asked and self.found.comments else rest, self.found)
        return not piece.open

    def _signs(self, piece: Piece) -> bool:
        """A byline or a time outside the page's furniture."""
        found = self.found
        if piece.furniture or not piece.open:
            return False
        if signatures.sign(piece, found):
            return True
        if "time" in piece.zones:
            stamp = metadata.iso(
                next((e.get("datetime") for e in reversed(piece.path) if e.get("datetime")), "")
            )
            if stamp:
                found.published = found.published or stamp
                piece.keep("time")
                return True
        if "author" in piece.zones and (names := self._authors(piece.text)):
            found.authors += [name for name in names if name not in found.authors]
            piece.keep("byline")
            return True
        return False

    def _authors(self, text: str) -> tuple[str, ...]:
        if text in self.said.authors:
            return (text,)
        names = lines.byline(f"By {text}") if len(text.split()) >= 2 else None
        return names or ()

    def _names(self, piece: Piece) -> bool:
        """The site's name, the section, the deck, the topics."""
        text, found, said = piece.text, self.found, self.said
        in_menu = piece.furniture and "crumbs" not in piece.zones
        if "crumbs" in piece.zones or (text == said.section and said.section and not in_menu):
            fits = len(text) <= head.LONGEST_SECTION and text != self.headline.text
            if fits and (text == said.section or not said.section):
                again = "same_as" if found.section == text else ""
                found.section = said.section or text
                piece.keep("section", note=again)
            else:
                piece.furnish("menu")
            return True
        if said.site and text == said.site:
            again = "same_as" if found.site else ""
            found.site = text
            piece.keep("site", note=again)
            return True
        if piece.furniture:
            return False
        if "section" in piece.zones and not found.section and len(text) <= 60:
            found.section = text
            piece.keep("section")
            return True
        near = self.headline.number < piece.number
        if (
            near
            and not found.deck
            and len(text) <= head.LONGEST_DECK
            and (text == said.deck or "deck" in piece.zones)
        ):
            found.deck = text
            piece.keep("deck")
            return True
        if "topics" in piece.zones and len(text) <= 60 and not text.endswith(":"):
            words = lines.topics(text) or (text.strip("# "),)
            found.topics += [word for word in words if word not in found.topics]
            piece.keep("topics")
            return True
        return False

    # --- the story ----------------------------------------------------------------------------------

    def _story(self, piece: Piece) -> None:
        found, text = self.found, piece.text
        heading = any(element.tag in _SUBHEADS for element in piece.path[-2:]) or _is_bold_line(piece)
        if self._list(piece) or self._quote(piece):
            return
        if heading and not furniture.related_head(text) and lines.comments_head(text) is None:
            self.related = False
            found.body.append(plates.Subhead(text=text))
            piece.keep("subhead", found.next("subhead"))
        elif body.opening(piece, found):
            return
        elif lines.rating_question(text) is not None or (related := furniture.related_head(text)) is not None:
            self.related = lines.rating_question(text) is None and related == "head"
            self._around(piece)
        elif self.related and not lines.is_prose(text):
            piece.furnish("related")
        elif furniture.recognise(text) or self._signs(piece) or self._names(piece):
            if piece.open:
                self._around(piece)
        elif words := lines.topics(text):
            found.topics += [word for word in words if word not in found.topics]
            piece.keep("topics")
        elif (caption := lines.caption(text)) is not None:
            self._caption(piece, caption)
        elif (credit := lines.credit_line(text)) is not None:
            self._caption(piece, lines.Caption("", credit))
        elif piece.within("p") is not None or lines.is_prose(text) or lines.ends_sentence(text):
            found.add_paragraph(piece, text, piece.markup)

    def _caption(self, piece: Piece, said: lines.Caption) -> None:
        """A caption or credit without a figure: it belongs to the picture right above, where there is one."""
        blocks = self.found.body
        above = blocks[-1] if blocks else self.found.lead
        fits = isinstance(above, Picture) and not (above.caption and said.caption) and not above.credit
        if not fits or not isinstance(above, Picture):
            lead = not self.found.counts.get("paragraph")
            self.found.add_picture([piece], Picture(caption=said.caption, credit=said.credit), lead=lead)
            return
        whole = Picture(
            caption=said.caption or above.caption,
            credit=said.credit,
            alt=above.alt,
            source=above.source,
        )
        if blocks:
            blocks[-1] = whole
        else:
            self.found.lead = whole
        piece.keep("photo", self.found.counts["photo"])

    def _list(self, piece: Piece) -> bool:
        if piece.within("li") is None:
            return False
        element = next((each for each in reversed(piece.path) if each.tag in {"ul", "ol"}), None)
        if element is None or self.related or furniture.recognise(piece.text) or "topics" in piece.zones:
            return False
        item = piece.markup or html.escape(piece.text)
        if element not in self.lists:
            self.lists[element] = (len(self.found.body), self.found.next("list"), [])
            self.found.body.append(plates.ListBlock(items=(), ordered=element.tag == "ol"))
        _index, number, items = self.lists[element]
        items.append(item)
        piece.keep("list", number)
        return True

    def _quote(self, piece: Piece) -> bool:
        """A block quote with its speaker is a quote; without one its words stay a paragraph."""
        quote = piece.within("blockquote")
        if quote is None:
            return False
        mates = [each for each in self.groups[quote] if each.open and not each.picture]
        speakers = [
            each for each in mates if each.within("cite") is not None or each.within("footer") is not None
        ]
        words = [each for each in mates if each not in speakers]
        speaker = " ".join(each.text for each in speakers).lstrip("—–- ").strip()
        if not words:
            return False
        if not speaker or len(speaker) > 250:
            for each in mates:
                self.found.add_paragraph(each, each.text, each.markup, note="quote_alone")
            return True
        name, _comma, role = speaker.partition(",")
        markup = "<br>".join(each.markup or html.escape(each.text) for each in words)
        self.found.body.append(plates.Quote(html=markup, speaker=name.strip(), role=role.strip()))
        number = self.found.next("quote")
        for each in mates:
            each.keep("quote", number)
        return True

    # --- pictures -----------------------------------------------------------------------------------

    def _picture(self, piece: Piece) -> None:
        figure = _figure(piece)
        mates = [piece] if figure is None else [each for each in self.groups[figure] if each.open]
        pictures = [each for each in mates if each.picture]
        if self._is_site_picture(piece, pictures):
            for each in mates:
                each.furnish("site_picture" if each.picture else each.furniture or "site_picture")
            return
        texts = [each for each in mates if not each.picture]
        if not pictures and not any("caption" in each.zones for each in texts):
            return  # a figure around a quote or a table: its lines are left over
        caption, credit = _words_of(texts)
        first = pictures[0] if pictures else None
        lead = not self.found.counts.get("paragraph") and not self.found.body
        self.found.add_picture(
            list(mates),
            Picture(
                caption=caption,
                credit=credit,
                alt=first.alt if first else "",
                source=first.source if first else "",
            ),
            lead=lead,
        )

    def _is_site_picture(self, piece: Piece, pictures: list[Piece]) -> bool:
        if piece.furniture:
            return True
        if any(_is_small(each) for each in pictures):
            return True
        if self.container in piece.path:
            return False
        # Outside the text only what stands between the headline and the story is the story's.
        in_story = any(element.tag in {"article", "main"} or zones.is_body(element) for element in piece.path)
        return piece.number > self.first or not (in_story or self.headline.number < piece.number)


def _figure(piece: Piece) -> HtmlElement | None:
    return next((element for element in reversed(piece.path) if _is_figure(element)), None)


def _is_figure(element: HtmlElement) -> bool:
    return element.tag == "figure" or "wp-caption" in (element.get("class") or "").split()


def _groups(pieces: Sequence[Piece]) -> dict[HtmlElement, list[Piece]]:
    """The lines and pictures of every figure and every block quote."""
    groups: dict[HtmlElement, list[Piece]] = {}
    for piece in pieces:
        for element in piece.path:
            if element.tag == "blockquote" or _is_figure(element):
                groups.setdefault(element, []).append(piece)
    return groups


def _words_of(texts: list[Piece]) -> tuple[str, str]:
    """A figure's caption and credit, from its markup or its words."""
    credits = [each for each in texts if "credit" in each.zones]
    captions = " ".join(each.text for each in texts if each not in credits)
    credit = " ".join(lines.credit_line(each.text) or each.text.strip("[]() ") for each in credits)
    if not credit and (both := lines.caption(captions)):
        return both.caption, both.credit
    if not credit and (alone := lines.credit_line(captions)):
        return "", alone
    return captions, credit


def _is_bold_line(piece: Piece) -> bool:
    """A short line all in bold type: how editors set a subhead where the site gave them none."""
    bold = re.fullmatch(r"<(b|strong)>[^<>]*</\1>", piece.markup) is not None
    return bold and piece.within("li") is None and lines.is_subhead(piece.text)


def _is_small(piece: Piece) -> bool:
    image = piece.element
    if image is None:
        return False
    sizes = [image.get(side) or "" for side in ("width", "height")]
    return any(
        size.removesuffix("px").isdigit() and int(size.removesuffix("px")[:6]) < _SMALLEST for size in sizes
    )
