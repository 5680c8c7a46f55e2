"""Killing the gate, the collector, the desk and the runner under load loses nothing that was acknowledged."""

import sys

import pytest

from tests.newsroom.kill_discussion import kill_under_load
from tests.newsrooms import MadeNewsroom


@pytest.mark.slow
@pytest.mark.databases
@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes in Linux's /proc")
def test_what_was_acknowledged_is_in_the_discussion_exactly_once(newsroom: MadeNewsroom) -> None:
    tally = kill_under_load(newsroom, seconds=8, readers=4, seed=20261123)
    sys.stdout.write(tally.line() + "\n")
    assert (tally.lost, tally.doubled, tally.shown) == ([], [], tally.approved), tally.line()
    assert tally.found == tally.acknowledged == tally.posted
    assert (tally.acknowledged >= 20, sum(tally.killed.values()) >= 5) == (True, True), tally.line()
