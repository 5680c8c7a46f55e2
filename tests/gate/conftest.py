"""What every test of the doors may use."""

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from serai.gate import current_theme
from serai.press.theme.environment import Theme
from tests.gate.gates import House, opened


@pytest.fixture(autouse=True, scope="session")
def _one_theme() -> Iterator[None]:
    """A theme is read and its templates are compiled once for all gates of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(current_theme, "Theme", functools.cache(Theme))
        yield


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A gate over a site with one story, "/en/2026/11/23/bridge/"."""
    with opened(tmp_path) as one:
        yield one
