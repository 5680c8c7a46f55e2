"""Every time is aware; plates have whole seconds of UTC."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from serai.core import clock

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.builds(
    lambda seconds, zone: datetime(1970, 1, 2, tzinfo=zone) + timedelta(microseconds=seconds),
    st.integers(0, 7_000_000_000_000_000),
    offsets,
)


def test_now_is_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_now_does_not_stand_still_or_run_backwards() -> None:
    first, second = clock.now(), clock.now()

    assert first <= second


def test_this_minute_has_no_seconds() -> None:
    minute = clock.this_minute()

    assert (minute.tzinfo, minute.second, minute.microsecond) == (UTC, 0, 0)
    assert timedelta(0) <= clock.now() - minute < timedelta(minutes=2)


@given(times)
def test_whole_seconds_is_the_same_moment_cut_down(time: datetime) -> None:
    whole = clock.whole_seconds(time)

    assert (whole.tzinfo, whole.microsecond) == (UTC, 0)
    assert timedelta(0) <= time - whole < timedelta(seconds=1)
    assert clock.whole_seconds(whole) == whole


def test_a_zones_hour_becomes_utcs() -> None:
    bishkek = timezone(timedelta(hours=6))

    assert clock.whole_seconds(datetime(2026, 11, 23, 3, 4, 5, 999_999, bishkek)) == datetime(
        2026, 11, 22, 21, 4, 5, tzinfo=UTC
    )
