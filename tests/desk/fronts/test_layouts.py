"""A front as editors arrange it: nothing twice, nothing too full, and two editors' work put together."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from serai.desk.fronts import layouts
from serai.desk.fronts.layouts import BannerLine, Layout, Row, Slot, made, merged, moved

KEYS = [letter * 32 for letter in "abcdefgh"]
SECTIONS = [letter * 32 for letter in "123"]
UNTIL = datetime(2026, 11, 24, 9, tzinfo=UTC)
A, B, C, D, E, F, G, H = KEYS
CITY, WORLD, ARTS = SECTIONS


def laid(lead: str = "", second: str = "", pinned: str = "", **rows: str) -> Layout:
    """By single letters: `laid("a", "bc")`."""
    filled = {"lead": lead, "second": second, "pinned": pinned}
    filled |= {f"row:{SECTIONS[int(name[1]) - 1]}": keys for name, keys in rows.items()}
    return made({name: [Slot(story=key * 32) for key in keys] for name, keys in filled.items()})


slots = st.builds(Slot, story=st.sampled_from(KEYS), until=st.none() | st.just(UNTIL))
banners = st.builds(BannerLine, text=st.text(min_size=1, max_size=20), until=st.just(UNTIL))
some = st.lists(slots, max_size=6)
some_layouts = st.builds(
    made,
    st.fixed_dictionaries(
        dict.fromkeys(("lead", "second", "pinned", *(f"row:{key}" for key in SECTIONS)), some)
    ),
    st.none() | banners,
)
moves = st.tuples(
    st.sampled_from([*KEYS, *(f"row:{key}" for key in SECTIONS)]),
    st.sampled_from(["up", "down", "flow", "lead", "second", "pinned", f"row:{CITY}", "nowhere"]),
)


def is_sound(layout: Layout) -> bool:
    named = [slot.story for slot in layouts.slots(layout)]
    full = [name for name, here in layouts.places(layout).items() if len(here) > layouts.limit(name)]
    return len(named) == len(set(named)) and full == []


def test_a_new_lead_makes_the_old_one_the_first_beside_it() -> None:
    assert moved(laid("a", "bcd"), E, "lead") == laid("e", "abc")
    assert moved(laid("a", "bc"), C, "lead") == laid("c", "ab")


def test_a_story_goes_up_and_down_in_its_place_and_flows_out_of_it() -> None:
    assert moved(laid(pinned="abc"), C, "up") == laid(pinned="acb")
    assert moved(laid(pinned="abc"), A, "up") == laid(pinned="abc")
    assert moved(laid(pinned="abc"), A, "down") == laid(pinned="bac")
    assert moved(laid(pinned="abc"), B, "flow") == laid(pinned="ac")
    assert moved(laid("a", r1="bc"), C, f"row:{CITY}") == laid("a", r1="cb")


def test_a_row_goes_up_and_what_the_menu_says_anyway_is_not_kept() -> None:
    layout = layouts.with_sections(Layout(), SECTIONS)
    assert layouts.without_idle_rows(layout, SECTIONS) == Layout()
    up = layouts.without_idle_rows(moved(layout, f"row:{WORLD}", "up"), SECTIONS)
    assert up == Layout(rows=(Row(section=WORLD),))
    assert layouts.with_sections(up, SECTIONS).rows == tuple(Row(section=key) for key in (WORLD, CITY, ARTS))


@given(some_layouts, st.lists(moves, max_size=8))
def test_however_things_are_moved_nothing_stands_twice_or_is_too_full(
    layout: Layout, done: list[tuple[str, str]]
) -> None:
    assert is_sound(layout)
    for what, to in done:
        layout = moved(layout, what, to)
        assert is_sound(layout)


@given(some_layouts)
def test_a_layout_is_read_back_as_it_was_spelled(layout: Layout) -> None:
    assert layouts.read(json.loads(json.dumps(layouts.spell(layout)))) == layout


@given(some_layouts)
def test_a_place_that_only_they_changed_is_theirs(layout: Layout) -> None:
    base = layouts.with_sections(Layout(), SECTIONS)
    theirs = layouts.with_sections(layout, SECTIONS)
    assert merged(base, base, theirs) == (theirs, layouts.differences(base, theirs), ())
    assert merged(base, theirs, base).layout == theirs


def test_what_both_changed_stays_mine_and_is_told() -> None:
    base, mine, theirs = laid("a", "b", r1=""), laid("c", "b", r1="d"), laid("e", "f", r1="")
    assert merged(base, mine, theirs) == (laid("c", "f", r1="d"), ("second",), ("lead",))


@given(some_layouts, some_layouts, some_layouts)
def test_any_merge_is_sound_and_loses_no_place_of_mine(base: Layout, mine: Layout, theirs: Layout) -> None:
    found = merged(base, mine, theirs)
    assert is_sound(found.layout)
    mine_alone = set(layouts.differences(base, mine)) - set(layouts.differences(base, theirs))
    if "lead" in mine_alone:
        assert found.layout.lead == mine.lead


def test_ten_thousand_slots_and_keys_that_are_none_come_to_what_there_is_room_for() -> None:
    many = [Slot(story=f"{number:032x}") for number in range(10_000)]
    layout = made(
        {"lead": many, "second": many, "pinned": many} | {f"row:{n}": many for n in range(10_000)},
        known={slot.story for slot in many[:6]},
    )
    assert [len(here) for here in (layout.lead, layout.second, layout.pinned)] == [1, 3, 2]
    assert is_sound(layout)
    assert len(layout.rows) == layouts.ROWS_LIMIT
