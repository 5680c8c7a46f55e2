"""How the grid and the sheet are shown: words, marks and what a form needs, for the templates.

Rule: pure but for gettext. Everything that was written by somebody reaches a template as plain text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from serai.desk import following, paragraphs
from serai.desk.models import Edition
from serai.desk.translation import marks, rules, typing_in, working
from serai.desk.translation import sheet as sheets
from serai.desk.translation.queries import Cell, Grid, Line
from serai.desk.translation.sheet import Row

KINDS = {
    "headline": gettext_lazy("Headline"),
    "deck": gettext_lazy("Deck"),
    "place": gettext_lazy("Place"),
    "lead": gettext_lazy("Lead photo"),
    "paragraph": gettext_lazy("Paragraph"),
    "subhead": gettext_lazy("Subhead"),
    "photo": gettext_lazy("Photo"),
    "quote": gettext_lazy("Quote"),
    "pull_quote": gettext_lazy("Pull quote"),
    "item": gettext_lazy("List item"),
    "link_card": gettext_lazy("Link card"),
    "missing_photo": gettext_lazy("Missing photo"),
}
FIELDS = {  # but for the text, which is called what its paragraph is
    "caption": gettext_lazy("Caption"),
    "alt": gettext_lazy("Alternative text"),
    "credit": gettext_lazy("Credit"),
    "speaker": gettext_lazy("Speaker"),
    "role": gettext_lazy("Who that is"),
    "title": gettext_lazy("Title"),
    "source": gettext_lazy("Source"),
    "description": gettext_lazy("What it showed"),
}
LINE = 48  # characters that stand beside each other in a field
STATES = {
    "source": gettext_lazy("Original"),
    "missing": gettext_lazy("Missing"),
    "drafting": gettext_lazy("Drafting"),
    "review": gettext_lazy("In review"),
    "scheduled": gettext_lazy("Scheduled"),
    "embargoed": gettext_lazy("Embargoed"),
    "published": gettext_lazy("Published"),
    "automatic": gettext_lazy("Automatic"),
}
WHATS = {
    "same": "",
    "todo": gettext_lazy("To translate"),
    "changed": gettext_lazy("Changed in the original"),
    "added": gettext_lazy("New in the original"),
    "removed": gettext_lazy("Gone from the original"),
    "own": gettext_lazy("Only in the translation"),
}
HINTS = {
    "added": gettext_lazy("Without words, “Done” leaves it out of this edition."),
    "removed": gettext_lazy("Empty the field to take it out here too; “Done” keeps it."),
}


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    """A cell of the grid as it is shown."""

    cell: Cell
    state: str
    word: Any
    original: bool
    mine: bool  # whether this user may work on it


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A line of the grid as it is shown."""

    line: Line
    cells: tuple[ShownCell, ...]
    mine: bool  # whether this user may work on the original


def lines(grid: Grid, *, mine: Sequence[Edition]) -> list[ShownLine]:
    """The grid's lines; `mine` are the editions that this user may translate into."""
    ours = {edition.pk for edition in mine}
    return [
        ShownLine(
            line=line,
            cells=tuple(_cell(line, cell, ours) for cell in line.cells),
            mine=line.source.edition.pk in ours,
        )
        for line in grid.lines
    ]


def _cell(line: Line, cell: Cell, ours: set[int]) -> ShownCell:
    original = line.source.locale_id == cell.edition.locale_id
    automatic = rules.is_automatic(cell.edition) and not original
    state = "automatic" if automatic else cell.state
    return ShownCell(
        cell=cell,
        state=state,
        word=STATES[state],
        original=original,
        mine=cell.edition.pk in ours and not original and not automatic,
    )


# --- the sheet ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of the translation: `text` is None where only the story's form can show it."""

    name: str
    label: Any
    text: str | None
    was: str
    rows: int
    marks: list[marks.Mark]  # of the original
    tags: str  # the original's words with its links and emphasis as they are typed; "" where it has none


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row of the sheet as it is shown."""

    row: Row
    kind: Any
    word: Any
    fields: list[Field]
    hint: Any = ""  # what may be done with it
    problem: str = ""
    ticked: bool = False
    further: str = ""  # the open row after this one, where others stand between


@dataclass(frozen=True, kw_only=True)
class ShownCorrection:
    """A correction of the original, and whether it was dealt with."""

    digest: str
    line: Any
    dealt: bool


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The whole sheet."""

    rows: list[ShownRow]
    corrections: list[ShownCorrection]
    open: int = 0
    first: str = ""  # the row to begin with
    open_corrections: int = 0
    made_from: Any = None


def sheet(source: Any, draft: Any, *, saved: Any = None, typed: Any = None) -> Sheet:
    """The sheet of this version of an original and this draft; `typed` is what a refused form sent."""
    record, rows = sheets.of(draft, source)
    further = _further(rows)
    shown = [replace(_row(row, saved, typed or {}), further=further.get(row.name, "")) for row in rows]
    corrections = [
        ShownCorrection(digest=digest, line=line, dealt=digest in record.corrections)
        for digest, line in following.corrections(source).items()
    ]
    return Sheet(
        rows=shown,
        corrections=corrections,
        open=sum(row.open for row in rows),
        first=next((row.name for row in rows if row.open), ""),
        open_corrections=sum(not one.dealt for one in corrections),
        made_from=record.made_from,
    )


def _further(rows: Sequence[Row]) -> dict[str, str]:
    places = [place for place, row in enumerate(rows) if row.open]
    return {rows[one].name: rows[two].name for one, two in pairwise(places) if two - one > 1}


def _row(row: Row, saved: Any, typed: Any) -> ShownRow:
    problem = ""
    if saved and row.name in saved.refused:
        problem = saved.refused[row.name]
    elif saved and row.name in saved.kept:
        problem = _("Somebody else has changed this meanwhile. Their words were kept: %(words)s") % {
            "words": " / ".join(working.fields_of(row).values())
        }
    return ShownRow(
        row=row,
        kind=KINDS[row.kind],
        word=WHATS[row.what],
        hint=HINTS.get(row.what, ""),
        fields=[
            _field(row, name, words, typed if problem else {})
            for name, words in working.fields_of(row).items()
        ],
        problem=problem,
        ticked=bool(problem) and f"done-{row.name}" in typed,
    )


def _field(row: Row, name: str, words: str, typed: Any) -> Field:
    rich = (row.kind, name) in paragraphs.RICH
    shown = typing_in.shown(row.kind, name, words)
    text = shown[0] if shown is not None else None
    now = marks.plain(row.now.words(name), rich=rich) if row.now else ""
    before = now if row.before is None else marks.plain(row.before.words(name), rich=rich)
    sent = _typed(typed, f"{row.name}-{name}") if text is not None else None
    longest = max(len(text or ""), len(now))
    return Field(
        name=name,
        label=KINDS[row.kind] if name == "text" else FIELDS[name],
        text=text if sent is None else sent,
        was=working.shown_digest(text or ""),
        rows=min(14, max(1 if name != "text" else 2, -(-longest // LINE))),
        marks=marks.marks(before, now) if row.what != "todo" else marks.marks(now, now),
        tags=_tags(row, name),
    )


def _tags(row: Row, name: str) -> str:
    shown = typing_in.shown(row.kind, name, row.now.words(name)) if row.now else None
    return shown[0] if shown is not None and (row.kind, name) in paragraphs.RICH and "<" in shown[0] else ""


def _typed(typed: Any, field_name: str) -> str | None:
    """What a refused form sent, where it was typed: what was only sent back may have been changed since."""
    sent = typed.get(f"text-{field_name}")
    return sent if sent is None or working.shown_digest(sent) != typed.get(f"was-{field_name}") else None
