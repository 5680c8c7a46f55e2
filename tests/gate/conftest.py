"""What every test of the doors may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gate.gates import House, opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A gate over a site with one story, "/en/2026/11/23/bridge/"."""
    with opened(tmp_path) as one:
        yield one
