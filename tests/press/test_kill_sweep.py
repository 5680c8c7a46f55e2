"""Killed at any call that changes the disk, or on a full one, a bake leaves the old site or the new one.

The whole sweeps are `python -m tests.press.kill_sweep`; here every so manyth call is met.
"""

import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.press import kill_sweep
from tests.press.kill_sweep import Bakes

PUBLISH_STRIDE = 9  # of the calls of a publish, each so manyth is met
MANY_STRIDE = 17  # and of bakes of everything

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed: apt-get install strace"),
]

_SWEEPS = [
    (kill_sweep.publish, PUBLISH_STRIDE),
    (kill_sweep.everything, MANY_STRIDE),
    (kill_sweep.template, MANY_STRIDE),
    (kill_sweep.first, MANY_STRIDE),
]


@pytest.mark.parametrize(("made", "stride"), _SWEEPS)
@pytest.mark.parametrize("how", ["signal=KILL", "error=ENOSPC"])
def test_the_site_is_the_old_one_or_the_new_one(
    made: Callable[[], AbstractContextManager[Bakes]], stride: int, how: str
) -> None:
    with made() as bakes:
        tally = kill_sweep.sweep(made.__name__, bakes, how=how, stride=stride, first=2)
    sys.stdout.write(tally.line() + "\n")
    assert (tally.torn, tally.unclear) == ([], [])
    assert tally.old + tally.new == tally.hit
    assert min(tally.old, tally.new) > 0
