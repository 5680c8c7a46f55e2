"""Arranging: which story stands where on an edition's front.

Rule: pure. What editors named stands where they named it while it is public, and stands there once: its first
naming counts, in the order lead, second, pinned, rows. Every other place is filled with what is newest and
named nowhere. So a front that nobody arranges is newest first, and a story that is withdrawn leaves no gap.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from serai.press.plates import FrontPlate, FrontRow

KIND: Final = "front"  # of the plate, and the key that all of them have
SECONDS: Final = 3  # stories beside the lead

Newest = Callable[[int], Sequence[str]]  # keys of at least so many stories, newest first, if there are


class Arranged(NamedTuple):
    """The stories of a front by key: a lead, the second ones, the rest of the top; then sections, in order,
    with the stories of each row. A story is named once."""

    top: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class Sizes(NamedTuple):
    """How many stories stand at the top of a front and in a row, where no more are named there."""

    top: int
    row: int


def named(plate: FrontPlate | None) -> frozenset[str]:
    """Every story that a front's arrangement speaks of, the banner's too."""
    if plate is None:
        return frozenset()
    banner = plate.banner.story if plate.banner else ""
    rows = chain.from_iterable(row.stories for row in plate.rows)
    return frozenset(filter(None, (plate.lead, *plate.second, *plate.pinned, *rows, banner)))


def arrange(
    plate: FrontPlate | None,
    sizes: Sizes,
    newest: Newest,
    sections: Sequence[str],
    newest_in: Callable[[str], Newest],
    is_public: Callable[[str], bool],
) -> Arranged:
    """What stands where: `sections` are those that are public, in the menu's order, and what is newest is
    asked of the edition and of each of them."""
    plan = _Plan.of(plate, sections, is_public)
    top = _top(plan, sizes.top, newest)
    shown = plan.claimed | set(top)
    rows = []
    for section, own in plan.rows.items():
        size = max(sizes.row, len(own))
        found = newest_in(section)(size + len(shown))
        row = (*own, *_take((key for key in found if key not in shown), size - len(own)))
        if row:
            rows.append((section, row))
    return Arranged(top, tuple(rows))


class _Plan(NamedTuple):
    """What editors named, as far as it is public, each story once."""

    lead: tuple[str, ...]
    second: tuple[str, ...]
    pinned: tuple[str, ...]
    rows: dict[str, tuple[str, ...]]  # every public section, in the order of the rows

    @classmethod
    def of(
        cls, plate: FrontPlate | None, sections: Sequence[str], is_public: Callable[[str], bool]
    ) -> "_Plan":
        """Of a plate, or of none."""
        if plate is None:
            return cls((), (), (), dict.fromkeys(sections, ()))
        seen: set[str] = set()

        def first(keys: Iterable[str]) -> tuple[str, ...]:
            found = [key for key in dict.fromkeys(keys) if key and key not in seen and is_public(key)]
            seen.update(found)
            return tuple(found)

        lead, second, pinned = first((plate.lead,)), first(plate.second), first(plate.pinned)
        ordered: dict[str, FrontRow] = {}
        for row in plate.rows:
            if row.section in sections:
                ordered.setdefault(row.section, row)
        rows = {section: first(row.stories) for section, row in ordered.items()}
        return cls(lead, second, pinned, rows | {key: () for key in sections if key not in rows})

    @property
    def claimed(self) -> set[str]:
        """Stories that stand where they were named."""
        return {*self.lead, *self.second, *self.pinned, *chain.from_iterable(self.rows.values())}


def _top(plan: _Plan, size: int, newest: Newest) -> tuple[str, ...]:
    """Lead, second stories, pinned ones, and what is newest in the places between and after them."""
    own = len(plan.lead) + len(plan.second) + len(plan.pinned)
    claimed, fill = plan.claimed, max(size - own, 0)
    free = (key for key in newest(fill + len(claimed)) if key not in claimed)
    filling = iter(_take(free, fill))
    lead = plan.lead or _take(filling, 1)
    second = (*plan.second, *_take(filling, SECONDS - len(plan.second)))
    return (*lead, *second, *plan.pinned, *filling)


def _take(keys: Iterator[str], count: int) -> tuple[str, ...]:
    return tuple(islice(keys, max(count, 0)))
