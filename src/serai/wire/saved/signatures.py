"""Who signed a story and when: a byline, a time, or both on one line.

Rule: pure. Every part of the line must be a name, a time or furniture; one strange word and it is none.
"""

import re

from serai.wire.saved import furniture, lines, times
from serai.wire.saved.found import Found
from serai.wire.saved.units import Unit

_PARTS = re.compile(r"\s*[|•·]\s*")


def is_signature(text: str) -> bool:
    """Whether a line is a byline, a time, or both."""
    parts = [part for part in _PARTS.split(text) if part]
    return any(lines.byline(part) or times.parse(part) for part in [text, *parts])


def sign(unit: Unit, found: Found) -> bool:
    """Read a byline, a time, or both on one line; False where the line is neither."""
    text = unit.text
    parts = [text] if lines.byline(text) or times.parse(text) else [p for p in _PARTS.split(text) if p]
    names: list[str] = []
    stamps = []
    for part in parts:
        if author := lines.byline(part):
            names += author
        elif stamp := times.parse(part):
            stamps.append(stamp)
        elif len(parts) > 1 and (furniture.recognise(part) or times.is_relative(part)):
            continue
        elif len(parts) > 1 and lines.is_name(part) and part is parts[0]:
            names.append(part)
        else:
            return False
    if not stamps and (not names or (len(names) == 1 and lines.byline(text) is None and len(parts) == 1)):
        return False
    for stamp in stamps:
        if stamp.updated:
            found.updated = found.updated or stamp.iso
        else:
            found.published = found.published or stamp.iso
    found.authors += [name for name in names if name not in found.authors]
    unit.keep("byline" if names else "time")
    return True
