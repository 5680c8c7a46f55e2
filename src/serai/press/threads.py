"""Threads: the public record of a story's discussion, its approved comments and its rating.

Rule: pure, immutable, versioned, like plates; made by `serai.discussion` alone and published beside the
story's page as `thread.json`. Comments come oldest first; `text` is plain text, escaped by the theme.
"""

from datetime import datetime
from typing import Literal

import msgspec

from serai.core import canonical
from serai.press.errors import PlateError
from serai.press.plates import Record


class Comment(Record, frozen=True, kw_only=True):
    """One approved comment. A comment from an archive may have no name and no time."""

    key: str
    text: str
    name: str = ""
    written_at: datetime | None = None
    reply_to: str = ""  # another comment's key
    staff: bool = False
    picked: bool = False
    imported: bool = False


class Rating(Record, frozen=True, kw_only=True):
    """The answers to "Do you like this article?"."""

    likes: int = 0
    dislikes: int = 0


class Thread(Record, frozen=True, kw_only=True, omit_defaults=False, tag="thread", tag_field="kind"):
    """One story's discussion in one edition; `key` is the story's key."""

    version: Literal[1] = 1
    edition: str
    key: str
    rating: Rating = Rating()
    comments: tuple[Comment, ...] = ()


_decoder = msgspec.json.Decoder(Thread)


def to_bytes(thread: Thread) -> bytes:
    """The thread's canonical bytes."""
    return canonical.encode(thread)


def from_bytes(data: bytes) -> Thread:
    """Read a thread; PlateError where the bytes are not one."""
    try:
        return _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise PlateError(
            f"These bytes are not a thread of version 1: {error}. Cast the thread again."
        ) from error
