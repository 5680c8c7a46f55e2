"""Threads: the public record of a story's discussion, its approved comments and its rating.

Rule: pure, immutable, versioned, like plates; made by `serai.discussion` alone and published beside the
story's page as `thread.json`. Comments come by their numbers, oldest first; `text` is plain text, escaped by
the theme.

A long thread is published in parts, one beside each of its pages: comment number `n` is in part
`part_of(n)`, whatever else comes or goes. What is true of the whole and changes with every comment or answer
(`count`, `rating`, `picks`, `parts`) is said by the first part alone, so that a new comment rewrites the
first part and the newest, however many stand between.

Where one story is told in two scripts, both show the thread of one (`home_of`), which alone is published.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Final, Literal, Protocol

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

    A whole thread has `part` 0, no `parts` and `count` 0: it is what the press is given; what it publishes
    is `parts_of` it. In the first part, `parts` are the numbers of all that hold comments, and 1, and
    `count` is how many comments all of them hold. In a further part both are empty, as are the rating and
    the picks.
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
_EDITION = re.compile(r"/([a-z][a-z0-9-]{0,31})/")


class Discussed(Protocol):
    """What says where a story is discussed: its plate, or what was read of one."""

    @property
    def edition(self) -> str:
        """The edition's code."""

    @property
    def discussed_at(self) -> str:
        """The story's address in another edition, or ""."""


def home_of(story: Discussed) -> str:
    """The edition whose thread readers read and write below a story: its own, or the one that
    `discussed_at` names. The story has the same key there."""
    named = _EDITION.match(story.discussed_at)
    return named[1] if named else story.edition


def part_of(number: int) -> int:
    """The part, from 1, that holds the comment of this number.

    >>> part_of(1), part_of(50), part_of(51)
    (1, 1, 2)
    """
    return (number - 1) // PART_COMMENTS + 1


def parts_of(thread: Thread) -> tuple[Thread, ...]:
    """A whole thread as it is published: the first part, and each further one that holds comments."""
    held = {
        number: tuple(comments)
        for number, comments in groupby(thread.comments, lambda comment: part_of(comment.number))
    }
    first = msgspec.structs.replace(
        thread,
        comments=held.pop(1, ()),
        part=1,
        parts=(1, *held),
        count=len(thread.comments),
    )
    bare = msgspec.structs.replace(thread, rating=Rating(), picks=())
    further = (
        msgspec.structs.replace(bare, part=number, comments=comments) for number, comments in held.items()
    )
    return (first, *further)


def whole(parts: Iterable[Thread]) -> Thread:
    """The thread that these are all parts of, in any order; PlateError where they are not."""
    by_number = {part.part: part for part in parts}
    first = by_number.get(1)
    if first is None or set(first.parts) != by_number.keys():
        wanted = "1" if first is None else ", ".join(str(number) for number in first.parts)
        raise PlateError(
            f"These are not all parts of one thread: wanted {wanted}, found "
            f"{', '.join(str(number) for number in sorted(by_number)) or 'none'}. Read each part once."
        )
    comments = tuple(comment for number in first.parts for comment in by_number[number].comments)
    return msgspec.structs.replace(first, comments=comments, part=0, parts=(), count=0)


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


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a thread, as `docs/reference/threads.schema.json` holds it."""
    return msgspec.json.schema(Thread)
