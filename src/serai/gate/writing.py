"""Writing: what came in a form's field, made into plain text that harms no page.

Rule: pure. Text is in Normalization Form C (Unicode Standard Annex 15) with "\\n" between lines. What no
reader sees or what turns other people's lines around is left out: control characters, bidirectional
overrides and isolates (the theme isolates each comment itself), invisible fillers, tag characters outside a
flag, and marks piled above `MARKS`. Joiners stay: Persian and emoji are written with them. Nothing else is
changed, and no language is preferred.

Most of what people write is looked at once, by `re`: `regex` lets go of Python's lock for each search, and a
flood of posts would queue for it.
"""

import re
import unicodedata
from typing import Final

import regex

MARKS: Final = 8  # marks on one letter; more is a drawing, not a language

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, after the line breaks among them
    "\u180e\u200b\u2060-\u2064\ufeff"  # invisible spaces and operators
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # overrides, isolates, deprecated formats
    "\ufdd0-\ufdef\ufff9-\ufffc"  # not characters; annotations
    "\ud800-\udfff"  # halves of characters
    "\U0001fffe\U0001ffff\ufffe\uffff]"
)
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e0fff]+")
_MAYBE_PILE = re.compile(rf"[^\w\s\x00-\x7f]{{{MARKS + 1}}}")
_PILE = regex.compile(rf"([\p{{M}}\u200c\u200d]{{{MARKS}}})[\p{{M}}\u200c\u200d]+")
_SUSPECT = re.compile("[^\n\t\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u060b\u061f-\u064a]")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and symbols without a shape
_CONTACT = regex.compile(
    r"[^\s@<>()\[\]\\,;:\"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}]"
    r"[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}]"
)
CONTACT_BYTES: Final = 254  # RFC 5321, with the erratum 1690 of RFC 3696


def plain(text: str) -> str:
    """The text as it is kept, for a field of many lines."""
    if _SUSPECT.search(text):
        text = _BREAKS.sub("\n", text)
        text = _DROPPED.sub("", text)
        text = _TAGS.sub(lambda found: found[1] or "", text)
        if _MAYBE_PILE.search(text):
            text = _PILE.sub(r"\1", text)
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str) -> str:
    """The text as it is kept, for a field of one line."""
    return " ".join(plain(text).split())


def visible(text: str) -> bool:
    """Whether a reader would see anything."""
    return any(unicodedata.category(letter)[0] in "LNPS" and letter not in _FILLERS for letter in text)


def is_contact(text: str) -> bool:
    """Whether `text` may be an e-mail address. Whether it is one, only a letter can tell."""
    return len(text.encode()) <= CONTACT_BYTES and _CONTACT.fullmatch(text) is not None
