"""What stands above a story: the site's name, menu, section, headline, deck, byline, time, first pictures.

Rule: pure. The headline is the first long line right above the byline, the time, a picture or the first
paragraph; short lines above it are the site's name (the page's first) and the section (the last one, where
it is a section's usual word or stands between the two); three or more short lines in a row are a menu.
"""

import re

from serai.wire.saved import furniture, lines, pictures, signatures, times
from serai.wire.saved.found import Found
from serai.wire.saved.units import Unit

_TITLE = re.compile(r"\s+[|–—·»-]\s+")
_CRUMBS = re.compile(r"\s*[>»›→]\s*|\s+/\s+")
LONGEST_DECK = 400  # characters: the desk's limit
LONGEST_SECTION = 60
LONGEST_HEADLINE = 250  # characters: the desk's limit is 255
_LONG_WORDS = 4
_SITE_WORDS = 5


def read(units: list[Unit], found: Found) -> None:
    """Give their verdicts to the units above the story; what is not understood stays open."""
    anchor = _recognise(units, found)
    plain = [unit for unit in units if unit.open]
    above = [unit for unit in plain if anchor is None or unit.number < anchor] or plain
    _titles(plain, found)
    # A headline is a line of words that the desk's own field can hold.
    above = [
        unit for unit in above if unit.open and len(unit.text) <= LONGEST_HEADLINE and _has_words(unit.text)
    ]
    headline = _headline(above, found)
    if headline is None:
        return
    _above([unit for unit in plain if unit.open and unit.number < headline.number], found, headline.text)
    _below([unit for unit in units if unit.number > headline.number], found)


def _recognise(units: list[Unit], found: Found) -> int | None:
    """Verdicts for lines that say what they are; the line number of the first one that follows a headline."""
    anchor: int | None = None
    for index, unit in enumerate(units):
        if not unit.open:
            continue
        before = len(found.pictures)
        if pictures.read(units, index, found, lead=True):
            if len(found.pictures) > before:
                anchor = anchor or unit.number
        elif signatures.sign(unit, found):
            anchor = anchor or unit.number
        elif code := furniture.recognise(unit.text):
            unit.furnish(code)
        elif (count := lines.comments_head(unit.text)) is not None:
            found.comment_count = count if count >= 0 and found.comment_count is None else found.comment_count
            unit.furnish("counter")
        elif furniture.related_head(unit.text):
            unit.furnish("related")
        elif times.is_relative(unit.text):
            unit.furnish("time_ago")
        elif words := lines.topics(unit.text):
            found.topics += words
            unit.keep("topics")
    return anchor


def _titles(plain: list[Unit], found: Found) -> None:
    """A line "Headline - Site" or "Site - its motto" is the page's title, where a side stands alone too."""
    said = {unit.text: unit for unit in plain}
    for unit in plain:
        again = [said[side] for side in _TITLE.split(unit.text) if side in said and side != unit.text]
        headline = next((each for each in again if len(each.text.split()) >= _LONG_WORDS), None)
        if headline is not None:
            sides = [side for side in _TITLE.split(unit.text) if side != headline.text]
            found.site = found.site or (sides[-1] if sides else "")
            unit.keep("headline", note="same_as", detail=str(headline.number))
        elif again:
            found.site = found.site or again[0].text
            unit.keep("site", note="same_as", detail=str(again[0].number))


def _headline(above: list[Unit], found: Found) -> Unit | None:
    long = [unit for unit in above if _is_long(unit.text)]
    if not long:
        if not above:
            return None
        chosen = above[-1]
    else:
        run = [long[-1]]
        for unit in reversed(above[: above.index(long[-1])]):
            if not _is_long(unit.text):
                break
            run.insert(0, unit)
        if len(run) > 1 and run[0] is above[0] and len(run[0].text.split()) <= _SITE_WORDS:
            run = run[1:]
        chosen = run[0]
    found.headline = chosen.text
    chosen.keep("headline")
    return chosen


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _SITE_WORDS and len(text) <= LONGEST_SECTION


def _is_long(text: str) -> bool:
    return len(text.split()) >= _LONG_WORDS and _CRUMBS.search(text) is None


def _above(plain: list[Unit], found: Found, headline: str) -> None:
    for unit in plain:
        crumbs = [crumb for crumb in _CRUMBS.split(unit.text) if crumb]
        places = [crumb for crumb in crumbs if crumb != headline]
        if len(crumbs) >= 2 and places and all(_is_short(crumb) for crumb in places):
            found.section = found.section or places[-1]
            unit.keep("section")
    short = [unit for unit in plain if unit.open and _is_short(unit.text)]
    if not short:
        return
    first, last = short[0], short[-1]
    if first.text == found.site or (not found.site and not _is_section(first.text)):
        found.site = first.text
        first.keep("site")
    if last.open and not found.section and (_is_section(last.text) or len(short) <= 2 or _again(last, short)):
        found.section = last.text
        last.keep("section")
    rest = [unit for unit in short if unit.open]
    for unit in rest:
        if unit.text == found.section:
            unit.keep("section", note="same_as", detail=str(last.number))
        elif unit.text == found.site:
            unit.keep("site", note="same_as", detail=str(first.number))
        elif len(rest) >= 3:
            unit.furnish("menu")


def _is_deck(text: str) -> bool:
    return lines.is_prose(text) or len(text.split()) >= 6


def _is_section(text: str) -> bool:
    words = [word for word in re.split(r"[\s,&]+", text.lower()) if word not in {"and", "и", "و"}]
    return 0 < len(words) <= 3 and all(word in lines.SECTIONS for word in words)


def _again(unit: Unit, others: list[Unit]) -> bool:
    return sum(1 for other in others if other.text == unit.text) > 1


def _below(units: list[Unit], found: Found) -> None:
    for index, unit in enumerate(units):
        if not unit.open:
            continue
        neighbours = units[max(0, index - 1) : index + 2]
        if unit.text in {found.headline, found.site}:
            unit.keep("headline" if unit.text == found.headline else "site", note="same_as")
        elif (
            not found.authors
            and 2 <= len(unit.text.split()) <= 4
            and lines.is_name(unit.text)
            and any(each.part == "time" for each in neighbours)
        ):
            found.authors.append(unit.text)
            unit.keep("byline")
        elif not found.deck and len(unit.text) <= LONGEST_DECK and _is_deck(unit.text):
            found.deck = unit.text
            unit.keep("deck")
        elif not found.section and _is_section(unit.text):
            found.section = unit.text
            unit.keep("section")
