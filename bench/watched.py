"""Watched: a program in processes of its own, with the time it took and the most memory it held.

Rule: memory is what the kernel calls resident, of the program and all that it started, added up every few
moments; so what two processes share counts twice, and a peak between two looks is missed. Where the kernel's
own record of the program alone is higher, that is told.
"""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.1  # seconds between two looks


@dataclass(frozen=True)
class Watched:
    """How one run went."""

    seconds: float  # by the clock
    worked: float  # seconds of the processor, of all processes
    peak: float  # MB
    out: str


class ProgramError(RuntimeError):
    """The program failed."""


def run(command: Sequence[str], *, folder: Path | None = None) -> Watched:
    """Run a program to its end, in `folder`; ProgramError, with its last words, where it fails. What it says
    on standard error goes where ours goes."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        highest = _Highest(process.pid)
        highest.start()
        assert process.stdout
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        highest.stop()
    if process.returncode:
        raise ProgramError(f"{command[0]} ended with {process.returncode}: {out[-2000:]}")
    return Watched(
        seconds, usage.ru_utime + usage.ru_stime, max(highest.kilobytes, usage.ru_maxrss) / 1000, out
    )


class _Highest(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.kilobytes = 0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(_PAUSE):
            self.kilobytes = max(self.kilobytes, sum(map(_resident, _family(self._pid))))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    family = [pid]
    for one in family:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                family += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # it has ended
    return family


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1000
