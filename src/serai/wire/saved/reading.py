"""From bytes to text: what kind of file it is, and in which letters it was written.

Rule: pure. Tried in turn: a byte-order mark; UTF-8; the encoding the page declares; then the Cyrillic and
Arabic encodings that sites of the region used, told apart by how their letters fall: running text is
mostly small letters, and its most frequent letters are few. Bytes that are no text are refused.
"""

import codecs
import re
from typing import Literal, TypeAlias

from serai.wire.errors import EmptyPageError, NotAPageError, PageTooLargeError

Kind: TypeAlias = Literal["html", "text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (
    (b"PK\x03\x04", "a zip archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|p|h1|table)\b[^<>]*>", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_FREQUENT = frozenset("оеаинтсрвлкмді")
_FREQUENT_ARABIC = frozenset("اینرمدهوتبسشل")
_DAMAGED = 0.02  # the share of unreadable characters above which UTF-8 is not what it is


def read_text(data: bytes, *, name: str, limit_bytes: int) -> tuple[str, str]:
    """The text in `data` and the encoding it was in; line ends become "\\n", control characters U+FFFD.

    Raises EmptyPageError, PageTooLargeError (over `limit_bytes`) or NotAPageError.
    """
    if len(data) > limit_bytes:
        raise PageTooLargeError(
            f"{name} has {len(data)} bytes, over the limit of {limit_bytes}. Save the page without what is "
            "around it, or raise rescue_limit in serai.toml."
        )
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xfe\xff"):
        raise EmptyPageError(f"{name} is empty. Save the page again.")
    for beginning, what in _FOREIGN:
        if data.startswith(beginning):
            raise NotAPageError(f"{name} is {what}, not a saved page. Save the page as HTML or as text.")
    text, encoding = _decode(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise NotAPageError(f"{name} holds bytes that are no text. Save the page as HTML or as text.")
    return _CONTROL.sub("\ufffd", text), encoding


def kind_of(text: str, name: str) -> Kind:
    """Whether a text is HTML: its tags tell, whatever the file is called."""
    if "MIME-Version:" in text[:2000] and "multipart/related" in text[:2000]:
        raise NotAPageError(f"{name} is a web archive (MHTML). Save the page as HTML.")
    found = _TAG.findall(text[:20_000])
    certain = {"<!doctype", "<html", "<head", "<body", "<article"}
    if any(tag.lower().split(None, 1)[0].rstrip(">") in certain for tag in found):
        return "html"
    return "html" if len(found) >= 2 else "text"


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), encoding
    if b"\x00" in data:
        raise NotAPageError(f"{name} holds bytes that are no text. Save the page as HTML or as text.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", errors="replace")
    lost = damaged.count("\ufffd")
    beyond_ascii = sum(1 for letter in damaged if letter > "\x7f")
    if lost <= _DAMAGED * len(damaged) and lost * 4 <= beyond_ascii:
        return damaged, "utf-8"
    return _decode_by_letters(data)


def _decode_by_letters(data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    names = [] if declared is None else [declared[1].decode("ascii").lower()]
    names = [name for name in names if _is_text_codec(name) and name not in {"utf-8", "utf8", "utf-16"}]
    sample = data[:200_000]
    best = max((*names, *_CYRILLIC, "cp1252", "cp1256"), key=lambda each: _score(sample, each, each in names))
    return data.decode(best, errors="replace"), best


def _is_text_codec(name: str) -> bool:
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except (LookupError, AttributeError):
        return False


def _score(data: bytes, encoding: str, declared: bool) -> float:
    """How much the letters beyond ASCII look like running text: 0 to 1, a little more where declared."""
    text = data.decode(encoding, errors="replace")
    high = [letter for letter in text if letter > "\x7f"]
    if not high:
        return 0.0
    small = sum(1 for letter in high if letter in _FREQUENT)
    arabic = sum(1 for letter in high if letter in _FREQUENT_ARABIC)
    latin = sum(0.4 for letter in high if "\xc0" <= letter <= "\xff" or letter in "–—‘’“”…")
    lost = sum(1 for letter in high if letter == "\ufffd" or not letter.isprintable())
    return (max(small, arabic, latin) - 2 * lost) / len(high) + (0.3 if declared else 0.0)
