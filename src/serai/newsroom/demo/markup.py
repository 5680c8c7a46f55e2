"""The few signs that the demo's stories are written with, and the desk's blocks that they stand for.

Rule: pure. Blocks are parted by empty lines:

    Running text with *emphasis*, **weight** and a [link](https://example.org/).
    ## A subhead
    > What somebody said.
    > — Speaker, who that is
    >> A line of the story, set large.
    - an item of a list (`1.` makes it a numbered one)
    ![picture]
    @ https://example.org/ | Title | Line below | Source

Before the first block stands TOML between two lines of `+++`.
"""

import re
from typing import Any

from serai.core import html
from serai.core.errors import SeraiError

Block = tuple[str, Any]

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*(.+?)\*")
_NUMBER = re.compile(r"[0-9۰-۹]+\. ")
_SPEAKER = re.compile(r"[,،] ")


class DemoContentError(SeraiError):
    """A file of the demo's content is not written as it must be."""


def split(text: str) -> tuple[str, str]:
    """The TOML before the story, and the story."""
    start, head, body = text.split("+++\n", 2) if text.count("+++\n") == 2 else ("?", "", "")
    if start:
        raise DemoContentError("A story begins with TOML between two lines of +++. Add them.")
    return head, body


def blocks(body: str) -> list[Block]:
    """The story's blocks, as the desk's `create_story` takes them; a photo's value is its picture's name."""
    return [_block(part.strip()) for part in re.split(r"\n\s*\n", body) if part.strip()]


def inline(words: str) -> str:
    """One paragraph's words as markup."""
    line = html.escape(" ".join(words.split()))
    line = _LINK.sub(r'<a href="\2">\1</a>', line)
    return _EMPHASIS.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", line))


def _block(part: str) -> Block:
    if part.startswith("## "):
        return "subhead", part[3:].strip()
    if part.startswith(">> "):
        words, speaker, _role = _said(part, ">>")
        return "pull_quote", {"text": words, "speaker": speaker}
    if part.startswith("> "):
        words, speaker, role = _said(part, ">")
        return "quote", {"text": inline(words), "speaker": speaker, "role": role}
    if part.startswith("!["):
        return "photo", part.removeprefix("![").removesuffix("]")
    if part.startswith("@ "):
        return "link_card", _card(part)
    if part.startswith("- ") or _NUMBER.match(part):
        lines = part.splitlines()
        items = [inline(_NUMBER.sub("", line.removeprefix("- "), count=1)) for line in lines]
        return "list", {"ordered": not part.startswith("- "), "items": items}
    return "paragraph", f"<p>{inline(part)}</p>"


def _said(part: str, sign: str) -> tuple[str, str, str]:
    """The words, the speaker, and who that is."""
    lines = [line.removeprefix(sign).strip() for line in part.splitlines()]
    if not lines[-1].startswith("— "):
        return " ".join(lines), "", ""
    speaker, *role = _SPEAKER.split(lines[-1].removeprefix("— "), maxsplit=1)
    return " ".join(lines[:-1]), speaker, "".join(role)


def _card(part: str) -> dict[str, str]:
    fields = [field.strip() for field in part.removeprefix("@ ").split("|")]
    if len(fields) != 4:
        raise DemoContentError(
            f"A link card has four parts, and {part!r} has not. Write: @ address | title | line | source"
        )
    return dict(zip(("url", "title", "text", "source"), fields, strict=True))
