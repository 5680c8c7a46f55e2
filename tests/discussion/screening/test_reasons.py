"""Reasons are spelled alike everywhere, sorted by how grave they are, and not all of them hold."""

import json

from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening import reasons

ALL = [
    reasons.word(["a"] * 30),
    reasons.links(3, ["web", "mail"]),
    reasons.copy("c" * 32, 7),
    reasons.burst("story"),
    reasons.script("latin", "cyrillic"),
    reasons.learner(0.91234, ["free"]),
    {"code": "muted"},
    {"code": "unheard of"},
    {},
]


def test_reasons_are_json_and_short() -> None:
    assert json.loads(json.dumps(ALL)) == ALL
    assert len(ALL[0]["words"]) == reasons.LISTED
    assert ALL[5]["score"] == 0.912


def test_a_burst_and_a_script_sort_and_hold_nobody() -> None:
    assert [reasons.holds([one]) for one in ALL] == [True, True, True, False, False, True, True, True, True]
    assert not reasons.holds([])


@given(st.permutations(ALL))
def test_the_gravest_comes_first_whatever_came_first(found: list[reasons.Reason]) -> None:
    ordered = reasons.in_order(found)
    places = [reasons.gravest([one]) for one in ordered]
    assert places == sorted(places)
    assert reasons.gravest(found) == places[0] == 0
    assert reasons.gravest([]) > max(places)
