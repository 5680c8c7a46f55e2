"""What is previewed is what is baked."""

import re
from datetime import timedelta

import pytest

from serai.core import clock
from serai.desk import actions, cast
from serai.desk.models import Edition, Story
from serai.newsroom import preview
from serai.newsroom.config import Newsroom
from serai.newsroom.filling import Filler
from serai.newsroom.pressroom import open_press
from serai.press import addresses
from serai.press.ledger import LedgerError

pytestmark = pytest.mark.django_db
BANNER = re.compile(rb"<!--preview-->.*?<!--/preview-->\n", re.DOTALL)


@pytest.fixture
def draft() -> Story:
    edition = actions.create_edition(code="en", name="The Courier", language_name="English")
    return actions.create_story(
        edition=edition,
        headline="The bridge opens",
        slug="bridge",
        section=actions.create_section(edition=edition, name="City"),
        authors=[actions.create_author(edition=edition, name="Aigul")],
        topics=[actions.create_topic(edition=edition, name="Bridges")],
        place="Almaty",
        dateline_at=clock.now() - timedelta(hours=1),
        body=[("paragraph", "<p>The bridge <b>opened</b>.</p>")],
    )


def test_the_preview_and_the_baked_page_are_the_same_but_for_the_banner(room: Newsroom, draft: Story) -> None:
    filler = Filler(room, open_press(room))
    filler.fill_due()
    previewed = preview.render(cast.cast_draft(draft), cast.changes_beside(draft))
    story = actions.publish(story=draft)
    filler.fill_due()
    baked = (room.site / addresses.file(story.address)).read_bytes()
    assert len(BANNER.findall(previewed)) == 1
    assert BANNER.sub(b"", previewed) == baked


def test_a_preview_knows_the_section_that_a_move_leaves_empty(room: Newsroom, draft: Story) -> None:
    filler = Filler(room, open_press(room))
    story = actions.publish(story=draft)
    filler.fill_due()
    other = actions.create_section(edition=story.edition, name="Rivers")
    moved = actions.revise(story=story, section=other).get_latest_revision_as_object()
    previewed = preview.render(cast.cast_draft(moved), cast.changes_beside(moved))
    story = actions.publish(story=story)
    filler.fill_due()
    assert BANNER.sub(b"", previewed) == (room.site / addresses.file(story.address)).read_bytes()
    assert b"/en/sections/city/" not in previewed


def test_before_anything_is_baked_the_preview_says_so(room: Newsroom, draft: Story) -> None:
    assert Edition.objects.exists()
    with pytest.raises(LedgerError, match="Bake first"):
        preview.render(cast.cast_draft(draft), cast.changes_beside(draft))
