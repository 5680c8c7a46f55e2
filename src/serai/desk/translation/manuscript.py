"""A manuscript: the words of one translation while they are being changed.

Rule: pure, and changes nothing but what it is told to: every other block, field and tag stays as it was.
Where something new belongs is said by what stands before or after it.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from uuid import uuid4

from serai.desk import paragraphs, slots
from serai.desk.paragraphs import Content, Paragraph
from serai.desk.translation.sheet import Found

Words = Mapping[str, str]  # a paragraph's fields, as the story keeps them
_FIELDS = {
    ("headline", "text"): "headline",
    ("deck", "text"): "deck",
    ("place", "text"): "place",
    ("lead", "caption"): "lead_caption",
    ("lead", "alt"): "lead_alt",
}


class Manuscript:
    """Made of one version; `content()` is what it has become."""

    def __init__(self, content: Content) -> None:
        """Begin with this version, which stays as it is."""
        self._fields: dict[str, Any] = {
            name: getattr(content, name) for name in (*_FIELDS.values(), "lead_photo")
        }
        self._body: list[dict[str, Any]] = deepcopy([dict(block) for block in content.body])

    def content(self) -> Content:
        """The version as it stands now."""
        return Content(**self._fields, body=self._body)

    def put(self, found: Found, name: str, words: str) -> None:
        """Other words in one field of a paragraph."""
        paragraph = found.paragraph
        if (paragraph.kind, name) in _FIELDS:
            self._fields[_FIELDS[paragraph.kind, name]] = words
            return
        block = self._at(paragraph.unit)
        if paragraph.kind == "paragraph":
            block["value"] = slots.put(block["value"], found.place, words)
        elif paragraph.kind in ("subhead", "item"):
            block["value"] = words
        else:
            block["value"][name] = words

    def put_photo(self, found: Found, photo: int) -> None:
        """Another picture in a photo's place."""
        if found.paragraph.kind == "lead":
            self._fields["lead_photo"] = photo
        else:
            self._at(found.paragraph.unit)["value"]["photo"] = photo

    def remove(self, found: Found) -> None:
        """One paragraph less; its block goes when nothing is left of it."""
        paragraph = found.paragraph
        for (kind, _name), field in _FIELDS.items():
            if kind == paragraph.kind:
                self._fields[field] = ""
        if paragraph.unit in paragraphs.FIELDS:
            return
        block = self._at(paragraph.unit)
        if paragraph.kind == "paragraph":
            block["value"] = slots.take_out(block["value"], found.place)
            if slots.split(block["value"]):
                return
        for many in self._lists():
            many[:] = [one for one in many if one is not block]
        self._body[:] = [one for one in self._body if one["type"] != "list" or one["value"]["items"]]

    def insert(
        self, new: Paragraph, words: Words, *, after: Found | None, beside: tuple[Found, int] | None
    ) -> Found:
        """A paragraph more: in a unit, where `beside` says which of its paragraphs stands before (1) or after
        (0) it; else a block of its own behind `after`, or first of all."""
        if new.unit in paragraphs.FIELDS:
            for name, field_words in words.items():
                self.put(Found(new, 0), name, field_words)
            if new.photo:
                self._fields["lead_photo"] = new.photo
            return Found(new, 0)
        if beside and new.kind == "paragraph":
            neighbour, step = beside
            block, place = self._at(neighbour.paragraph.unit), neighbour.place + step
            block["value"] = slots.insert(block["value"], place, words["text"])
            return Found(Paragraph(block["id"], "paragraph", (("text", words["text"]),)), place)
        unit = self._free(new.unit)
        made = Found(Paragraph(unit, new.kind, tuple(words.items()), new.photo), 0)
        if beside and new.kind == "item":
            neighbour, step = beside
            many, place = self._where(neighbour.paragraph.unit)
            many.insert(place + step, {"type": "item", "value": words["text"], "id": unit})
            return made
        self._body.insert(self._position(after), _block(unit, new, words))
        return made

    def _where(self, unit: str) -> tuple[list[dict[str, Any]], int]:
        return next(
            (many, place) for many in self._lists() for place, one in enumerate(many) if one.get("id") == unit
        )

    def _position(self, after: Found | None) -> int:
        for place, block in enumerate(self._body):
            items = block["value"].get("items", []) if block["type"] == "list" else []
            if after and after.paragraph.unit in (block.get("id"), *(item.get("id") for item in items)):
                return place + 1
        return 0

    def _at(self, unit: str) -> dict[str, Any]:
        return next(one for many in self._lists() for one in many if one.get("id") == unit)

    def _free(self, unit: str) -> str:
        """The original's own name for a unit, where it is free here."""
        taken = {one.get("id") for many in self._lists() for one in many}
        return unit if unit and unit not in taken else str(uuid4())

    def _lists(self) -> list[list[dict[str, Any]]]:
        return [self._body, *(block["value"]["items"] for block in self._body if block["type"] == "list")]


def _block(unit: str, new: Paragraph, words: Words) -> dict[str, Any]:
    if new.kind == "item":
        item = {"type": "item", "value": words["text"], "id": unit}
        return {"type": "list", "value": {"ordered": False, "items": [item]}, "id": str(uuid4())}
    return {"type": new.kind, "value": _value(new, words), "id": unit}


def _value(new: Paragraph, words: Words) -> Any:
    if new.kind == "paragraph":
        return f"<p>{words['text']}</p>"
    if new.kind == "subhead":
        return words["text"]
    value: dict[str, Any] = dict(words)
    return {**value, "photo": new.photo} if new.photo else value
