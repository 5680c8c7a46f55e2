"""Threads: the public record of a story's discussion, its approved comments and its rating.

Rule: pure, immutable, versioned, like plates; made by `serai.discussion` alone and published beside the
story's page as `thread.json`. Comments come by their numbers, oldest first; `text` is plain text, escaped by
the theme.

A long thread is published in parts, one beside each of its pages: comment number `n` is in part
`part_of(n)`, whatever else comes or goes, so that a new comment rewrites the newest part alone.
"""

from datetime import datetime
from typing import Final, Literal

import msgspec

from serai.core import canonical
from serai.press.errors import PlateError
from serai.press.plates import Record


class Comment(Record, frozen=True, kw_only=True):
    """One approved comment. A comment from an archive may have no name and no time."""

    key: str
    number: int  # its place in the thread, from 1; no other comment of the thread ever gets it
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
    """One story's discussion in one edition; `key` is the story's key.

    `parts` are the numbers of all parts that hold comments, and 1; `part` and `count` say which of them
    this is and how many comments all of them hold. A whole thread has `part` 0: it is what the press is
    given; what it publishes is `parts_of` it.
    """

    version: Literal[1] = 1
    edition: str
    key: str
    open: bool = True  # whether new comments are taken, if the story's plate allows any
    closes_at: datetime | None = None  # when that ends
    rating: Rating = Rating()
    comments: tuple[Comment, ...] = ()
    picks: tuple[str, ...] = ()  # keys of the editors' picks, in the order of their numbers
    part: int = 0
    parts: tuple[int, ...] = ()
    count: int = 0


PART_COMMENTS: Final = 50


def part_of(number: int) -> int:
    """The part, from 1, that holds the comment of this number.

    >>> part_of(1), part_of(50), part_of(51)
    (1, 1, 2)
    """
    return (number - 1) // PART_COMMENTS + 1


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
