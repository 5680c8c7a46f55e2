"""The thinking: how a carry begins, and the order in which files go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.mirrors.carrying import Mark, UnderWay, Way, choose, read_marker, spell_marker, step, together

_MARKS = st.builds(Mark, st.sampled_from(["", "a", "b"]), st.integers(0, 9))


@pytest.mark.parametrize(
    ("done", "under_way", "marker", "way"),
    [
        (Mark("a", 7), None, Mark("a", 7), Way.NOTHING),
        (Mark("a", 5), None, Mark("a", 5), Way.CHANGES),
        (Mark("a", 5), UnderWay("a", 6), Mark("a", 5), Way.ON),
        (Mark("a", 5), UnderWay("a", 6), Mark("a", 6), Way.ON),  # killed after its last word to the target
        (Mark("a", 0), UnderWay("a", 6), Mark("a", 0), Way.ON),
        (Mark("", 0), None, None, Way.EVERYTHING),
        (Mark("a", 5), None, None, Way.EVERYTHING),  # the target was emptied
        (Mark("a", 5), None, Mark("a", 6), Way.EVERYTHING),  # another machine carried there
        (Mark("a", 9), None, Mark("a", 9), Way.EVERYTHING),  # the ledger was put back from a copy
        (Mark("b", 5), None, Mark("b", 5), Way.EVERYTHING),  # the ledger was made anew
        (Mark("a", 5), UnderWay("b", 6), Mark("a", 5), Way.EVERYTHING),
        (Mark("a", 5), UnderWay("a", 6), None, Way.EVERYTHING),
    ],
)
def test_how_a_carry_begins(done: Mark, under_way: UnderWay | None, marker: Mark | None, way: Way) -> None:
    assert choose(done=done, under_way=under_way, marker=marker, ledger="a", bake=7, check=False) is way


@given(done=_MARKS, marker=_MARKS | st.none(), bake=st.integers(1, 9))
def test_only_what_both_sides_say_is_trusted(done: Mark, marker: Mark | None, bake: int) -> None:
    way = choose(done=done, under_way=None, marker=marker, ledger="a", bake=bake, check=False)

    assert (way is not Way.EVERYTHING) == (done == marker and done.ledger == "a" and 0 < done.bake <= bake)
    for ledger, check in (("a", True), ("", False)):
        asked = choose(done=done, under_way=None, marker=marker, ledger=ledger, bake=bake, check=check)
        assert asked is Way.EVERYTHING


def test_ranks_come_one_after_another_and_fronts_after_what_is_below_them() -> None:
    files = [
        ("index.html", 5),
        ("en/index.html", 4),
        ("en/sections/city/index.html", 4),
        ("en/feed.xml", 4),
        ("en/2026/11/23/bridge/index.html", 2),
        ("media/aa/aa.jpg", 0),
    ]
    assert sorted(files, key=lambda file: step(*file)) == [
        ("media/aa/aa.jpg", 0),
        ("en/2026/11/23/bridge/index.html", 2),
        ("en/feed.xml", 4),
        ("en/sections/city/index.html", 4),
        ("en/index.html", 4),
        ("index.html", 5),
    ]


@given(st.text(), st.integers(0, 9), st.booleans(), st.booleans())
def test_what_is_made_as_one_holds_its_first_and_no_other_rank(
    path: str, rank: int, there: bool, whole: bool
) -> None:
    first = step(path, rank)
    low, high = together(first, there=there, whole=whole)

    assert low <= first <= high
    if there:
        assert low // 16 == high // 16 == rank


@given(_MARKS)
def test_a_marker_is_read_as_it_was_spelled(mark: Mark) -> None:
    assert read_marker(spell_marker(mark)) == mark


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 4000,
        b'{"version": 2, "ledger": "a", "bake": 1}',
        b'{"version": 1, "ledger": "a", "bake": "1"}',
        b'{"version": 1, "ledger": "a", "bake": true}',
        b'{"version": 1, "ledger": 1, "bake": 1}',
        b'{"version": 1, "ledger": "a", "bake": 1}' + b" " * 5000,
    ],
)
def test_what_is_no_marker_says_nothing(data: bytes | None) -> None:
    assert read_marker(data) is None
