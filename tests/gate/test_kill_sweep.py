"""Killed at any write, or without a disk to write to, the inbox has what it acknowledged, once.

The whole sweeps are `python -m tests.gate.kill_sweep`; here each call of a post is met, and some of the rest.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.gate import http_sweep, kill_sweep
from tests.gate.kill_sweep import ACTING, CALLS, POSTING, Tally

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
]


def _held(tally: Tally, calls: Sequence[str] = CALLS) -> None:
    sys.stdout.write(tally.line() + "\n")
    assert (tally.lost, tally.doubled, tally.found) == ([], [], tally.acknowledged)
    assert tally.stopped == tally.runs - len(calls) > 4  # of each kind of call, the last run lives


def test_killed_at_every_write_of_a_post() -> None:
    _held(kill_sweep.sweep("posting", POSTING, how="signal=KILL", fresh=False))


def test_killed_while_the_inbox_is_made() -> None:
    _held(kill_sweep.sweep("making", POSTING, how="signal=KILL", fresh=True, stride=4))


def test_killed_while_the_newsroom_collects_and_the_gate_tidies() -> None:
    _held(kill_sweep.sweep("collecting", ACTING, how="signal=KILL", fresh=False, stride=4))


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_write_that_fails_refuses_its_entry_and_no_other(error: str) -> None:
    tally = kill_sweep.sweep(error, ACTING, how=f"error={error}", fresh=False, stride=8)
    _held(tally)
    assert tally.refused > 5


def test_a_full_disk_refuses_and_takes_again_once_it_has_room() -> None:
    with kill_sweep.small_disk(1_500_000) as disk:
        if disk is None:
            pytest.skip("no disk may be mounted here; a limit on files is tried instead")
        tally = kill_sweep.full_disk("full disk", disk)
    sys.stdout.write(tally.line() + "\n")
    assert (tally.lost, tally.doubled, tally.found) == ([], [], tally.acknowledged)
    assert (tally.stopped, 10 < tally.acknowledged < 390) == (1, True)


def test_a_file_that_may_not_grow_refuses_and_loses_nothing(tmp_path: Path) -> None:
    tally = kill_sweep.full_disk("short files", tmp_path, limit=300_000)
    sys.stdout.write(tally.line() + "\n")
    assert (tally.lost, tally.doubled, tally.found) == ([], [], tally.acknowledged)
    assert (tally.stopped, 10 < tally.acknowledged < 390) == (1, True)


def test_a_gate_killed_while_it_takes_comments_has_what_it_answered() -> None:
    _held(http_sweep.sweep("gate", how="signal=KILL", stride=3), http_sweep.CALLS)


def test_a_gate_whose_disk_is_full_says_so_and_takes_the_next() -> None:
    tally = http_sweep.sweep("full gate", how="error=ENOSPC", stride=9, first=2)
    sys.stdout.write(tally.line() + "\n")
    assert (tally.lost, tally.doubled, tally.found) == ([], [], tally.acknowledged)
    assert tally.posted == tally.acknowledged + tally.refused
    assert tally.refused >= tally.stopped - 1 > 1
