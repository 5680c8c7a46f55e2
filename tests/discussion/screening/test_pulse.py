"""Counts become alarms while more comes than usual, one row a burst."""

from datetime import UTC, datetime, timedelta

import pytest

from serai.discussion.models import Alarm, Pulse
from serai.discussion.screening import pulse

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def beats(count: int, *, story: str = "s" * 32, at: datetime = NOON, step: float = 5.0) -> list[list[str]]:
    return [
        pulse.beat(edition="ru", story=story, at=at + timedelta(seconds=step * number))
        for number in range(count)
    ]


def test_a_burst_is_noticed_and_is_one_alarm() -> None:
    found = beats(40)
    assert found == [[]] * 19 + [["story"]] * 21
    alarm = Alarm.objects.get()
    assert (alarm.story, alarm.peak, alarm.usual) == ("s" * 32, 40, 0.0)
    assert (alarm.began_at, alarm.last_at) == (NOON + timedelta(seconds=95), NOON + timedelta(seconds=195))


def test_a_story_beside_it_is_at_peace() -> None:
    beats(40)
    assert beats(5, story="t" * 32) == [[]] * 5
    assert Alarm.objects.count() == 1


def test_bursts_under_many_stories_are_the_sites() -> None:
    for number in range(7):
        beats(10, story=f"{number:032}", at=NOON + timedelta(seconds=number), step=1)
    assert [alarm.story for alarm in Alarm.objects.all()] == [""]


def test_a_second_burst_is_an_alarm_of_its_own() -> None:
    beats(25)
    beats(25, at=NOON + timedelta(hours=2))
    assert Alarm.objects.count() == 2


def test_a_storys_usual_is_no_alarm() -> None:
    for hour in range(6):
        beats(100, at=NOON + timedelta(hours=hour), step=36)
    before = Alarm.objects.count()
    assert beats(35, at=NOON + timedelta(hours=6), step=15)[-1] == []
    assert (before, Alarm.objects.count()) == (0, 0)


def test_what_a_gate_kept_for_the_night_raises_no_alarm_in_the_morning() -> None:
    beats(80, at=NOON - timedelta(hours=10), step=450)
    assert Alarm.objects.count() == 0


def test_old_counts_are_tidied_away() -> None:
    beats(3)
    assert pulse.tidy(now=NOON + timedelta(days=7)) == 0
    assert pulse.tidy(now=NOON + timedelta(days=9)) == 2
    assert (pulse.tidy(now=NOON), Pulse.objects.count()) == (0, 0)
