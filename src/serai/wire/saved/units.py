"""The sheet: a saved page as units of text, each waiting for its one verdict.

Rule: pure, but that a unit's verdict is set once, while the page is read. A unit is a line of the page,
or several where a paragraph was broken over lines. What has no verdict at the end is left over.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from serai.wire.saved.records import Line, Verdict


@dataclass(eq=False)
class Unit:
    """A line, or the lines of one broken paragraph; `markup` is its inside as inline HTML, where known."""

    lines: tuple[tuple[int, str], ...]
    text: str
    markup: str = ""
    verdict: Verdict | None = None
    part: str = ""
    of: int = 0
    note: str = ""
    detail: str = ""

    @property
    def number(self) -> int:
        """The first of its line numbers."""
        return self.lines[0][0]

    @property
    def last(self) -> int:
        """The last of its line numbers."""
        return self.lines[-1][0]

    @property
    def open(self) -> bool:
        """Whether it still waits for its verdict."""
        return self.verdict is None

    def keep(self, part: str, of: int = 0, *, note: str = "", detail: str = "") -> None:
        """Its words are in the story, as this part."""
        self._decide("kept", part, of, note, detail)

    def furnish(self, part: str, *, note: str = "", detail: str = "") -> None:
        """It belongs to the site and not to the story."""
        self._decide("furniture", part, 0, note, detail)

    def leave(self, note: str = "", detail: str = "") -> None:
        """The editor must decide."""
        self._decide("left_over", "", 0, note, detail)

    def _decide(self, verdict: Verdict, part: str, of: int, note: str, detail: str) -> None:
        if self.verdict is not None:
            raise AssertionError(f"line {self.number} has its verdict already: {self.verdict} {self.part}")
        self.verdict, self.part, self.of, self.note, self.detail = verdict, part, of, note, detail


def receipt_lines(units: Iterable[Unit], blanks: Iterable[tuple[int, str]] = ()) -> tuple[Line, ...]:
    """Every line of the sheet in order, with its verdict."""
    lines = [Line(number=number, text=text, verdict="blank") for number, text in blanks]
    for unit in units:
        lines += [
            Line(
                number=number,
                text=text,
                verdict=unit.verdict or "left_over",
                part=unit.part,
                of=unit.of,
                note=unit.note,
                detail=unit.detail,
            )
            for number, text in unit.lines
        ]
    return tuple(sorted(lines, key=lambda line: line.number))
