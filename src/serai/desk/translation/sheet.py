"""The sheet: an original and its translation side by side, paragraph by paragraph.

Rule: pure but for reading a story's own parts (`of`). It puts beside each other what belongs together and
changes nothing. A row is named by the original's paragraph, so that a name stays while people type, put in
and take out beside each other; what only the translation has, by where it stands there. Paragraphs that
somebody wrote into the translation by hand, or moved, are found where they are now.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from serai.desk import following, paragraphs
from serai.desk.following import Following
from serai.desk.paragraphs import Followed, Paragraph, Step, What

T = TypeVar("T")
Unit = tuple[str, str]  # its name and the kind of its paragraphs


@dataclass(frozen=True)
class Found:
    """A paragraph of the translation: `place` counts those of its unit."""

    paragraph: Paragraph
    place: int


@dataclass(frozen=True)
class Row:
    """What stands side by side. `step` is None for what only the translation has; `nth` counts the rows whose
    original says the same words."""

    step: Step | None
    found: Found | None
    nth: int = 0

    @property
    def what(self) -> What:
        """What became of it in the original."""
        return self.step.what if self.step else "own"

    @property
    def open(self) -> bool:
        """Whether somebody has to deal with it."""
        return self.what in ("todo", "changed", "added", "removed")

    @property
    def now(self) -> Paragraph | None:
        """The original's paragraph as it stands now."""
        return self.step.new if self.step else None

    @property
    def before(self) -> Paragraph | None:
        """The original's paragraph as it was translated; None where it was not."""
        return self.step.old.paragraph if self.step and self.step.old else None

    @property
    def kind(self) -> str:
        """What kind of paragraph it is."""
        shown = self.found.paragraph if self.found else self.now or self.before
        return shown.kind if shown else "paragraph"

    @property
    def name(self) -> str:
        """What a form calls it: a repeated paragraph by its turn."""
        return paragraphs.digest(["beside", self.seen, self.nth]) if self.seen else self.at

    @property
    def at(self) -> str:
        """Where it stands in the translation; "" where it is missing there."""
        return paragraphs.digest([self.found.paragraph.unit, self.found.place]) if self.found else ""

    @property
    def seen(self) -> str:
        """The digest of the original's paragraph, which "done" is said of."""
        shown = self.now or self.before
        return shown.digest if shown else ""


def of(draft: Any, source: Any) -> tuple[Following, list[Row]]:
    """What a draft of a translation follows of this version of its original, and their sheet."""
    record = following.towards(draft, source) or following.up_to_date(source)
    return record, rows(record.paragraphs, following.shown(source), following.shown(draft))


def rows(follows: Sequence[Followed], source: Sequence[Paragraph], target: Sequence[Paragraph]) -> list[Row]:
    """The sheet: in the original's order, what only the translation has behind what it stands behind."""
    found = list(places(target))
    mine = _counterparts([one for one in follows if one.state != "skip"], found)
    whole: list[Row] = []
    shown: set[int] = set()
    for step in paragraphs.compare(follows, source):
        place = mine.get(id(step.old)) if step.old and step.old.state != "skip" else None
        if place is not None:
            shown.add(place)
        whole.append(Row(step, found[place] if place is not None else None))
    return _numbered(_with_own(whole, found, shown))


def places(target: Sequence[Paragraph]) -> Iterator[Found]:
    """Each paragraph with its place in its unit."""
    counted: dict[str, int] = {}
    for paragraph in target:
        place = counted.get(paragraph.unit, 0)
        counted[paragraph.unit] = place + 1
        yield Found(paragraph, place)


def _counterparts(follows: Sequence[Followed], found: Sequence[Found]) -> dict[int, int]:
    """Which paragraph of the translation each followed one has become: by the unit's own name, or where the
    translation was made elsewhere, by the order of units of one kind."""
    mine, theirs = _by_unit(follows, lambda one: one.paragraph), _by_unit(found, lambda one: one.paragraph)
    place_of = {id(one): place for place, one in enumerate(found)}
    pairs: dict[int, int] = {}
    for unit, other in _units(mine, theirs):
        for one, two in _within(mine[unit], theirs[other]):
            pairs[id(one)] = place_of[id(two)]
    return pairs


def _by_unit(many: Sequence[T], paragraph: Callable[[T], Paragraph]) -> dict[Unit, list[T]]:
    units: dict[Unit, list[T]] = {}
    for one in many:
        units.setdefault((paragraph(one).unit, paragraph(one).kind), []).append(one)
    return units


def _units(mine: Mapping[Unit, object], theirs: Mapping[Unit, object]) -> Iterator[tuple[Unit, Unit]]:
    shared = mine.keys() & theirs.keys()
    yield from ((unit, unit) for unit in mine if unit in shared)
    left = [unit for unit in mine if unit not in shared]
    free = [unit for unit in theirs if unit not in shared]
    matcher = SequenceMatcher(None, [kind for _u, kind in left], [kind for _u, kind in free], autojunk=False)
    for block in matcher.get_matching_blocks():
        yield from ((left[block.a + step], free[block.b + step]) for step in range(block.size))


def _within(follows: Sequence[Followed], found: Sequence[Found]) -> Iterator[tuple[Followed, Found]]:
    """Inside one unit: those that are as they were made, then the others in order."""
    pairs = paragraphs.matched(
        [one.made or str(place) for place, one in enumerate(follows)],
        [one.paragraph.digest for one in found],
        (lambda digest: digest, lambda _digest: ""),
    )
    yield from ((follows[old], found[new]) for old, new in sorted(pairs.items()))


def _with_own(whole: list[Row], found: Sequence[Found], shown: set[int]) -> list[Row]:
    behind: dict[int, list[Row]] = {}
    last = -1
    places = {id(row.found): place for place, row in enumerate(whole) if row.found}
    for place, one in enumerate(found):
        if place in shown:
            last = places[id(one)]
        else:
            behind.setdefault(last, []).append(Row(None, one))
    ordered = list(behind.get(-1, []))
    for place, row in enumerate(whole):
        ordered += [row, *behind.get(place, [])]
    return ordered


def _numbered(whole: Sequence[Row]) -> list[Row]:
    counted: Counter[str] = Counter()
    numbered = []
    for row in whole:
        numbered.append(replace(row, nth=counted[row.seen]))
        counted[row.seen] += 1
    return numbered
