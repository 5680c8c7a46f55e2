"""Layouts: what editors have put where on a front, and how that is changed, compared and merged.

Rule: pure. A layout names stories by key, each once, and knows nothing of whether they are public. It is kept
as JSON (`spell`, `read`). Places are named "lead", "second", "pinned" and "row:KEY" with a section's key.

    >>> layout = moved(Layout(), "a" * 32, "lead")
    >>> layout.lead[0].story == "a" * 32
    True
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

import msgspec

LIMITS: Final = {"lead": 1, "second": 3, "pinned": 8}  # stories
ROW_LIMIT: Final = 4  # stories named in a row
ROWS_LIMIT: Final = 60  # sections
ROW: Final = "row:"


class Slot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A story in its place, and when it leaves it by itself."""

    story: str  # its key
    until: datetime | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A section's row, and what stands first in it."""

    section: str  # its key
    slots: tuple[Slot, ...] = ()


class BannerLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line above the front until a moment; it leads to a story, to a link, or nowhere."""

    text: str
    kind: Literal["breaking", "notice"] = "breaking"
    story: str = ""
    link: str = ""
    until: datetime


class Layout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that was put somewhere; the newest stories fill what is left."""

    lead: tuple[Slot, ...] = ()
    second: tuple[Slot, ...] = ()
    pinned: tuple[Slot, ...] = ()
    rows: tuple[Row, ...] = ()
    banner: BannerLine | None = None


class Merged(NamedTuple):
    """What two editors made of one layout: what only they changed is taken over, what both changed is kept
    as it is `mine`; each by the names of places, "rows" (their order) and "banner" among them."""

    layout: Layout
    theirs: tuple[str, ...]
    both: tuple[str, ...]


def spell(layout: Layout) -> dict[str, Any]:
    """As JSON keeps it."""
    spelled: dict[str, Any] = msgspec.to_builtins(layout)
    return spelled


def read(spelled: Mapping[str, Any]) -> Layout:
    """From what `spell` made."""
    return msgspec.convert(spelled, Layout)


def places(layout: Layout) -> dict[str, tuple[Slot, ...]]:
    """Every place with what stands in it, in the order of the front."""
    named = {"lead": layout.lead, "second": layout.second, "pinned": layout.pinned}
    return named | {f"{ROW}{row.section}": row.slots for row in layout.rows}


def slots(layout: Layout) -> Iterator[Slot]:
    """Everything that stands somewhere."""
    for some in places(layout).values():
        yield from some


def stories(layout: Layout) -> set[str]:
    """The keys of all stories that are named, the banner's too."""
    banner = {layout.banner.story} if layout.banner and layout.banner.story else set()
    return {slot.story for slot in slots(layout)} | banner


def place_of(layout: Layout, story: str) -> str:
    """Where a story stands; "" where it flows."""
    found = (name for name, some in places(layout).items() if any(slot.story == story for slot in some))
    return next(found, "")


def moments(layout: Layout) -> list[datetime]:
    """When something ends by itself."""
    ends = {slot.until for slot in slots(layout) if slot.until}
    return sorted(ends | ({layout.banner.until} if layout.banner else set()))


def alive(layout: Layout, now: datetime) -> Layout:
    """Without what is over."""
    lasting = {
        name: [slot for slot in some if slot.until is None or slot.until > now]
        for name, some in places(layout).items()
    }
    banner = layout.banner if layout.banner and layout.banner.until > now else None
    return made(lasting, banner)


def limit(place: str) -> int:
    """How many stories a place holds."""
    return LIMITS.get(place, ROW_LIMIT)


def made(
    filled: Mapping[str, Iterable[Slot]], banner: BannerLine | None = None, known: Iterable[str] | None = None
) -> Layout:
    """A layout of places as they come: no story twice, no place too full and, where the `known` keys are
    given, none that is not among them."""
    seen: set[str] = set()
    allowed = None if known is None else set(known)
    found: dict[str, tuple[Slot, ...]] = {}
    for name in sorted(filled, key=_rank):
        here: list[Slot] = []
        for slot in filled[name]:
            if len(here) == limit(name):
                break
            if slot.story not in seen and (allowed is None or slot.story in allowed):
                seen.add(slot.story)
                here.append(slot)
        found[name] = tuple(here)
    rows = [name for name in filled if name.startswith(ROW)][:ROWS_LIMIT]
    if banner and banner.story and allowed is not None and banner.story not in allowed:
        banner = msgspec.structs.replace(banner, story="")
    return Layout(
        lead=found.get("lead", ()),
        second=found.get("second", ()),
        pinned=found.get("pinned", ()),
        rows=tuple(Row(section=name.removeprefix(ROW), slots=found[name]) for name in rows),
        banner=banner,
    )


def moved(layout: Layout, what: str, to: str) -> Layout:
    """With one thing moved: a story "up" or "down" in its place, out of it ("flow"), or to the head of
    another, whose last makes room (a lead makes room by becoming the first beside it); or a row ("row:KEY")
    "up" or "down"."""
    if what.startswith(ROW):
        return _row_moved(layout, what.removeprefix(ROW), to)
    filled = {name: list(some) for name, some in places(layout).items()}
    home = place_of(layout, what)
    if to in {"up", "down"}:
        if home:
            _step(filled[home], [slot.story for slot in filled[home]].index(what), to)
        return made(filled, layout.banner)
    slot = next((slot for slot in slots(layout) if slot.story == what), Slot(story=what))
    if home:
        filled[home].remove(slot)
    if to == "flow" or not (to in LIMITS or to.startswith(ROW)):
        return made(filled, layout.banner)
    here = filled.setdefault(to, [])
    here.insert(0, slot)
    over = here[limit(to) :]
    del here[limit(to) :]
    if to == "lead" and over:
        filled["second"] = [*over, *filled["second"]]
    return made(filled, layout.banner)


def with_sections(layout: Layout, sections: Sequence[str]) -> Layout:
    """With a row for every section: those named first, then the others in the menu's order."""
    own = [row for row in layout.rows if row.section in sections]
    named = {row.section for row in own}
    others = [Row(section=key) for key in sections if key not in named]
    return msgspec.structs.replace(layout, rows=(*own, *others))


def without_idle_rows(layout: Layout, sections: Sequence[str]) -> Layout:
    """Without the rows at its end that say nothing which the menu's order does not say."""
    rows = list(layout.rows)
    wanted = [row.section for row in rows]
    while rows and not rows[-1].slots:
        left = [row.section for row in rows[:-1]]
        if [*left, *(key for key in sections if key not in left)][: len(wanted)] != wanted:
            break
        rows.pop()
    return msgspec.structs.replace(layout, rows=tuple(rows))


def differences(one: Layout, other: Layout) -> tuple[str, ...]:
    """The places in which two layouts differ."""
    left, right = places(one), places(other)
    found = [name for name in left | right if left.get(name, ()) != right.get(name, ())]
    if [row.section for row in one.rows] != [row.section for row in other.rows]:
        found.append("rows")
    if one.banner != other.banner:
        found.append("banner")
    return tuple(sorted(found, key=_rank))


def merged(base: Layout, mine: Layout, theirs: Layout) -> Merged:
    """What I made of `base`, with what others made of it meanwhile. All three have the same sections."""
    changed, by_me = differences(base, theirs), differences(base, mine)
    filled = dict(places(mine))
    order = [row.section for row in (theirs if "rows" in changed and "rows" not in by_me else mine).rows]
    for name in changed:
        if name not in by_me and name not in {"rows", "banner"}:
            filled[name] = places(theirs).get(name, ())
    taken = "banner" in changed and "banner" not in by_me
    tops = {name: filled.get(name, ()) for name in LIMITS}
    rows = {f"{ROW}{key}": filled.get(f"{ROW}{key}", ()) for key in order}
    layout = made(tops | rows, theirs.banner if taken else mine.banner)
    both = tuple(name for name in changed if name in by_me)
    return Merged(layout, tuple(name for name in changed if name not in by_me), both)


def _rank(name: str) -> int:
    """The order in which places count."""
    return list(LIMITS).index(name) if name in LIMITS else 10


def _step(some: list[Any], at: int, to: str) -> None:
    beside = at - 1 if to == "up" else at + 1
    if 0 <= beside < len(some):
        some[at], some[beside] = some[beside], some[at]


def _row_moved(layout: Layout, section: str, to: str) -> Layout:
    rows = list(layout.rows)
    at = next((place for place, row in enumerate(rows) if row.section == section), None)
    if at is not None:
        _step(rows, at, to)
    return msgspec.structs.replace(layout, rows=tuple(rows))
