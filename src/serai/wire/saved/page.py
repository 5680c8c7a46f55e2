"""Reading a page by its words alone: what comes before the story, the story, and what comes after.

Rule: pure. Used for saved texts, and for HTML whose markup tells nothing. A story starts at its dateline,
or at its first running text; it ends where readers are asked something (rating, comments). What does not
fit any rule is left over for the editor.
"""

from serai.wire.saved import body, furniture, head, lines, pictures, remarks, signatures
from serai.wire.saved.found import Found
from serai.wire.saved.records import Note
from serai.wire.saved.units import Unit


def read(units: list[Unit]) -> Found:
    """Read a page's units in order; each has its verdict afterwards."""
    found = Found()
    start = story_start(units)
    head.read(units[:start], found)
    after = body.read(units[start:], found)
    remarks.read(after, found)
    for unit in units:
        if unit.open:
            unit.leave()
    if found.comment_count not in {None, len(found.comments)}:
        found.notes.append(Note(code="comment_count", detail=f"{found.comment_count}/{len(found.comments)}"))
    return found


def story_start(units: list[Unit]) -> int:
    """The index of the story's first paragraph; the number of units where there is none."""
    prose = [index for index, unit in enumerate(units) if _opens_story(units, index)]
    if not prose:
        return len(units)
    for index in prose[:3]:
        if lines.dateline(units[index].text):
            return index
    signed = [
        index
        for index, unit in enumerate(units[: prose[min(2, len(prose) - 1)]])
        if signatures.is_signature(unit.text)
    ]
    if signed and len(prose) > 1 and prose[0] < signed[-1] < prose[1]:
        return prose[1]  # one paragraph above the byline is the deck
    return prose[0]


def _opens_story(units: list[Unit], index: int) -> bool:
    text = units[index].text
    return (
        lines.is_prose(text)
        and lines.caption(text) is None
        and not furniture.is_any(text)
        and not pictures.is_captioned(units, index)
    )
