"""Carding: the picture that a story without a photo is shown with elsewhere.

Rule: a card says what the plate says, and is drawn when the plate is made: a paper or a section that is
renamed later shows on the cards of stories that are cast again.
"""

from pathlib import Path
from typing import NamedTuple

from serai.desk.photos import cards
from serai.press.plates import Rendition, StoryPlate
from serai.press.theme.spelling import Spelling


class Paper(NamedTuple):
    """What a card says of the edition. `language` is BCP 47, `time_zone` an IANA name."""

    name: str
    language: str
    time_zone: str
    right_to_left: bool = False


def card_of(
    story: StoryPlate, *, paper: Paper, section: str, pool: Path, keep: bool = True
) -> Rendition | None:
    """The card of a story, drawn into `pool` or found there; None where it has a photo, no headline, or
    letters that the theme has not. `section` is the name of the story's. Of a draft no card is to be kept:
    a preview leaves nothing behind."""
    if story.lead_photo or not story.headline:
        return None
    words = cards.Words(
        paper=paper.name,
        section=section,
        headline=story.headline,
        day=Spelling(paper.language, paper.time_zone).day(story.published_at),
        language=paper.language,
        right_to_left=paper.right_to_left,
    )
    return cards.card(words, pool, keep=keep)
