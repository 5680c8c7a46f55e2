"""What is done in a process of its own, because it would leave this one unfit for more."""

import os
import traceback
from collections.abc import Callable


def in_a_process(work: Callable[[], object]) -> int:
    """How a forked process ended that did `work`: 0 where nothing was raised, below 0 a signal."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - nobody above would say it
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
