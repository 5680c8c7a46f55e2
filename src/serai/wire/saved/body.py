"""The story itself: paragraphs, subheads, lists and pictures, until readers are asked something.

Rule: pure. Words are kept exactly: a quoted paragraph stays a paragraph. A subhead is a short line without
an end mark between two paragraphs. A list needs two marked lines in a row.
"""

import re

from serai.core import html
from serai.press import plates
from serai.wire.saved import furniture, lines, pictures, signatures, times
from serai.wire.saved.found import Found
from serai.wire.saved.units import Unit

_BULLET = re.compile(r"[•‣◦▪·*]\s+(?P<item>\S.*)|-\s+(?P<dash>\S.*)", re.S)
_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?P<item>\S.*)", re.S)


def read(units: list[Unit], found: Found) -> list[Unit]:
    """Give their verdicts to the story's units; answers the units from the first question to readers on."""
    end = _end(units)
    story = units[:end]
    among_links = False
    for index, unit in enumerate(story):
        if not unit.open:
            continue
        if (
            pictures.read(story, index, found, lead=False)
            or _list(story, index, found)
            or opening(unit, found)
        ):
            among_links = False
        elif code := furniture.recognise(unit.text):
            unit.furnish(code)
        elif related := furniture.related_head(unit.text):
            unit.furnish("related")
            among_links = related == "head"
        elif among_links and not lines.is_prose(unit.text):
            unit.furnish("related")
        elif words := lines.topics(unit.text):
            found.topics += [word for word in words if word not in found.topics]
            unit.keep("topics")
        elif signatures.sign(unit, found):
            among_links = False
        else:
            among_links = False
            _text(story, index, found)
    return units[end:]


def _end(units: list[Unit]) -> int:
    for index, unit in enumerate(units):
        asked = lines.rating_question(unit.text) is not None
        if index and (asked or lines.comments_head(unit.text) is not None):
            return index
    # Without a question the story ends with its last paragraph: what comes after is the page's foot.
    prose = [index for index, unit in enumerate(units) if lines.is_prose(unit.text)]
    foot = [index for index in range(len(units)) if furniture.recognise(units[index].text) == "copyright"]
    return min([len(units), *(index for index in foot if not prose or index >= prose[0])])


def opening(unit: Unit, found: Found) -> bool:
    """Read a first paragraph that begins with a dateline; False where it does not."""
    if found.place or found.counts.get("paragraph"):
        return False
    dateline = lines.dateline(unit.text)
    if dateline is None:
        return False
    found.place = dateline.place
    found.add_paragraph(unit, dateline.rest, _cut(unit, dateline), note="dateline", detail=dateline.left_out)
    return True


def _cut(unit: Unit, dateline: lines.Dateline) -> str:
    """The paragraph's markup without the dateline, where the dateline is plain words in it."""
    before = html.escape(unit.text[: len(unit.text) - len(dateline.rest)])
    return unit.markup[len(before) :] if unit.markup.startswith(before) else ""


def _text(units: list[Unit], index: int, found: Found) -> None:
    unit = units[index]
    if unit.text == found.headline:
        unit.keep("headline", note="same_as")
    elif lines.is_prose(unit.text) or lines.ends_sentence(unit.text) or unit.text.endswith((":", ",", ";")):
        found.add_paragraph(unit, unit.text, unit.markup)
    elif lines.is_subhead(unit.text) and _leads_on(units, index) and found.counts.get("paragraph"):
        found.body.append(plates.Subhead(text=unit.text))
        unit.keep("subhead", found.next("subhead"))
    elif len(unit.text) >= 40 and _leads_on(units, index):
        found.add_paragraph(unit, unit.text, unit.markup)


def _leads_on(units: list[Unit], index: int) -> bool:
    """Whether running text follows, pictures and furniture aside."""
    for unit in units[index + 1 :]:
        if not unit.open or lines.caption(unit.text) or lines.credit_line(unit.text):
            continue
        if furniture.is_any(unit.text) or times.parse(unit.text):
            continue
        return lines.ends_sentence(unit.text) or unit.text.endswith(":") or _item(unit.text) is not None
    return False


def _item(text: str) -> tuple[str, int] | None:
    """A list item's words and number, 0 where it is marked with a bullet."""
    if match := _BULLET.fullmatch(text):
        return match["item"] or match["dash"], 0
    if match := _NUMBERED.fullmatch(text):
        return match["item"], int(match["number"])
    return None


def _list(units: list[Unit], index: int, found: Found) -> bool:
    first = _item(units[index].text)
    if first is None or first[1] > 1:
        return False
    run, words = [units[index]], [first[0]]
    for unit in units[index + 1 :]:
        item = _item(unit.text)
        if item is None or item[1] != (len(run) + 1 if first[1] else 0):
            break
        run.append(unit)
        words.append(item[0])
    if len(run) < 2:
        return False
    found.body.append(
        plates.ListBlock(items=tuple(html.escape(each) for each in words), ordered=bool(first[1]))
    )
    number = found.next("list")
    for unit in run:
        unit.keep("list", number)
    return True
