"""The way in: the bytes of one saved file to the record of its story.

Rule: pure. Raises a RescueError and nothing else, whatever the bytes.
"""

from serai.wire.errors import NoStoryError
from serai.wire.saved import markup, reading, text
from serai.wire.saved.records import Note, Rescued


def read(data: bytes, *, name: str, limit_bytes: int) -> Rescued:
    """Read one saved page; `name` is the file's, for messages. `limit_bytes` bounds `data`."""
    words, encoding = reading.read_text(data, name=name, limit_bytes=limit_bytes)
    lost = words.count("\ufffd")
    notes = (Note(code="unreadable", detail=str(lost)),) if lost else ()
    if reading.kind_of(words, name) == "html":
        page = markup.read(words, name=name, encoding=encoding, notes=notes)
    else:
        page = text.read(words, name=name, encoding=encoding, notes=notes)
    if not page.headline or not (page.body or page.lead):
        raise NoStoryError(
            f"{name} holds no story: no headline with running text under it was found. Copy what you need "
            "from it into a story by hand."
        )
    return page
