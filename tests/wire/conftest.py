"""An edition to rescue into."""

import pytest

from serai.desk import actions
from serai.desk.models import Edition


@pytest.fixture
def edition(db: None) -> Edition:
    return actions.create_edition(
        code="en", name="Test Courier", language_name="English", time_zone="Asia/Almaty"
    )
