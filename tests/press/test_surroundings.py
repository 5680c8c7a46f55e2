"""What stands around every page: the switcher, and for whom each edition is."""

import pytest

from serai.press.surroundings import switches
from tests.press import casting

EDITIONS = tuple(casting.edition(code, position=place) for place, code in enumerate(("en", "ru", "fa")))


@pytest.mark.parametrize(
    ("codes", "default"),
    [(("en", "ru", "fa"), ["en"]), (("fa", "ru"), ["ru"]), (("fa",), ["fa"]), (("gone",), []), ((), [])],
)
def test_readers_of_any_other_language_get_the_first_edition_that_has_the_page(
    codes: tuple[str, ...], default: list[str]
) -> None:
    found = switches(EDITIONS, "fa", {code: f"/{code}/a/" for code in codes})
    assert [switch.language for switch in found if switch.default] == default
    assert [switch.address for switch in found] == [
        f"/{code}/a/" if code in codes else f"/{code}/" for code in ("en", "ru", "fa")
    ]
