"""Processes that must not outlive the one that started them.

Rule: Linux tells a process when its parent is gone (`prctl(2)`, PR_SET_PDEATHSIG); elsewhere nothing is
asked for, and a parent that is killed outright leaves its children behind.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_STATM = Path("/proc/self/statm")  # proc(5): sizes in pages, the second is what is resident
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def memory() -> int:
    """Bytes that this process holds in the machine's memory; 0 where the system does not tell."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[1])
    except FileNotFoundError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def die_with(parent: int, *, by: int = signal.SIGKILL) -> None:
    """Ask for the signal `by` as soon as the process `parent` is gone; get it now where it is gone already.

    Holds for the process that asks and through `execve`, not for its children: a program that must end
    its own children asks for a signal that it can handle.
    """
    if _prctl is None:
        return
    _prctl(_PR_SET_PDEATHSIG, by)
    if os.getppid() != parent:
        os.kill(os.getpid(), by)
