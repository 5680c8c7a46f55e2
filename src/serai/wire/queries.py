"""The wire's reads: what was rescued already, and a draft's receipt.

Rule: reads only.
"""

from dataclasses import dataclass

import msgspec

from serai.desk.models import Story
from serai.wire.models import Rescue
from serai.wire.saved.records import Line, Receipt


@dataclass(frozen=True, kw_only=True)
class MissingPhoto:
    """A place in a draft that waits for its photo; `index` counts the body's blocks from 0."""

    index: int
    lead: bool
    description: str
    caption: str
    credit: str


def missing_photos(story: Story) -> list[MissingPhoto]:
    """The missing photos of a story's newest draft, in order."""
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    return [
        MissingPhoto(
            index=index,
            lead=index == 0 and draft.lead_photo is None,
            description=block.value["description"],
            caption=block.value["caption"],
            credit=block.value["credit"],
        )
        for index, block in enumerate(draft.body)
        if block.block_type == "missing_photo"
    ]


def rescued(*, edition: str, sha256: str, address: str = "") -> Rescue | None:
    """The rescue that made a draft of these bytes, or of the page at this address; None where none did."""
    known = Rescue.objects.filter(edition=edition).select_related("story")
    found = known.filter(sha256=sha256).first()
    if found is None and address:
        found = known.filter(address=address).first()
    return found


def receipt_for(story: Story) -> Receipt | None:
    """A draft's receipt; None where the story was not rescued."""
    row = Rescue.objects.filter(story_id=story.pk).values_list("receipt", flat=True).first()
    return None if row is None else msgspec.convert(row, Receipt)


def lines_to_show(receipt: Receipt) -> list[Line]:
    """A receipt's lines as an editor reads them: left over first, then the rest in order; blanks not."""
    lines = [line for line in receipt.lines if line.verdict != "blank"]
    return sorted(lines, key=lambda line: line.verdict != "left_over")
