"""What a gate is to be told when it is next asked: answers for writers, and mutes.

Rule: reads only; `actions.told` says that the gate has them.
"""

from serai.discussion.models import Answer, Comment, Mute, StoryCard
from serai.discussion.rules import states
from serai.gate import protocol
from serai.gate.protocol import ANSWERS_LIMIT, ReceiptUpdate
from serai.press import addresses
from serai.press.threads import part_of

MUTES_LIMIT = 1000  # mutes in one question


def answers_for(gate: str, limit: int = ANSWERS_LIMIT) -> tuple[ReceiptUpdate, ...]:
    """What became of comments that came through the inbox of this name, the oldest change first."""
    rows = list(Answer.objects.filter(gate=gate).select_related("comment").order_by("made_at", "pk")[:limit])
    keys = {row.comment.story for row in rows}
    where = {
        (card.edition, card.key): card.address for card in StoryCard.objects.filter(key__in=keys, public=True)
    }
    return tuple(
        ReceiptUpdate(
            receipt=row.comment.receipt,
            state=_state(row.comment),
            note=row.comment.note[: protocol.NOTE_LIMIT],
            address=_address(row.comment, where.get((row.comment.edition, row.comment.story), "")),
            at=row.made_at,
        )
        for row in rows
    )


def mutes_for(gate: str) -> tuple[protocol.Mute, ...]:
    """The mutes that the inbox of this name was not told of; lifted ones have a time that is past."""
    rows = Mute.objects.filter(
        gate=gate, confirmed_at__isnull=False, refused_at__isnull=True, told_at__isnull=True
    ).exclude(source="")
    return tuple(
        protocol.Mute(source=source, until=until)
        for source, until in rows.order_by("pk").values_list("source", "until")[:MUTES_LIMIT]
    )


def _state(comment: Comment) -> protocol.State:
    if comment.state == "removed" and not comment.text:
        return "erased"
    return comment.state  # type: ignore[return-value]


def _address(comment: Comment, story: str) -> str:
    if comment.state not in states.PUBLIC or comment.number is None or not story:
        return ""
    return addresses.comment(story, part_of(comment.number), comment.key)
