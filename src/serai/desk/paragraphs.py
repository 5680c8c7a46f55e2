"""What a story consists of, paragraph by paragraph, and what has become of it since it was translated.

Rule: pure. A paragraph is whatever a translator deals with at once: headline, deck, a paragraph of running
text, a subhead, a quote with its speaker, a photo with its caption, an item of a list, a link card. It
belongs to a unit (a field or a block, by the block's own id), so that reordered blocks are the same blocks.
A translation remembers the paragraphs that it follows; `compare` says what the original has done since.

    compare(follows=[Followed(a), Followed(b)], now=[a2, b])  →  [Step("changed", …), Step("same", …)]
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, Literal, TypeVar

from serai.core import canonical
from serai.desk import slots

State = Literal["", "todo", "skip", "own"]
What = Literal["same", "todo", "changed", "added", "removed", "own"]

T = TypeVar("T")

# The fields of a paragraph of each kind, in the order in which a translator meets them.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "headline": ("text",),
    "deck": ("text",),
    "place": ("text",),
    "lead": ("caption", "alt"),
    "paragraph": ("text",),
    "subhead": ("text",),
    "photo": ("caption", "alt", "credit"),
    "quote": ("text", "speaker", "role"),
    "pull_quote": ("text", "speaker"),
    "item": ("text",),
    "link_card": ("title", "text", "source"),
    "missing_photo": ("description", "caption", "credit"),
}
RICH = {("paragraph", "text"), ("quote", "text"), ("item", "text")}  # the others are plain text


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of one version. `fields` holds (name, words), rich words as markup; `photo` the number of
    the picture that it shows, 0 for none."""

    unit: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    photo: int = 0

    @property
    def digest(self) -> str:
        """The same for the same words and picture, wherever they stand."""
        return digest([self.kind, [list(field) for field in self.fields], self.photo])

    @property
    def empty(self) -> bool:
        """Whether nothing of it is to be translated."""
        return not any(words.strip() for _name, words in self.fields)

    def words(self, name: str) -> str:
        """One field's words."""
        return dict(self.fields).get(name, "")


@dataclass(frozen=True)
class Followed:
    """A paragraph of the original as a translation follows it.

    `state`: "" translated; "todo" still in the original's language; "skip" not wanted in the translation;
    "own" gone from the original and kept. `made` is the digest of the translated paragraph.
    """

    paragraph: Paragraph
    state: State = ""
    made: str = ""


@dataclass(frozen=True)
class Step:
    """What became of one paragraph: `old` as it was followed, `new` as it stands in the original now."""

    what: What
    old: Followed | None
    new: Paragraph | None


@dataclass(frozen=True, kw_only=True)
class Content:
    """A version of a story, as far as it is translated. `body` is what the stream field keeps."""

    headline: str
    deck: str = ""
    place: str = ""
    lead_photo: int = 0
    lead_caption: str = ""
    lead_alt: str = ""
    body: Sequence[Mapping[str, Any]] = ()


def digest(value: object) -> str:
    """Sixteen hexadecimal digits that stand for `value`."""
    return sha256(canonical.encode(value)).hexdigest()[:16]


def paragraphs(content: Content) -> list[Paragraph]:
    """The paragraphs of a version, in order; those without words or picture are left out."""
    found = [
        Paragraph("headline", "headline", (("text", content.headline),)),
        Paragraph("deck", "deck", (("text", content.deck),)),
        Paragraph("place", "place", (("text", content.place),)),
        Paragraph(
            "lead", "lead", (("caption", content.lead_caption), ("alt", content.lead_alt)), content.lead_photo
        ),
    ]
    for block in content.body:
        found += _of_block(block)
    return [one for one in found if not one.empty or one.photo]


def _of_block(block: Mapping[str, Any]) -> list[Paragraph]:
    kind, value, unit = str(block["type"]), block["value"], str(block.get("id") or "")
    if kind == "paragraph":
        return [Paragraph(unit, kind, (("text", words),)) for words in slots.split(value)]
    if kind == "subhead":
        return [Paragraph(unit, kind, (("text", str(value)),))]
    if kind == "list":
        return [
            Paragraph(str(item.get("id") or ""), "item", (("text", slots.flat(item["value"])),))
            for item in value.get("items", ())
            if isinstance(item, Mapping)
        ]
    if kind not in FIELDS:
        return []
    fields = tuple((name, _words(kind, name, value.get(name))) for name in FIELDS[kind])
    return [Paragraph(unit, kind, fields, int(value.get("photo") or 0))]


def _words(kind: str, name: str, value: object) -> str:
    words = str(value or "")
    return slots.flat(words) if (kind, name) in RICH else words


# --- what has become of it -----------------------------------------------------------------------------


def compare(follows: Sequence[Followed], now: Sequence[Paragraph]) -> list[Step]:
    """What became of each paragraph, in the original's order; what is gone stands where it stood.

    Paragraphs are the same by their words, wherever they have moved; of the rest, those of one unit, and then
    those of one kind between the same neighbours, are taken for changed.
    """
    mine = [place for place, one in enumerate(follows) if one.state != "own"]
    pairs = matched(
        [follows[place].paragraph for place in mine],
        now,
        (lambda one: one.digest, lambda one: one.unit, lambda one: one.kind),
    )
    by_new = {new: mine[old] for old, new in pairs.items()}
    steps = [
        _step(follows[by_new[new]], paragraph) if new in by_new else Step("added", None, paragraph)
        for new, paragraph in enumerate(now)
    ]
    order = {by_new[new]: new for new in by_new}
    return _with_lost(steps, follows, order)


def _step(old: Followed, new: Paragraph) -> Step:
    changed = old.paragraph.digest != new.digest
    if old.state == "todo":
        return Step("todo", old, new)
    if old.state == "skip":
        return Step("added", None, new) if changed else Step("same", old, new)
    return Step("changed" if changed else "same", old, new)


def _with_lost(steps: list[Step], follows: Sequence[Followed], order: Mapping[int, int]) -> list[Step]:
    """`steps`, with what is followed and gone from the original after what it stood behind."""
    after: dict[int, list[Step]] = {}
    last = -1
    for place, one in enumerate(follows):
        if place in order:
            last = order[place]
        elif one.state == "own":
            after.setdefault(last, []).append(Step("own", one, None))
        elif one.state != "skip":
            after.setdefault(last, []).append(Step("removed", one, None))
    whole = list(after.get(-1, []))
    for place, step in enumerate(steps):
        whole += [step, *after.get(place, [])]
    return whole


def behind(steps: Iterable[Step]) -> int:
    """How many paragraphs of the original the translation has not dealt with."""
    return sum(step.what in ("todo", "changed", "added", "removed") for step in steps)


def matched(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], str]]) -> dict[int, int]:
    """Which of `old` is which of `new`, by place: by the first key in order and then anywhere, then by each
    further key behind the neighbours that are known already: those of the same key, so that a block which
    has moved is the same block; for the last key, which says little, those of any."""
    first = keys[0]
    pairs = _in_order([first(one) for one in old], [first(one) for one in new])
    _anywhere(pairs, [first(one) for one in old], [first(one) for one in new])
    for number, key in enumerate(keys[1:], 2):
        _behind(pairs, [key(one) for one in old], [key(one) for one in new], all_known=number == len(keys))
    return pairs


def _in_order(old: list[str], new: list[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _anywhere(pairs: dict[int, int], old: list[str], new: list[str]) -> None:
    taken = set(pairs.values())
    free: dict[str, list[int]] = {}
    for place, key in enumerate(new):
        if place not in taken:
            free.setdefault(key, []).append(place)
    for place, key in enumerate(old):
        if place not in pairs and free.get(key):
            pairs[place] = free[key].pop(0)


def _behind(pairs: dict[int, int], old: list[str], new: list[str], *, all_known: bool) -> None:
    """Pair what is left and has the same key, in order, behind what is known of that key, or of any."""
    taken = set(pairs.values())
    left = [place for place in range(len(old)) if place not in pairs]
    free = [place for place in range(len(new)) if place not in taken]
    for place in left:
        before = (one for one in range(place) if one in pairs and (all_known or old[one] == old[place]))
        low = max((pairs[one] for one in before), default=-1)
        for other in free:
            if other > low and new[other] == old[place]:
                pairs[place] = other
                free.remove(other)
                break
