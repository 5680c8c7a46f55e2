"""Receiving: what the doors that take something have in common.

Rule: an entry is kept before its reader is answered; the answer is the way to its receipt. The same key sent
twice is the same entry and the same answer.
"""

from dataclasses import dataclass
from datetime import datetime

from serai.gate import answers, entries
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.entries import AnyEntry, Mark
from serai.gate.errors import InboxError
from serai.gate.lodge import SCRIPT_STORY, Lodge
from serai.gate.stories import Story
from serai.gate.tokens import is_key
from serai.gate.views import Problem


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Visit:
    """Somebody at a door that is about a story. `source` is "" for who only looks."""

    now: datetime
    source: str
    story: Story


def admit(lodge: Lodge, asked: Asked) -> Visit | Answer:
    """Let a request in, or say why not: who writes may be refused, and there must be such a story."""
    now = lodge.now()
    source = lodge.source(asked, now) if asked.method == "POST" else ""
    why = lodge.refused(asked, source, now) if asked.method == "POST" else None
    story = lodge.stories.find(asked.form.get("story"))
    if why:
        return lodge.notice(asked, why, story=story)
    if story is None:
        return lodge.notice(asked, "no_story")
    return Visit(now=now, source=source, story=story)


def marks(lodge: Lodge, asked: Asked, source: str, receipt: str, now: datetime) -> tuple[Mark, ...]:
    """What the gate found about a new entry."""
    found = lodge.marks(source, now)
    if lodge.proofs.weigh(asked.form.get("proof"), post=receipt, now=now.timestamp()):
        return found
    return ("no_proof", *found)


async def keep(lodge: Lodge, entry: AnyEntry, copy: bytes, address: str) -> bool:
    """Keep an entry; False where the inbox takes none just now, and nothing was kept."""
    try:
        await lodge.inbox.append(entry, copy, address=address)
    except InboxError as error:
        lodge.complaints.say(error)
        return False
    return True


def received(asked: Asked, key: str) -> Answer:
    """It is kept: the way to its receipt."""
    if asked.by_script:
        return answers.json({"receipt": receipt_address(key), "state": "waiting"})
    return answers.see_other(f"{receipt_address(key)}?done=sent")


def already(lodge: Lodge, asked: Asked, key: str) -> Answer | None:
    """The way to the receipt of a post that was kept before its answer was lost."""
    if not is_key(key) or lodge.inbox.receipt(entries.receipt_of(key)) is None:
        return None
    return received(asked, key)


def receipt_address(secret: str) -> str:
    """The private link."""
    return f"/gate/receipt/{secret}/"


def problems(found: dict[str, Problem], asked: Asked) -> Answer | None:
    """What is wrong, for the script; None for a reader's own browser."""
    return answers.json({"problems": found}, 422) if asked.by_script else None


def stale(lodge: Lodge, key: str, now: datetime) -> Answer:
    """The script's token has run out: here is another, for the same key."""
    token = lodge.tokens.give(purpose="script", story=SCRIPT_STORY, key=key, now=now.timestamp())
    return answers.json({"problems": {"form": "stale"}, "token": token, "key": key}, 409)
