"""Rich text as paragraphs that can be read and replaced one by one.

Rule: pure, and what is not replaced stays as it was to the byte. A slot is what stands between two block tags
and is not blank; what is put into one has been checked by whoever puts it there.

    split("<p>One.</p><p>Two.</p>")            →  ["One.", "Two."]
    put("<p>One.</p><p>Two.</p>", 1, "Zwei.")  →  "<p>One.</p><p>Zwei.</p>"
"""

import re

_TAG = re.compile(r"(</?(?:p|div|h[1-6]|ul|ol|li|blockquote|pre|hr|section|article)\b[^>]*>)", re.IGNORECASE)
_NAME = re.compile(r"<([a-z0-9]+)", re.IGNORECASE)
_GAP = re.compile(r"(?:\s*\n){2,}\s*")
PARTED = "\n\n"


def split(markup: str) -> list[str]:
    """The paragraphs of rich text, each as inline markup."""
    parts = _TAG.split(markup or "")
    return [parts[place].strip() for place in _places(parts)]


def put(markup: str, slot: int, words: str) -> str:
    """`markup` with other words in one slot."""
    parts = _TAG.split(markup)
    parts[_places(parts)[slot]] = words
    return "".join(parts)


def insert(markup: str, slot: int, words: str) -> str:
    """`markup` with a paragraph more, which is then the one at `slot`."""
    parts = _TAG.split(markup)
    places = _places(parts)
    paragraph = f"<p>{words}</p>"
    if not places:
        return paragraph
    if slot < len(places):
        name = _wrapping(parts, places[slot])
        opening = places[slot] - 1 if name else places[slot]
        more = f"<li>{words}</li>" if name == "li" else paragraph
        return "".join([*parts[:opening], more, *parts[opening:]])
    return "".join(parts) + paragraph


def take_out(markup: str, slot: int) -> str:
    """`markup` without one slot and the element that holds nothing else."""
    parts = _TAG.split(markup)
    place = _places(parts)[slot]
    around = 1 if _wrapping(parts, place) else 0  # words beside elements have none of their own
    if around and parts[place - 2].strip() and parts[place + 2].strip():
        return put(markup, slot, "")  # it keeps what is before it and behind it apart
    return "".join([*parts[: place - around], *parts[place + around + 1 :]])


def flat(markup: str) -> str:
    """Rich text as one field: its paragraphs with an empty line between them."""
    return PARTED.join(split(markup))


def raised(words: str) -> str:
    """A field that `flat` made as rich text."""
    return "".join(f"<p>{part.strip()}</p>" for part in _GAP.split(words.strip()) if part.strip())


def _wrapping(parts: list[str], place: int) -> str:
    """The name of the element that holds this slot and nothing else; "" where none does."""
    if not 0 < place < len(parts) - 1:
        return ""
    opening, closing = _NAME.match(parts[place - 1]), parts[place + 1].lower()
    name = opening[1].lower() if opening else ""
    return name if name and closing.startswith(f"</{name}") else ""


def _places(parts: list[str]) -> list[int]:
    return [place for place in range(0, len(parts), 2) if parts[place].strip()]
