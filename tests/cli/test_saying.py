"""What a verb says while it works: how quickly, and how long it will still take."""

import pytest

from serai.cli.saying import Pace, progress


def test_the_pace_is_that_of_this_work_and_not_of_what_was_done_before() -> None:
    pace = Pace()
    told = [pace.told(done, 10_000, now) for done, now in ((4000, 50.0), (4000, 51.0), (5000, 52.0))]
    assert told == ["", "", "500 a second, 0:10 left"]
    assert pace.told(10_000, 10_000, 62.0) == "500 a second, 0:00 left"


def test_hours_are_told_as_hours() -> None:
    pace = Pace()
    pace.told(0, 1_000_000, 0.0)
    assert pace.told(1000, 1_000_000, 10.0) == "100 a second, 2:46:30 left"


def test_a_pipe_gets_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("baking") as tell:
        tell(0, 2)
        tell(2, 2)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "serai: baking: 0 of 2"
    assert lines[1].startswith("serai: baking: 2 of 2, ")
