"""The wire's reads: what was rescued already, and a draft's receipt.

Rule: reads only.
"""

import msgspec

from serai.desk.models import Story
from serai.wire.models import Rescue
from serai.wire.saved.records import Line, Receipt


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
