"""Reading a saved HTML page."""

from serai.wire.saved import text
from serai.wire.saved.records import Note, Rescued


def read(words: str, *, name: str, encoding: str, notes: tuple[Note, ...] = ()) -> Rescued:
    return text.read(words, encoding=encoding, notes=notes)
