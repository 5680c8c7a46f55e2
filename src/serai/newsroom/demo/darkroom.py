"""The darkroom: the demo's pictures drawn and developed, several at a time.

Rule: no Django, so that it may run in processes of its own. A picture's file is the same every time, and
so is what is developed from it: what is in the pool already is not made again.
"""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from serai.desk.photos import renditions
from serai.newsroom.demo import illustrations


def develop(names: Iterable[str], pool: Path) -> Iterator[tuple[str, bytes]]:
    """Draw each picture and put its renditions into `pool`; gives names with JPEG files, as they are done."""
    # Fresh processes, not forked ones: the caller may hold a database open.
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as workers:
        tasks = [workers.submit(_one, name, pool) for name in names]
        for task in as_completed(tasks):
            yield task.result()


def _one(name: str, pool: Path) -> tuple[str, bytes]:
    data = illustrations.jpeg(name)
    renditions.develop(data, pool)
    return name, data
