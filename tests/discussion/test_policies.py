"""Which rule counts under a story, when it closes, who is trusted, and where a comment begins."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.rules import policies, states
from serai.discussion.rules.policies import Effective, Said

PUBLISHED = datetime(2024, 5, 5, 9, 0, tzinfo=UTC)
MODES = st.sampled_from(["before", "trust", "closed"])
PLACES = st.lists(
    st.builds(
        Said,
        mode=st.none() | MODES,
        trust_after=st.none() | st.integers(1, 100),
        close_after=st.none() | st.integers(0, 3650),
    ),
    max_size=4,
)


def test_where_nobody_says_anything_each_comment_waits_and_nothing_closes() -> None:
    assert policies.nearest([]) == Effective("before", 3, 0)


@given(places=PLACES)
def test_each_answer_is_the_nearest_places_that_gives_one(places: list[Said]) -> None:
    found = policies.nearest(places)
    for field, otherwise in (("mode", "before"), ("trust_after", 3), ("close_after", 0)):
        said = [getattr(place, field) for place in places if getattr(place, field) is not None]
        assert getattr(found, field) == (said[0] if said else otherwise)


@given(place=st.builds(Said, close_after=st.integers(0, 3650)), above=PLACES)
def test_a_story_kept_open_for_ever_outlives_its_edition(place: Said, above: list[Said]) -> None:
    found = policies.nearest([place, *above])
    never = place.close_after == 0
    assert (policies.closes_at(PUBLISHED, found.close_after) is None) == never


@given(days=st.integers(1, 3650), seconds=st.integers(-100, 100))
def test_a_story_closes_at_its_moment_and_not_before(days: int, seconds: int) -> None:
    now = PUBLISHED + timedelta(days=days, seconds=seconds)
    closed = policies.closed(
        Effective(close_after=days), takes_comments=True, published_at=PUBLISHED, now=now
    )
    assert closed == (seconds >= 0)


def test_the_desks_word_and_a_closed_place_close_at_once() -> None:
    for policy, takes in ((Effective(), False), (Effective(mode="closed"), True)):
        assert policies.closed(policy, takes_comments=takes, published_at=PUBLISHED, now=PUBLISHED)


@given(decided=st.lists(st.sampled_from(["approved", "rejected", "removed"])), after=st.integers(0, 5))
def test_trust_is_a_run_of_approvals_since_the_last_refusal(decided: list[states.State], after: int) -> None:
    run = 0
    for state in decided:
        if state != "approved":
            break
        run += 1
    assert policies.trusted(decided, after) == (run >= max(after, 1))


@given(mode=MODES, trusted=st.booleans(), reasons=st.booleans(), held=st.booleans())
def test_nothing_with_a_reason_and_nobody_unknown_is_published_at_once(
    mode: policies.Mode, trusted: bool, reasons: bool, held: bool
) -> None:
    state = policies.first_state(mode, is_trusted=trusted, has_reasons=reasons, held=held)
    assert (state == "approved") == (mode == "trust" and trusted and not reasons and not held)
    assert (state == "held") == (held or mode == "closed")
