"""Directions: the way in which a passage runs that is in other letters than its page.

Rule: pure. A passage is turned where not one of its letters runs the page's way: a whole quotation in
English inside a Persian story, a line of Persian verse inside a Russian one. Anything mixed runs as its page
does, whatever its first word is (`dir="auto"` would turn a Persian sentence that begins with a foreign name);
the browser's bidirectional algorithm sets its foreign words and numbers right.

    >>> against("rtl")("<i>The river</i> stopped.")
    Markup(' dir="ltr"')
"""

import re
from collections.abc import Callable
from html import unescape

from markupsafe import Markup

_TAG = re.compile(r"<[^>]*>")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # Hebrew, Arabic, Syriac, Thaana, N'Ko
_LETTER = re.compile(r"[^\W\d_]")
_RTL, _LTR, _NONE = Markup(' dir="rtl"'), Markup(' dir="ltr"'), Markup("")


def against(direction: str) -> Callable[[str], Markup]:
    """For pages that run `direction` ("ltr", "rtl"): the attribute a passage's element needs, mostly none."""
    return _against_rtl if direction == "rtl" else _against_ltr


def _against_ltr(markup: str) -> Markup:
    if not _LEFTWARD.search(markup):
        return _NONE
    letters = [letter for letter in _LETTER.findall(_words(markup)) if not _LEFTWARD.match(letter)]
    return _NONE if letters else _RTL


def _against_rtl(markup: str) -> Markup:
    words = _words(markup)
    return _LTR if _LETTER.search(words) and not _LEFTWARD.search(words) else _NONE


def _words(markup: str) -> str:
    """What a reader sees of markup: no letter of a tag or of an entity's name is one of the passage."""
    return unescape(_TAG.sub("", markup))
