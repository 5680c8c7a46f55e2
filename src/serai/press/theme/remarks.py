"""Readers' words on a page: plain text, escaped, its addresses made links.

Rule: pure, and linear in the length of the text. This is the one place where a reader's text becomes
markup: every character of it passes `markupsafe.escape`, and the only elements made are `p` and `a`. Only
whole http and https addresses become links, to a host that is what it looks like: none with a user's name
before it, none that mixes letters of two scripts in one label. A link is isolated and set from left to
right, so that no control character before it turns it around, and tells nobody from where it was followed.
"""

import re
import unicodedata

from markupsafe import Markup, escape

ADDRESS_LIMIT = 2000  # characters: what is longer stays words
_REL = "nofollow ugc noopener"
# An address ends at white space, at quotation marks and angle brackets, at controls and at the invisible
# marks that turn text around (UAX 9) or hide in it.
_ADDRESS = re.compile(
    r"(?<![^\W_])https?://[^\s<>\"`\\^{|}\x00-\x20\x7f-\xa0\u00ab\u00bb\u061c\u200b-\u200f\u2018-\u201f"
    r"\u2028-\u202e\u2039\u203a\u2060-\u206f\ufeff\ufff9-\ufffd]+",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "[", "）": "（", "】": "【"}
_TRAILING = ".,;:!?…'*_~،؛؟۔。、！？"
_HOST = re.compile(r"[^/?#]*")
_PORT = re.compile(r":\d{1,5}\Z")
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?\Z")


def paragraphs(words: str) -> list[str]:
    """Plain words at their blank lines; a single line break stays inside a paragraph."""
    parts = re.split(r"\n\n+", "\n".join(line.strip() for line in words.splitlines()))
    return [part.strip() for part in parts if part.strip()]


def comment_text(words: str) -> Markup:
    """A reader's words as paragraphs, each in the direction of its own script."""
    return Markup("\n").join(
        Markup('<p dir="auto">{}</p>').format(_linked(part)) for part in paragraphs(words)
    )


def _linked(words: str) -> Markup:
    """Words with their addresses made links."""
    pieces: list[Markup] = []
    done = 0
    for match in _ADDRESS.finditer(words):
        address = _trimmed(match[0])
        if not may_link(address):
            continue
        end = match.start() + len(address)
        pieces.append(escape(words[done : match.start()]))
        pieces.append(
            Markup('<a href="{0}" rel="{1}" referrerpolicy="no-referrer" dir="ltr">{0}</a>').format(
                address, _REL
            )
        )
        done = end
    pieces.append(escape(words[done:]))
    return Markup("").join(pieces)


def _trimmed(address: str) -> str:
    """An address without the sentence's own marks behind it; brackets that it opened itself stay."""
    open_ = {close: address.count(open_) - address.count(close) for close, open_ in _CLOSING.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _CLOSING and open_[last] < 0:
            open_[last] += 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]


def may_link(address: str) -> bool:
    """Whether an address leads where it seems to: a host of plain labels, each of one kind of letters."""
    if len(address) > ADDRESS_LIMIT:
        return False
    match = _HOST.match(address, address.index("://") + 3)
    host = _PORT.sub("", match[0] if match else "")
    labels = host.removesuffix(".").split(".")
    return len(labels) > 1 and all(_LABEL.match(label) and not _mixed(label) for label in labels)


def _mixed(label: str) -> bool:
    """The label has letters of ASCII and of another alphabet than the Latin: it may pass for a known name."""
    latin = any(letter.isascii() and letter.isalpha() for letter in label)
    return latin and any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN ") for letter in label
    )
