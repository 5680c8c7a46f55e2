"""A page as a text-only crawler keeps it: from its physical lines to units.

Rule: pure. A line is a unit, but where a text was broken at a fixed width (most lines of its groups end
just under one length, 100 characters at the most): there the lines of a group are one paragraph.
"""

from serai.wire.errors import TangledPageError
from serai.wire.saved import page
from serai.wire.saved.records import Note, Receipt, Rescued
from serai.wire.saved.units import Unit, receipt_lines

MOST = 20_000  # lines in a text
_WIDEST = 100  # characters: nobody breaks text wider
_NARROWEST = 50


def read(text: str, *, name: str, encoding: str, notes: tuple[Note, ...] = ()) -> Rescued:
    """Read a saved text; every physical line, blank ones too, is in the receipt.

    Raises TangledPageError over `MOST` lines.
    """
    if (count := text.count("\n") + 1) > MOST:
        raise TangledPageError(
            f"{name} has {count} lines; {MOST} is the limit. Save the story alone in a file of its own."
        )
    lines = list(enumerate(text.split("\n"), start=1))
    blanks = [(number, line) for number, line in lines if not line.strip()]
    units = _units(lines)
    found = page.read(units)
    receipt = Receipt(
        kind="text",
        encoding=encoding,
        lines=receipt_lines(units, blanks),
        notes=notes + tuple(found.notes),
    )
    return found.record(receipt)


def _units(lines: list[tuple[int, str]]) -> list[Unit]:
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in lines:
        if line.strip():
            groups[-1].append((number, line))
        elif groups[-1]:
            groups.append([])
    if _is_broken(groups):
        return [_unit(group) for group in groups if group]
    return [_unit([line]) for group in groups for line in group]


def _unit(group: list[tuple[int, str]]) -> Unit:
    return Unit(lines=tuple(group), text=" ".join(" ".join(line.split()) for _number, line in group))


def _is_broken(groups: list[list[tuple[int, str]]]) -> bool:
    inner = [len(line.strip()) for group in groups for _number, line in group[:-1]]
    if len(inner) < 4:
        return False
    widest = max(inner)
    full = sum(1 for length in inner if length >= widest - 18)
    return _NARROWEST <= widest <= _WIDEST and full >= 0.75 * len(inner)
