"""Publishing what is not ready is refused where it is wrong, and nothing of it leaves the desk."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.actors import Draft, Editor, Upload
from tests.journeys.house import House
from tests.newsrooms import wait_until

HEADLINE = "A story that is not ready"


@pytest.mark.browser
def test_without_credit_alternative_text_and_dateline_it_is_refused_at_the_field(
    editor: Editor, courier: House, bare_photos: tuple[Path, ...]
) -> None:
    editor.logs_in()
    editor.writes(
        Draft(
            headline=HEADLINE,
            section="City",
            author="Aigul S.",
            photo=Upload(path=bare_photos[0], title="Bare"),
        )
    )
    editor.tries_to_publish()
    assert "could not be" in editor.told
    assert editor.told_at("place") == "This field is required."
    assert editor.told_at("dateline_at") == "This field is required."
    assert "has no credit" in editor.told_at("lead_photo")
    assert "has no alternative text" in editor.told_at("lead_photo")

    editor.sets("Place", "Almaty")
    editor.sets_moment("Date and time", datetime(2026, 11, 19, 8, 0, tzinfo=UTC))
    editor.tries_to_publish()
    assert (editor.told_at("place"), editor.told_at("dateline_at")) == ("", "")
    assert "has no credit" in editor.told_at("lead_photo")

    courier.press_has_everything()
    assert courier.files_that_say(HEADLINE) == set()
    kept = "SELECT count(*) FROM wagtailcore_page WHERE draft_title = ?"
    wait_until(lambda: courier.ask(kept, HEADLINE) == [(1,)], "the desk to save it by itself")
    editor.opens_story(HEADLINE)
    assert editor.state_in_list(HEADLINE) == "Draft"
