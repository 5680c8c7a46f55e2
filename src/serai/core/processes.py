"""Processes that must not outlive the one that started them.

Rule: Linux tells a process when its parent is gone (`prctl(2)`, PR_SET_PDEATHSIG); elsewhere nothing is
asked for, and a parent that is killed outright leaves its children behind.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def die_with(parent: int) -> None:
    """Ask to be killed as soon as the process `parent` is; be killed now where it is gone already.

    Holds for the process that asks and through `execve`, not for its children.
    """
    if _prctl is None:
        return
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
