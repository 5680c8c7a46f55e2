"""What a translation's page says under the byline: of which original it is, and how far it lags."""

from datetime import UTC, datetime

import msgspec
import pytest

from serai.press.plates import Translation
from serai.press.theme.environment import Theme
from serai.press.views import Switch
from tests.press.theme.reading import parsed
from tests.press.theme.samples import story_view

MADE = Translation(edition="en", made_from=datetime(2026, 11, 3, 9, 5, tzinfo=UTC))


def lines(theme: Theme, code: str, **fields: int) -> list[str]:
    """What stands of the original under the byline."""
    shown = story_view(code, style=theme.style, icon=theme.icon)
    home = Switch(
        language="en",
        direction="ltr",
        name="English",
        address="/en/2026/11/03/x/",
        same=True,
        current=False,
        default=True,
    )
    story = msgspec.structs.replace(shown.story, translation=msgspec.structs.replace(MADE, **fields))
    page = parsed(theme.render(msgspec.structs.replace(shown, story=story, original=home)))
    return [
        " ".join(line.text_content().split()) for line in page.xpath("//p[contains(@class, 'translated')]")
    ]


def test_a_translation_that_is_current_says_so_quietly(theme: Theme) -> None:
    assert lines(theme, "en") == ["Translation. Original: English"]


def test_one_that_lags_says_by_how_much_and_since_when(theme: Theme) -> None:
    first, second = lines(theme, "en", behind=2, corrections=1)
    assert first == "Translation. Original: English"
    assert second.startswith(
        "The original was corrected since. 2 paragraphs of the original have changed since. "
        "Translated from the version of: "
    )
    assert len(lines(theme, "en", corrections=1)) == 2


@pytest.mark.parametrize("code", ["ru", "fa"])
def test_it_says_so_in_the_edition_s_words(theme: Theme, code: str) -> None:
    told = " ".join(lines(theme, code, behind=2, corrections=1))
    assert "Translat" not in told
    assert "original" not in told


def test_a_story_that_is_no_translation_says_nothing(theme: Theme) -> None:
    shown = story_view("en", style=theme.style, icon=theme.icon)
    assert parsed(theme.render(shown)).xpath("//p[contains(@class, 'translated')]") == []
