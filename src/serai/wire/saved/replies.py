"""Readers' comments in a page's markup.

Rule: pure. An element marked as a comment is one; one inside another is its reply. Its name and time are
what its markup says, or its words; the rest of its lines are its text.
"""

from lxml.html import HtmlElement

from serai.wire.saved import furniture, lines, metadata, times, zones
from serai.wire.saved.found import Found
from serai.wire.saved.outline import Piece
from serai.wire.saved.records import SavedComment
from serai.wire.saved.remarks import LONGEST, LONGEST_NAME


def read(pieces: list[Piece], found: Found) -> bool:
    """Give their verdicts to the lines of marked comments; False where no comment is marked."""
    groups: dict[HtmlElement, list[Piece]] = {}
    for piece in pieces:
        node = next((each for each in reversed(piece.path) if zones.is_comment(each)), None)
        if node is not None:
            groups.setdefault(node, []).append(piece)
    numbers: dict[HtmlElement, int] = {}
    for node, group in groups.items():
        parent = next((numbers[each] for each in node.iterancestors() if each in numbers), None)
        number = _comment(group, parent, found)
        if number is not None:
            numbers[node] = number
    return bool(numbers)


def _comment(pieces: list[Piece], parent: int | None, found: Found) -> int | None:
    """Read one comment; its index, or None where it holds no words."""
    name, written, mine, words = "", "", [], []
    for piece in pieces:
        if not piece.open:
            continue
        # "reply" and its like are read before the zones: they stand in forms and buttons too.
        code = furniture.recognise(piece.text)
        if piece.picture:
            piece.furnish("site_picture")
        elif code is not None or piece.furniture in {"form", "menu", "share"}:
            piece.furnish(code or piece.furniture)
        elif not name and _says(piece, "author") and len(piece.text) <= LONGEST_NAME:
            name = piece.text.removesuffix(":").strip()
            mine.append(piece)
        elif not written and (moment := _moment(piece)) is not None:
            written = moment
            mine.append(piece)
        else:
            words.append(piece)
    if not name and len(words) > 1 and written and lines.is_name(words[0].text):
        mine.append(words[0])
        name = words.pop(0).text
    text = "\n\n".join(piece.text for piece in words)
    if not text or len(text) > LONGEST:
        return None
    found.comments.append(SavedComment(text=text, name=name, written=written, reply_to=parent))
    number = found.next("comment")
    for piece in (*mine, *words):
        lost = piece in mine and times.is_relative(piece.text) and not written
        piece.keep("comment", number, note="time_ago" if lost else "")
    return number - 1


def _says(piece: Piece, zone: str) -> bool:
    inner = next(
        (index for index in range(len(piece.path) - 1, -1, -1) if zones.is_comment(piece.path[index])), 0
    )
    own = piece.path[inner:]
    if any(zones.zone_of(each) == zone for each in own[1:]):
        return True
    marks = (
        " ".join(f"{each.get('class') or ''} {each.get('itemprop') or ''}" for each in own[1:])
        .lower()
        .split()
    )
    return zone == "author" and any(
        mark in {"fn", "name", "username", "user", "comment-author"} for mark in marks
    )


def _moment(piece: Piece) -> str | None:
    """The time a line gives: by its element's `datetime`, or its words; "" where it says how long ago."""
    for element in reversed(piece.path[-3:]):
        if element.tag == "time" and (at := metadata.iso(element.get("datetime"))):
            return at
    if stamp := times.parse(piece.text):
        return stamp.iso
    return "" if times.is_relative(piece.text) else None
