"""What the press's tests share."""

from collections.abc import Iterator

import pytest

from tests.press.sites import Works, works


@pytest.fixture
def desk() -> Iterator[Works]:
    """A press's works in a folder that goes away."""
    with works() as made:
        yield made
