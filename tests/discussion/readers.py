"""Readers for the discussion's tests: entries as a gate gives them.

Rule: builds real entries; knows no table.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from serai.core import clock
from serai.discussion import actions
from serai.discussion.actions import TakenIn
from serai.discussion.models import Comment
from serai.gate import entries
from serai.gate.protocol import Positioned
from serai.press.plates import StoryPlate

STORY = "a" * 32
OTHER = "b" * 32
GATE = "9" * 32
AT = datetime(2024, 5, 5, 9, 0, tzinfo=UTC)
TEXT = "The bridge was closed at noon."


def secret(number: int) -> str:
    """A receipt's secret."""
    return f"secret-{number}"


def receipt(number: int) -> str:
    """The receipt of the reader's `number`th post."""
    return entries.receipt_of(secret(number))


def other_id(*parts: object) -> str:
    """The id of an entry that is not a comment."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def comment(number: int, text: str = "", **fields: Any) -> entries.NewComment:
    """The reader's `number`th comment; no two are near-copies of each other."""
    text = text or (TEXT if number == 1 else other_id("words", number))
    told = {"edition": "en", "story": STORY, "name": "Samal", "at": AT + timedelta(seconds=number), **fields}
    return entries.NewComment(id=receipt(number), receipt=receipt(number), text=text, **told)


def edit(number: int, text: str, **fields: Any) -> entries.Edit:
    told = {"at": AT + timedelta(minutes=5), **fields}
    return entries.Edit(id=other_id("edit", number, text), receipt=receipt(number), text=text, **told)


def withdrawal(number: int) -> entries.Withdrawal:
    return entries.Withdrawal(id=other_id("withdrawal", number), receipt=receipt(number), at=AT)


def erasure(number: int) -> entries.Erasure:
    return entries.Erasure(id=other_id("erasure", number), receipt=receipt(number), at=AT)


def report(number: int, on: int, **fields: Any) -> entries.NewReport:
    told = {"edition": "en", "story": STORY, "reason": "hate", "at": AT, **fields}
    key = entries.comment_key(receipt(on))
    return entries.NewReport(id=receipt(number), receipt=receipt(number), comment=key, **told)


def rating(number: int, answer: entries.Answer, **fields: Any) -> entries.NewRating:
    told = {"edition": "en", "story": STORY, "at": AT, **fields}
    return entries.NewRating(
        id=other_id("rating", number, answer, told["at"]), receipt=receipt(number), answer=answer, **told
    )


def take_in(*given: entries.AnyEntry, gate: str = GATE, first: int = 1) -> TakenIn:
    """What the gate gave is taken in."""
    return actions.take_in(
        gate=gate,
        entries=[Positioned(position=first + index, entry=entry) for index, entry in enumerate(given)],
    )


def row(number: int) -> Comment:
    """The row of the reader's `number`th comment."""
    return Comment.objects.get(receipt=receipt(number))


def publish(key: str = STORY, **fields: Any) -> None:
    """The story is public, and takes comments."""
    told: dict[str, Any] = {
        "edition": "en",
        "key": key,
        "address": f"/en/2026/11/23/{key[:8]}/",
        "slug": key[:8],
        "headline": "The bridge",
        "section": "c" * 32,
        "place": "Almaty",
        "published_at": clock.whole_seconds(clock.now()) - timedelta(days=1),
        "updated_at": clock.whole_seconds(clock.now()) - timedelta(days=1),
        "comments": "open",
        **fields,
    }
    told["published_at"] = min(told["published_at"], AT - timedelta(days=1))
    actions.note_story(plate=StoryPlate(**told), section_name="City")
