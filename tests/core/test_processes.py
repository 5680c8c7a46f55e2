"""A process that asked to does not outlive the one that started it."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="prctl(2) is Linux's")

PARENT = textwrap.dedent(
    """
    import os, subprocess, sys
    child = subprocess.Popen([sys.executable, "-c", sys.argv[1], sys.argv[2], str(os.getpid())])
    sys.stdin.read()
    """
)
CHILD = textwrap.dedent(
    """
    import os, sys, time
    from serai.core.processes import die_with
    pipe = os.open(sys.argv[1], os.O_WRONLY)
    die_with(int(sys.argv[2]))
    os.write(pipe, b"alive")
    time.sleep(600)
    """
)


def test_a_child_dies_with_a_parent_that_was_killed_outright(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    parent = subprocess.Popen([sys.executable, "-c", PARENT, CHILD, str(pipe)], stdin=subprocess.PIPE)
    with pipe.open("rb", buffering=0) as reader:
        assert reader.read(5) == b"alive"

        parent.kill()
        parent.communicate()

        assert reader.read() == b""  # the child held the other end, and nobody does now


def test_a_child_whose_parent_is_gone_already_dies_at_once() -> None:
    script = "from serai.core.processes import die_with; die_with(1); print('still here')"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)

    assert (done.returncode, done.stdout) == (-signal.SIGKILL, b"")
