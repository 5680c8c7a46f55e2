"""The rating door: "Do you like this article?", yes or no.

Rule: the story's page posts an answer without a token, and is asked once more; the answer with a token is
kept. It is changed through its receipt.
"""

from datetime import datetime
from typing import Literal

from serai.gate import answers, copies, entries
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.copies import Copy
from serai.gate.doors import receiving
from serai.gate.entries import NewRating
from serai.gate.lodge import Lodge
from serai.gate.pages import line
from serai.gate.stories import Story
from serai.gate.tokens import is_key, new_key
from serai.gate.views import RateView

Said = Literal["yes", "no", ""]


def answer_of(text: str) -> Said:
    """The answer that a form gives; "" where it gives none."""
    return "yes" if text == "yes" else "no" if text == "no" else ""


async def rate(lodge: Lodge, asked: Asked) -> Answer:
    """`POST`: ask once more, or keep the answer. `GET`: ask."""
    visit = receiving.admit(lodge, asked)
    if isinstance(visit, Answer):
        return visit
    now, source, story = visit.now, visit.source, visit.story
    said = answer_of(asked.form.get("answer"))
    key = asked.form.get("key")
    if asked.method == "POST" and said and lodge.token_known(asked, "rate", story.address, now):
        return await _keep(lodge, asked, story, said, source, now)
    if asked.method == "POST" and said and (again := receiving.already(lodge, asked, key)):
        return again
    key = key if is_key(key) else new_key()
    if asked.by_script:
        return (
            receiving.stale(lodge, key, now)
            if said
            else answers.json({"problems": {"answer": "missing"}}, 422)
        )
    return _ask(lodge, asked, story, said, key, now)


def _ask(lodge: Lodge, asked: Asked, story: Story, said: Said, key: str, now: datetime) -> Answer:
    edition = lodge.pages.edition(story.edition)
    if edition is None:
        return lodge.notice(asked, "no_story")
    token = lodge.tokens.give(purpose="rate", story=story.address, key=key, now=now.timestamp())
    view = RateView(
        chrome=lodge.pages.chrome(edition, address=asked.path, title=story.headline),
        story=line(story),
        answer=said,
        hidden=(("story", story.address), ("key", key), ("token", token)),
    )
    return lodge.page(view)


async def _keep(
    lodge: Lodge, asked: Asked, story: Story, said: Literal["yes", "no"], source: str, now: datetime
) -> Answer:
    key = asked.form.get("key")
    receipt = entries.receipt_of(key)
    entry = NewRating(
        id=receipt,
        receipt=receipt,
        at=now,
        source=source,
        marks=receiving.marks(lodge, asked, source, receipt, now),
        edition=story.home.edition,
        story=story.key,
        answer=said,
    )
    if not await receiving.keep(lodge, entry, copies.seal(Copy(answer=said), key), story.address):
        return lodge.notice(asked, "full", story=story)
    return receiving.received(asked, key)
