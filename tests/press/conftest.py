"""What the press's tests share."""

from collections.abc import Iterator

import pytest

from serai.press.theme.environment import Theme
from tests.press import filled
from tests.press.sites import Works, works

HUB = "https://hub.example/?a=1&b=2"


@pytest.fixture
def desk() -> Iterator[Works]:
    """A press's works in a folder that goes away."""
    with works() as made:
        yield made


@pytest.fixture(scope="session")
def full_site() -> Iterator[Works]:
    """A site in two languages, in the real theme, with everything on it. Nobody changes it."""
    with works() as made:
        made.pool = made.folder / "pool"
        made.press(theme=Theme(), hub=HUB).bake(filled.site(made.pool))
        yield made
