"""A part's process: what the runner and the collector begin with, and how they end.

Rule: for the supervisor alone. The newsroom is the one that SERAI_NEWSROOM names; SIGTERM and SIGINT ask to
stop; what Serai refuses is said in one line.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from serai.core.errors import SeraiError
from serai.newsroom import project
from serai.newsroom.config import Newsroom, open_newsroom


def work(name: str, run: Callable[[Newsroom, threading.Event], None], *, django: bool = True) -> int:
    """Set Django up, unless the part does without, and `run` until asked to stop: 0 then, 1 with the error
    said. Lines of the log begin with `name`."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    logging.basicConfig(level=logging.INFO, format=f"{name}: %(message)s", stream=sys.stderr)
    try:
        newsroom = open_newsroom(Path(os.environ["SERAI_NEWSROOM"]))
        os.chdir(newsroom.data)  # a Unix socket's path must be short
        if django:
            project.start(newsroom)
        run(newsroom, stop)
    except SeraiError as error:
        sys.stderr.write(f"serai: {error}\n")
        return 1
    return 0
