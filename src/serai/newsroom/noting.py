"""Noting: the discussion is told which stories are public, and which are no more.

Rule: done between a bake and the marking of its orders, so that a crash notes again what it may have noted;
noted twice, nothing changes. The desk and the discussion know nothing of each other: this stands between.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing

from serai.discussion import actions
from serai.discussion.models import StoryCard
from serai.newsroom.config import Newsroom
from serai.press.changes import Change, Put, Withdraw
from serai.press.ledger import Ledger
from serai.press.plates import StoryPlate


def note(newsroom: Newsroom, changes: Sequence[Change]) -> None:
    """Tell of the stories among changes that were baked."""
    plates = [change.plate for change in changes if isinstance(change, Put)]
    _note_stories(newsroom, [plate for plate in plates if isinstance(plate, StoryPlate)])
    for change in changes:
        if isinstance(change, Withdraw) and change.kind == "story":
            actions.forget_story(edition=change.edition, key=change.key)


def note_now(newsroom: Newsroom, stories: Iterable[tuple[str, str]]) -> None:
    """Tell of these stories, by edition and key, as the press has them now."""
    with closing(Ledger.open_reading(newsroom.ledger)) as ledger:
        found = {handle: ledger.story(*handle) for handle in sorted(stories)}
    _note_stories(newsroom, [plate for plate in found.values() if plate is not None])
    for (edition, key), plate in found.items():
        if plate is None:
            actions.forget_story(edition=edition, key=key)


def note_missing(newsroom: Newsroom) -> int:
    """Tell of the baked stories that the discussion has never heard of, as after its database was lost or
    moved; how many."""
    if not newsroom.ledger.exists():
        return 0
    known = set(StoryCard.objects.values_list("edition", "key"))
    with closing(Ledger.open_reading(newsroom.ledger)) as ledger:
        missing = [
            plate
            for edition in ledger.editions()
            for key in ledger.keys(edition.key, "story")
            if (edition.key, key) not in known and (plate := ledger.story(edition.key, key)) is not None
        ]
    _note_stories(newsroom, missing)
    return len(missing)


def _note_stories(newsroom: Newsroom, stories: Iterable[StoryPlate]) -> None:
    # Readers talk about a story of a derived edition at its source.
    plates = [story for story in stories if not story.discussed_at]
    sections = _section_names(newsroom, {(plate.edition, plate.section) for plate in plates})
    for plate in plates:
        actions.note_story(plate=plate, section_name=sections.get((plate.edition, plate.section), ""))


def _section_names(newsroom: Newsroom, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """By edition and key; those that are not public are left out."""
    handles = list(wanted)
    if not handles:
        return {}
    with closing(Ledger.open_reading(newsroom.ledger)) as ledger:
        found = {handle: ledger.section(*handle) for handle in handles}
    return {handle: section.name for handle, section in found.items() if section is not None}
