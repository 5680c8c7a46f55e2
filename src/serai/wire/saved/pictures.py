"""Pictures by their words: a caption with its credit, on one line or two.

Rule: pure. What stands under a picture is known by its credit, or by being saved twice.
"""

from collections.abc import Sequence

from serai.wire.saved import furniture, lines
from serai.wire.saved.found import Found
from serai.wire.saved.records import Picture
from serai.wire.saved.units import Unit


def is_captioned(units: Sequence[Unit], index: int) -> bool:
    """Whether a line without a credit is a caption: a credit follows at once, or the line comes twice.

    A crawler keeps a picture's alternative text and its caption: the same words twice in a row.
    """
    unit = units[index]
    if len(unit.text) > 500:
        return False
    following = units[index + 1] if index + 1 < len(units) else None
    if following is None or lines.credit_line(unit.text) is not None:
        return False
    near = following.number == unit.last + 1
    credited = near and lines.credit_line(following.text) is not None
    return credited or _twice(units, index)


def _twice(units: Sequence[Unit], index: int) -> bool:
    """Whether a line comes twice in a row below a headline: above it, the headline itself may come twice."""
    text = units[index].text
    near = [units[each].text for each in (index - 1, index + 1) if 0 <= each < len(units)]
    if len(text) < 20 or text not in near:
        return False
    return any(len(unit.text.split()) >= 4 and unit.text != text for unit in units[:index])


def read(units: Sequence[Unit], index: int, found: Found, *, lead: bool) -> bool:
    """Read a picture's caption, its credit, or both on two lines; False where the line is none of them."""
    unit = units[index]
    if caption := lines.caption(unit.text):
        mates, credit = [unit], caption.credit
        following = units[index + 1] if index + 1 < len(units) else None
        if not credit and following is not None and (alone := lines.credit_line(following.text)):
            mates, credit = [unit, following], alone
        found.add_picture(mates, Picture(caption=caption.caption, credit=credit), lead=lead)
        return True
    if is_captioned(units, index) and not furniture.is_any(unit.text) and lines.dateline(unit.text) is None:
        following = units[index + 1] if index + 1 < len(units) else None
        alone = None if following is None else lines.credit_line(following.text)
        if alone is None or following is None:
            said = lines.bracketed(unit.text) or lines.Caption(unit.text, "")
            found.add_picture([unit], Picture(caption=said.caption, credit=said.credit), lead=lead)
        else:
            found.add_picture([unit, following], Picture(caption=unit.text, credit=alone), lead=lead)
        return True
    if alone := lines.credit_line(unit.text):
        found.add_picture([unit], Picture(credit=alone), lead=lead)
        return True
    return False
