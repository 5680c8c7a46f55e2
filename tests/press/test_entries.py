"""Lists as rows: where they are cut is kept in step with what comes and goes, in whatever order it does."""

import sqlite3
from importlib import resources
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from serai.press import pagination
from serai.press.entries import Entries, Entry, Run, runs
from serai.press.pages import OWN_LIST, PLACES, ListName, Page

CITY = ListName("section", "city")
RUN = Run("en", *CITY, "list")

keys = st.integers(0, 60).map(str)
times = st.none() | st.integers(-3, 12)  # None: the story goes
batches = st.lists(st.dictionaries(keys, times, min_size=1, max_size=12), min_size=1, max_size=8)


def lists(page_stories: int = 4) -> Entries:
    """Lists of a ledger in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(resources.files("serai.press").joinpath("schema.sql").read_text(encoding="utf-8"))
    made = Entries(db)
    made.cut_by(page_stories)
    return made


def put(entries: Entries, numbers: range) -> None:
    """Stories of these numbers, one a second."""
    entries.change([], [Entry("en", *CITY, number, f"s{number}") for number in numbers])
    entries.settle()


def pages(entries: Entries, run: Run = RUN) -> dict[Page, tuple[Any, ...]]:
    """Every page of a list: its stories, newest first, and the pages beside it."""
    found: dict[Page, tuple[Any, ...]] = {}
    for lot in entries.lots(run):
        stretch = entries.stretch(run, lot)
        assert stretch
        beside = [end[2] if end else None for end in (stretch.newer, stretch.older)]
        found[run.page(lot)] = (tuple(row[1] for row in stretch.rows), *beside)
    return found


def where_cut(entries: Entries) -> list[tuple[Any, ...]]:
    """The stories that end a page, and when they were published: the page's address tells both."""
    stretches = (entries.stretch(RUN, lot) for lot in entries.lots(RUN) if lot)
    return [stretch.rows[0][:2] for stretch in stretches if stretch]


@settings(max_examples=80, deadline=None)
@given(batches, st.sampled_from((2, 4, 7)))
@example([{"1": 0, "2": 1, "3": 1}, {"2": 0}], 2)  # a story that ends a page is dated anew, and ends it still
def test_pages_follow_from_what_is_there_and_settling_names_all_that_altered(
    batches: list[dict[str, int | None]], page_stories: int
) -> None:
    entries, there = lists(page_stories), dict[str, int]()
    for batch in batches:
        before, cut = pages(entries), where_cut(entries)
        gone = {Entry("en", *CITY, there[key], key) for key in batch if key in there}
        come = {Entry("en", *CITY, time, key) for key, time in batch.items() if time is not None}
        entries.change(gone - come, come - gone)
        kept = {key: time for key, time in there.items() if key not in batch}
        there = kept | {entry.story: entry.time for entry in come}
        settled, after = entries.settle(), pages(entries)
        altered = {page for page in before.keys() | after.keys() if before.get(page) != after.get(page)}
        assert altered - settled.pages == set()
        assert (cut != where_cut(entries)) == (RUN in settled.recut)
    rows = sorted((time, key, pagination.lot("en", *CITY, key)) for key, time in there.items())
    ends = pagination.ends(rows, pagination.width(page_stories))
    assert list(entries.lots(RUN)) == [0, *(end[2] for end in ends)]
    entries.cut_again()
    assert pages(entries) == after


def test_every_story_is_on_the_page_that_is_said_to_hold_it() -> None:
    entries = lists()
    put(entries, range(60))
    for page, (keys, *_) in pages(entries).items():
        assert {entries.holding(RUN, (int(key[1:]), key)) for key in keys} == {page.number}


def test_the_newest_are_reached_from_the_new_end() -> None:
    entries = lists()
    put(entries, range(9))
    assert entries.newest("en", CITY, 3) == ["s8", "s7", "s6"]
    assert entries.reach("en", CITY, 3) == (6, "s6")
    assert entries.reach("en", CITY, 10) < (-(10**12), "")
    assert (entries.count("en", CITY), entries.count("en", OWN_LIST)) == (9, 0)
    assert list(entries.walk("en", CITY)) == [f"s{number}" for number in range(9)]


def test_a_page_that_nothing_ends_is_none() -> None:
    entries = lists()
    assert entries.stretch(RUN, 7) is None
    assert entries.stretch(RUN, 0) == ([], None, None, None)


def test_other_sizes_cut_all_lists_anew() -> None:
    entries = lists(4)
    put(entries, range(200))
    small = len(list(entries.lots(RUN)))
    entries.cut_by(20)
    large = len(list(entries.lots(RUN)))
    entries.cut_by(4)
    assert (large < small / 3, len(list(entries.lots(RUN)))) == (True, small)


def test_what_is_postponed_is_cut_when_it_is_asked_for() -> None:
    entries = lists(4)
    entries.postpone()
    put(entries, range(100))
    assert list(entries.lots(RUN)) == [0]
    entries.cut_by(4)
    kept = pages(entries)
    other = lists(4)
    put(other, range(100))
    assert kept == pages(other)


def test_what_is_rolled_back_is_not_settled() -> None:
    entries = lists(4)
    entries.change([], [Entry("en", *CITY, number, str(number)) for number in range(40)])
    entries.forget()
    assert entries.settle() == (set(), set())


@pytest.mark.parametrize(
    ("name", "cuts"),
    [
        (OWN_LIST, ("list",)),
        (ListName("month", "2026-11"), ("list", "shard")),
        (PLACES, ("shard",)),
    ],
)
def test_what_readers_leaf_through_and_what_search_engines_read(
    name: ListName, cuts: tuple[str, ...]
) -> None:
    assert tuple(run.cut for run in runs("en", name)) == cuts
