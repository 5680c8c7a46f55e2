"""A story without a photo has a card; what the card shows is what the plate says."""

from pathlib import Path

import pytest
from django.conf import settings

from serai.core import clock
from serai.desk import actions, carding, cast
from serai.desk.carding import Paper
from serai.desk.models import Author, Edition, Photo, Section
from serai.press.pages import media_of
from serai.press.plates import StoryPlate
from tests.press import casting

ENGLISH = Paper(name="The Bridge", language="en", time_zone="Asia/Almaty")


@pytest.fixture
def pool() -> Path:
    """Where the desk keeps what it draws."""
    found: Path = settings.NEWSROOM.renditions
    return found


def lying(pool: Path) -> set[Path]:
    return {path for path in pool.rglob("*") if path.is_file()}


def test_a_story_is_cast_with_a_card_until_it_has_a_photo(
    edition: Edition, section: Section, author: Author, photo: Photo, pool: Path
) -> None:
    story = actions.create_story(
        edition=edition,
        headline="Floods",
        section=section,
        authors=[author],
        place="Almaty",
        dateline_at=clock.now(),
        body=[("paragraph", "<p>It rained.</p>")],
    )

    def drawn(**fields: object) -> StoryPlate:
        draft = actions.revise(story=story, **fields).get_latest_revision_as_object()
        return cast.cast_draft(draft)

    before = lying(pool)
    bare = drawn(deck="A deck")
    assert bare.card
    assert media_of(bare) == {bare.card.file}
    assert lying(pool) == before  # a preview leaves nothing behind
    assert cast.cast_story(actions.publish(story=story)).card == bare.card
    assert (pool / bare.card.file).stat().st_size == bare.card.size
    assert drawn(deck="Another").card == bare.card
    assert drawn(lead_photo=photo).card is None
    assert drawn(headline="No floods", lead_photo=None).card not in {None, bare.card}


def test_each_word_on_a_card_makes_another_and_nothing_else_does(tmp_path: Path) -> None:
    story = casting.story(1)

    def card(section: str = "City", paper: Paper = ENGLISH, **fields: object) -> object:
        told = casting.story(1, **fields)  # type: ignore[arg-type]
        return carding.card_of(told, paper=paper, section=section, pool=tmp_path)

    first = card()
    changed = [
        card(headline="Another"),
        card(section="World"),
        card(paper=ENGLISH._replace(name="The Ford")),
        card(day=9),
    ]
    assert first is not None
    assert len({first, *changed}) == 5
    assert card(deck="A deck", place="Osh", authors=("ada",)) == first
    assert card(headline="") is None
    assert card(headline="საქართველო") is None
    assert story.card is None
