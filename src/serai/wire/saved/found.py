"""What has been found of a story while its page is read.

Rule: pure; filled by the readers of this folder, then frozen into a record.
"""

from dataclasses import dataclass, field

from serai.core import html
from serai.press import plates
from serai.wire.saved.records import Block, Note, Picture, Rating, Receipt, Rescued, SavedComment
from serai.wire.saved.units import Unit


@dataclass
class Found:
    """The parts of the story, each in its place; `pictures` knows each picture by its caption's words."""

    site: str = ""
    section: str = ""
    headline: str = ""
    deck: str = ""
    authors: list[str] = field(default_factory=list)
    place: str = ""
    published: str = ""
    updated: str = ""
    lead: Picture | None = None
    body: list[Block] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    rating: Rating | None = None
    comment_count: int | None = None
    comments: list[SavedComment] = field(default_factory=list)
    address: str = ""
    language: str = ""
    notes: list[Note] = field(default_factory=list)
    pictures: dict[str, tuple[int, int]] = field(default_factory=dict)
    paragraphs: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def next(self, part: str) -> int:
        """The number of the next part of a kind, from 1."""
        self.counts[part] = self.counts.get(part, 0) + 1
        return self.counts[part]

    def add_picture(self, units: list[Unit], picture: Picture, *, lead: bool) -> None:
        """Take in a picture; one with the same words was saved twice and is not taken in again."""
        words = " ".join(f"{picture.caption} {picture.credit}".split())
        if words and words in self.pictures:
            number, line = self.pictures[words]
            for unit in units:
                unit.keep("photo", number, note="same_as", detail=str(line))
            return
        number = self.next("photo")
        if words and units:
            self.pictures[words] = (number, units[0].number)
        for unit in units:
            unit.keep("photo", number)
        if lead and self.lead is None:
            self.lead = picture
        else:
            self.body.append(picture)

    def add_paragraph(self, unit: Unit, text: str, markup: str, *, note: str = "", detail: str = "") -> None:
        """Take in a paragraph; a long one with the very words of another was saved twice."""
        if len(text) >= 60 and text in self.paragraphs:
            unit.keep(
                "paragraph", self.counts["paragraph"], note="same_as", detail=str(self.paragraphs[text])
            )
            return
        self.paragraphs[text] = unit.number
        self.body.append(plates.Paragraph(html=html.inline(markup or html.escape(text))))
        unit.keep("paragraph", self.next("paragraph"), note=note, detail=detail)

    def record(self, receipt: Receipt) -> Rescued:
        """The frozen record."""
        return Rescued(
            site=self.site,
            section=self.section,
            headline=self.headline,
            deck=self.deck,
            authors=tuple(self.authors),
            place=self.place,
            published=self.published,
            updated=self.updated,
            lead=self.lead,
            body=tuple(self.body),
            topics=tuple(self.topics),
            rating=self.rating,
            comment_count=self.comment_count,
            comments=tuple(self.comments),
            address=self.address,
            language=self.language,
            receipt=receipt,
        )
