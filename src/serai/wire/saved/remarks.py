"""What follows a story: the question whether it was liked, the readers' comments, and the page's foot.

Rule: pure. Comments are told apart by what stands between them ("Reply") or at their head (a name with a
time). Where nothing does, and the count that the page claims is not the count of lines, they are left over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from serai.wire.saved import furniture, lines, times
from serai.wire.saved.found import Found
from serai.wire.saved.records import Rating, SavedComment
from serai.wire.saved.units import Unit

_SAYS = re.compile(
    r"(?P<name>.{2,60}?)\s+(?:says|said|wrote|writes|пишет|написала?|сказала?|говорит|نوشت|می‌گوید)\s*:", re.I
)
_NAME_THEN_TIME = re.compile(
    r"(?P<name>[^,،|•·(]{2,60}?)\s*(?:[,،|•·(]|\s[–—-]\s|\s(?=\d))\s*(?P<time>\S.{3,60})"
)
_ANSWERS = re.compile(
    r"(?:in reply to|replying to|ответ(?: на комментарий| для)?|в ответ(?: на)?|در پاسخ "
    r"به)\s*:?\s*@?(?P<name>.{2,60})",
    re.I,
)
_ENDS = frozenset({"copyright"})
LONGEST = 20_000  # characters: what the discussion takes
LONGEST_NAME = 80


@dataclass
class _Remark:
    """A comment being put together."""

    units: list[Unit] = field(default_factory=list)
    name: str = ""
    written: str = ""
    answers: str = ""
    words: list[Unit] = field(default_factory=list)


def read(units: Sequence[Unit], found: Found) -> None:
    """Give their verdicts to what follows the story; what is not understood stays open."""
    index = rating(units, found)
    start = next(
        (i for i in range(index, len(units)) if lines.comments_head(units[i].text) is not None), None
    )
    _between(units[index:start])
    if start is None:
        return
    count = lines.comments_head(units[start].text)
    if count is not None and count >= 0:
        found.comment_count = count
    units[start].keep("comment_count")
    rest = units[start + 1 :]
    end = next((i for i, unit in enumerate(rest) if _is_foot(unit)), len(rest))
    comments(rest[:end], found)
    _between(rest[end:])


def rating(units: Sequence[Unit], found: Found) -> int:
    """Read the question and its counts; the index of the first unit after them."""
    if not units or (tail := lines.rating_question(units[0].text)) is None:
        return 0
    counts = lines.votes(tail) if tail else None
    units[0].keep("rating")
    index = 1
    numbers: list[int] = []
    while index < len(units) and counts is None and len(numbers) < 2:
        text = units[index].text
        if votes := lines.votes(text):
            counts = votes
            units[index].keep("rating")
        elif lines.is_vote_label(text):
            units[index].furnish("rating_label")
        elif re.fullmatch(r"\d{1,7}", text):
            numbers.append(int(text))
            units[index].keep("rating")
        else:
            break
        index += 1
    if len(numbers) == 2:
        counts = (numbers[0], numbers[1])
    likes, dislikes = counts or (None, None)
    found.rating = Rating(likes=likes, dislikes=dislikes)
    return index


def _between(units: Sequence[Unit]) -> None:
    """The site's furniture around the comments, and its lists of other stories."""
    among_links = False
    for unit in units:
        if not unit.open:
            continue
        if code := furniture.recognise(unit.text):
            unit.furnish(code)
        elif related := furniture.related_head(unit.text):
            unit.furnish("related")
            among_links = related == "head"
        elif among_links and not lines.is_prose(unit.text):
            unit.furnish("related")
        else:
            among_links = False


def _is_foot(unit: Unit) -> bool:
    return furniture.recognise(unit.text) in _ENDS or furniture.related_head(unit.text) is not None


def comments(units: Sequence[Unit], found: Found) -> None:
    """Read what stands between the comments' head and the page's foot."""
    chunks: list[list[Unit]] = [[]]
    marked = False
    for unit in units:
        code = furniture.recognise(unit.text)
        if code == "reply":
            unit.furnish("reply")
            if chunks[-1]:
                chunks.append([])
                marked = True
        elif code is not None:
            unit.furnish(code)
        elif lines.comments_head(unit.text) is not None:
            unit.furnish("counter")
        else:
            chunks[-1].append(unit)
    loose = chunks.pop()
    found_by_mark = [_remark(chunk, chunks) for chunk in chunks] if marked else []
    for remark in found_by_mark + _loose(loose, found, marked=marked):
        _add(remark, found)


def _loose(units: list[Unit], found: Found, *, marked: bool) -> list[_Remark]:
    """Comments that no mark divides: each begins at its head, or each is one line and the count agrees."""
    heads = [index for index in range(len(units)) if _head_length(units, index)]
    if heads:
        ends = [*heads[1:], len(units)]
        return [_remark(units[start:end], []) for start, end in zip(heads, ends, strict=True)]
    if not marked and units and found.comment_count == len(units):
        return [_Remark(units=[unit], words=[unit]) for unit in units]
    return []


def _head_length(units: list[Unit], index: int) -> int:
    """How many units, from `index` on, are a comment's head: its name and time."""
    text = units[index].text
    if _name_and_time(text) or _SAYS.fullmatch(text):
        return 1
    # A short line right above a time is a name, however its bearer spells it.
    nick = len(text) <= 60 and len(text.split()) <= 5 and not lines.ends_sentence(text)
    if (nick or lines.is_name(text)) and index + 1 < len(units) and _is_time(units[index + 1].text):
        return 2
    return 0


def _remark(units: list[Unit], others: list[list[Unit]]) -> _Remark:
    remark = _Remark(units=units)
    rest = list(units)
    if length := _head_length(rest, 0):
        _take_head(remark, rest[:length])
        rest = rest[length:]
    elif len(rest) > 1 and _named_alike(rest[0], others):
        remark.name = rest.pop(0).text
    while rest and not remark.written and _is_time(rest[0].text):
        remark.written = _moment(rest.pop(0).text)
    if len(rest) > 1 and _is_time(rest[-1].text):
        remark.written = remark.written or _moment(rest.pop().text)
    if len(rest) > 1 and (match := _ANSWERS.fullmatch(rest[0].text)):
        remark.answers = match["name"]
        rest.pop(0)
    remark.words = rest
    return remark


def _named_alike(first: Unit, others: list[list[Unit]]) -> bool:
    """A first line is a name where it looks like one and most comments of the page begin so."""
    many = [chunk for chunk in others if len(chunk) > 1]
    named = sum(1 for chunk in many if lines.is_name(chunk[0].text))
    return lines.is_name(first.text) and 2 * named > len(others) > 1


def _take_head(remark: _Remark, units: list[Unit]) -> None:
    text = units[0].text
    if len(units) == 2:
        remark.name, remark.written = text, _moment(units[1].text)
    elif pair := _name_and_time(text):
        remark.name, remark.written = pair[0], _moment(pair[1])
    elif match := _SAYS.fullmatch(text):
        remark.name = match["name"]


def _name_and_time(text: str) -> tuple[str, str] | None:
    for match in _NAME_THEN_TIME.finditer(text[:130]):
        name, time = match["name"].strip(), text[match.start("time") :]
        if match.start() == 0 and lines.is_name(name) and _is_time(time):
            return name, time
    return None


def _is_time(text: str) -> bool:
    return times.parse(text) is not None or times.is_relative(text)


def _moment(text: str) -> str:
    stamp = times.parse(text)
    return stamp.iso if stamp else ""


def _joined(units: Sequence[Unit]) -> str:
    """The words of several lines, parted as they were: by a line's end, or by a blank line."""
    text = ""
    for before, unit in zip((None, *units), units, strict=False):
        near = before is not None and unit.number == before.last + 1
        text += ("\n" if near else "\n\n" if before is not None else "") + unit.text
    return text


def _add(remark: _Remark, found: Found) -> None:
    text = _joined(remark.words)
    if not text or len(text) > LONGEST or len(remark.name) > LONGEST_NAME:
        return
    reply_to = None
    if remark.answers:
        named = [index for index, each in enumerate(found.comments) if each.name == remark.answers]
        reply_to = named[-1] if named else None
    found.comments.append(
        SavedComment(text=text, name=remark.name, written=remark.written, reply_to=reply_to)
    )
    number = found.next("comment")
    for unit in remark.units:
        lost = unit not in remark.words and times.is_relative(unit.text)
        unit.keep("comment", number, note="time_ago" if lost else "")
