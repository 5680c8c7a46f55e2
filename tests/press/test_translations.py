"""Where a translation's page leads: to its original, for as long as readers have it."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from serai.press.changes import Put, Withdraw
from serai.press.plates import Translation
from tests.press import casting
from tests.press.sites import Works
from tests.press.test_stories import view

MADE = Translation(edition="en", made_from=datetime(2026, 11, 3, 9, 5, tzinfo=UTC))
ORIGINAL = casting.story(1)
TRANSLATED = casting.story(1, "ru", translation=MADE)


def baked(desk: Works) -> None:
    editions = [Put(casting.edition()), Put(casting.edition("ru", position=1))]
    sections = [Put(casting.section()), Put(casting.section("ru"))]
    desk.press().bake([*editions, *sections, Put(ORIGINAL), Put(TRANSLATED)])


def original(desk: Works, address: str) -> Any:
    return view(desk, address)["original"]


def test_a_translation_leads_to_its_original_and_an_original_to_none(desk: Works) -> None:
    baked(desk)
    assert original(desk, TRANSLATED.address)["address"] == ORIGINAL.address
    assert original(desk, ORIGINAL.address) is None


def test_an_original_that_moves_or_goes_is_followed(desk: Works) -> None:
    baked(desk)
    moved = casting.story(1, slug="moved", former_addresses=(ORIGINAL.address,))
    desk.press().bake([Put(moved)])
    assert original(desk, TRANSLATED.address)["address"] == moved.address
    desk.press().bake([Withdraw(kind="story", edition="en", key=ORIGINAL.key)])
    assert original(desk, TRANSLATED.address) is None


def test_a_translation_of_itself_or_of_an_edition_that_is_not_there_leads_nowhere(desk: Works) -> None:
    baked(desk)
    for code in ("ru", "zz"):
        strange = casting.story(1, "ru", translation=msgspec.structs.replace(MADE, edition=code))
        desk.press().bake([Put(strange)])
        assert original(desk, TRANSLATED.address) is None
