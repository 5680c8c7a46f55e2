"""The receipt beside a draft: a panel of the story's form.

Rule: shows a receipt and decides nothing. A verdict is said in words and by a mark; colour only helps.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from wagtail.admin.ui.side_panels import BaseSidePanel

from serai.wire import queries, words
from serai.wire.models import Rescue
from serai.wire.saved.records import Line, Receipt

MARKS = {"kept": "✓", "furniture": "–", "left_over": "!"}


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """One line as the panel shows it."""

    number: int
    text: str
    verdict: str
    mark: str
    word: str
    note: str


class ReceiptPanel(BaseSidePanel):
    """What became of every line of the saved page."""

    name = "receipt"
    template_name = "wire/receipt.html"
    order = 250

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        icon_name = "clipboard-list"

        @property
        def aria_label(self) -> str:
            return phrases()["toggle"]

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = self.panel.left_over
            return context

    def __init__(self, story: Any, request: Any, *, rescue: Rescue, receipt: Receipt) -> None:
        self.rescue, self.receipt = rescue, receipt
        self.left_over = sum(1 for line in receipt.lines if line.verdict == "left_over")
        super().__init__(story, request)

    @property
    def title(self) -> str:
        return phrases()["title"]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        language = get_language() or "en"
        notes = words.words(words.NOTES, language)
        shown = [_shown(line, language) for line in queries.lines_to_show(self.receipt)]
        return context | {
            "rescue": self.rescue,
            "receipt": self.receipt,
            "say": phrases(),
            "left_over": [line for line in shown if line.verdict == "left_over"],
            "others": [line for line in shown if line.verdict != "left_over"],
            "notes": [f"{notes[note.code]} {note.detail}".strip() for note in self.receipt.notes],
            "missing": queries.missing_photos(self.object),
        }


def phrases() -> words.Table:
    """The panel's phrases in the editor's language."""
    return words.words(words.PHRASES, get_language() or "en")


def _shown(line: Line, language: str) -> ShownLine:
    verdict = words.words(words.VERDICTS, language)[line.verdict]
    part = words.words(words.PARTS, language).get(line.part, "")
    number = f" {line.of}" if line.of else ""
    note = words.words(words.NOTES, language).get(line.note, "")
    return ShownLine(
        number=line.number,
        text=line.text,
        verdict=line.verdict,
        mark=MARKS[line.verdict],
        word=f"{verdict}: {part}{number}" if part else verdict,
        note=f"{note} {line.detail}".strip() if note else "",
    )
