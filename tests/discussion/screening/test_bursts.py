"""An alarm is on where more comes than usual, and not where much is usual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening import bursts
from serai.discussion.screening.bursts import Burst


@pytest.mark.parametrize(
    ("count", "earlier", "burst"),
    [
        (19, [], None),
        (20, [], Burst(20, 0.0)),
        (20, [0] * 72, Burst(20, 0.0)),
        (40, [10] * 72, None),
        (60, [10] * 72, Burst(60, 10.0)),
    ],
)
def test_a_story_is_compared_with_its_own_hours(count: int, earlier: list[int], burst: Burst | None) -> None:
    assert bursts.story_burst(count, earlier) == burst


def test_one_day_of_attack_does_not_become_the_sites_usual() -> None:
    assert bursts.site_burst(5_000, [10, 10, 5_000, 10, 10, 10, 10]) == Burst(5_000, 10.0)
    assert bursts.site_burst(59, []) is None
    assert bursts.site_burst(60, []) == Burst(60, 0.0)


def test_a_slot_that_has_just_begun_hides_nothing() -> None:
    assert [bursts.now_of(2, 100, elapsed) for elapsed in (0.0, 0.5, 1.0, 7.0, -1.0)] == [102, 52, 2, 2, 102]


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_more_is_usual_the_more_it_takes(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert bursts.threshold(low, 20) <= bursts.threshold(high, 20) + 1
    assert bursts.threshold(high, 20) > high
