"""Hardening: what a gate's process gives up when it starts, and how its server is started.

Rule: no memory of the gate reaches a disk or another process of its user: no core file, no dump by a
debugger. Connections are bounded, so that slow clients fill nothing up.
"""

import ctypes
import gc
import resource
import sys

_PR_SET_DUMPABLE = 4

# For Granian, whatever it listens on. A header must come within ten seconds, or the connection is closed;
# a body within `Options.body_time`. One network sends no more
# than `limits.AT_ONCE` bodies at a time, so that slow ones never take every place.
SERVER: tuple[str, ...] = (
    "--backlog",
    "1024",
    "--backpressure",
    "1024",
    "--http1-header-read-timeout",
    "10000",
    "--http1-buffer-size",
    "32768",
    "--no-access-log",
    "--no-ws",
    "--http",
    "1",
)


def keep_memory_private() -> None:
    """No core files of this process, and no other process may read its memory (`setrlimit(2)`,
    `prctl(2)`, PR_SET_DUMPABLE)."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def ready_for_floods() -> None:
    """What the process holds by now stays: the collector of cycles leaves it alone, and looks seldom at what
    comes (posts leave hardly any). A thread that waits for Python's lock, as the inbox's does after each
    flush, has it within a millisecond."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    sys.setswitchinterval(0.001)
