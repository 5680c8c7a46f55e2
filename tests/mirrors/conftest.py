"""What tests of carrying share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")  # a file system in memory: flushing costs nothing there


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of the test's own, in memory where the machine has that."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as found:
        yield Path(found)
