"""Slices: one part of a thread, with what its page shows of the other parts.

Rule: pure. A slice holds all that a page of the discussion takes from its thread, so that a page may have
changed if its slice's bytes have, and only then.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from serai.core import canonical
from serai.press import threads
from serai.press.plates import Record
from serai.press.threads import Comment, Thread


class Beside(Record, frozen=True, kw_only=True):
    """What a part's page shows of other parts."""

    answered: tuple[Comment, ...] = ()  # those that comments here reply to
    picks: tuple[Comment, ...] = ()  # the editors' picks of the whole thread, for the first part
    leads: tuple[int, ...] = (1,)  # the parts that the page leads to, this one too


class Slice(NamedTuple):
    """One part of a thread, ready for its page."""

    part: Thread
    beside: Beside


def slices_of(thread: Thread) -> Iterator[Slice]:
    """The slices of a whole thread, the first part's first."""
    parts = threads.parts_of(thread)
    numbers = parts[0].parts
    by_key = {comment.key: comment for comment in thread.comments}
    for place, part in enumerate(parts):
        here = {comment.key for comment in part.comments}
        wanted = dict.fromkeys(comment.reply_to for comment in part.comments)
        answered = (by_key[key] for key in wanted if key in by_key and key not in here)
        if place == 0:
            picks = tuple(by_key[key] for key in thread.picks if key in by_key)
            leads = numbers
        else:
            picks = ()
            leads = tuple(sorted({1, *numbers[place - 1 : place + 2]}))
        yield Slice(part, Beside(answered=tuple(answered), picks=picks, leads=leads))


def nothing_said(edition: str, key: str) -> Slice:
    """What a story's page shows before anything was put."""
    return next(slices_of(Thread(edition=edition, key=key)))


def to_bytes(one: Slice) -> tuple[bytes, bytes]:
    """The part's canonical bytes, as they are published, and those of what is beside it."""
    return threads.to_bytes(one.part), canonical.encode(one.beside)


_decoder = msgspec.json.Decoder(Beside)


def from_bytes(part: bytes, beside: bytes) -> Slice:
    """Read what `to_bytes` wrote."""
    return Slice(threads.from_bytes(part), _decoder.decode(beside))
