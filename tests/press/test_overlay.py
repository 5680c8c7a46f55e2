"""A ledger that is read as it would be after some changes: nobody else sees it, and nothing is written."""

import sqlite3
from contextlib import closing

import pytest

from serai.press.changes import Change, Put, Withdraw
from serai.press.ledger import Ledger
from serai.press.pages import OWN_LIST, ListName
from tests.press import casting
from tests.press.sites import Works

CITY = ListName("section", "city")


@pytest.fixture
def desk(desk: Works) -> Works:
    """Works with three stories in one section."""
    stories = [Put(casting.story(number)) for number in (1, 2, 3)]
    desk.press().bake([Put(casting.edition()), Put(casting.section()), *stories])
    return desk


def test_what_is_laid_over_is_read_as_if_it_were_there_and_what_it_hides_is_not(desk: Works) -> None:
    moved = casting.story(1, day=9, section="world")
    world = Put(casting.section("en", "world"))
    changes: list[Change] = [Put(casting.story(4)), Put(moved), Withdraw("story", "en", "s3"), world]
    with closing(Ledger.open_reading(desk.ledger, changes)) as ledger:
        ledger.begin("DEFERRED")
        assert ledger.entries.newest("en", OWN_LIST, 9) == ["s1", "s4", "s2"]
        assert ledger.entries.newest("en", CITY, 9) == ["s4", "s2"]
        assert [section.key for section in ledger.sections("en")] == ["city", "world"]
        assert (ledger.story("en", "s1"), ledger.story("en", "s3")) == (moved, None)
        assert ledger.siblings("story", "s1") == {"en": moved.address}


def test_of_several_changes_of_one_plate_the_last_counts(desk: Works) -> None:
    last = casting.story(1, headline="Last")
    changes: list[Change] = [Put(casting.story(1)), Withdraw("story", "en", "s1"), Put(last)]
    with closing(Ledger.open_reading(desk.ledger, changes)) as ledger:
        summary = ledger.summary("en", "s1")
        assert summary is not None
        assert summary.headline == "Last"
        assert ledger.entries.newest("en", OWN_LIST, 9) == ["s3", "s2", "s1"]


def test_nothing_is_written_nobody_else_sees_it_and_a_bake_is_not_held_up(desk: Works) -> None:
    before = desk.ledger.read_bytes()
    with (
        closing(Ledger.open_reading(desk.ledger, [Put(casting.story(4))])) as ledger,
        closing(Ledger.open_reading(desk.ledger)) as other,
    ):
        ledger.begin("DEFERRED")
        assert ledger.entries.newest("en", OWN_LIST, 1) == ["s4"]
        assert other.entries.newest("en", OWN_LIST, 1) == ["s3"]
        with pytest.raises(sqlite3.OperationalError, match="view"):
            ledger.replace(None, casting.story(5))
        assert desk.ledger.read_bytes() == before
        desk.press().bake([Put(casting.story(6))])
        assert ledger.entries.newest("en", OWN_LIST, 1) == ["s4"]  # as it was when it was opened
