"""Killed at any write, or without a disk to write to, the inbox has what it acknowledged, once.

The whole sweeps are `python -m tests.gate.kill_sweep`; here every call of a post is met, and every third or
sixth of the rest.
"""

import shutil
import sys
from pathlib import Path

import pytest

from tests.gate import kill_sweep
from tests.gate.kill_sweep import ACTING, POSTING, Tally

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
]


def _held(tally: Tally) -> None:
    sys.stdout.write(tally.line() + "\n")
    assert (tally.lost, tally.doubled, tally.found) == ([], [], tally.acknowledged)
    assert tally.stopped == tally.runs - 1 > 5  # the last run lives


def test_killed_at_every_write_of_a_post() -> None:
    _held(kill_sweep.sweep("posting", POSTING, hit="signal=KILL", fresh=False))


def test_killed_while_the_inbox_is_made() -> None:
    _held(kill_sweep.sweep("making", POSTING, hit="signal=KILL", fresh=True, stride=3))


def test_killed_while_the_newsroom_collects_and_the_gate_tidies() -> None:
    _held(kill_sweep.sweep("collecting", ACTING, hit="signal=KILL", fresh=False, stride=3))


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_write_that_fails_refuses_its_entry_and_no_other(error: str) -> None:
    tally = kill_sweep.sweep(error, ACTING, hit=f"error={error}", fresh=False, stride=6)
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
