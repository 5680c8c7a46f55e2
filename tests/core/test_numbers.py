"""Numbers from outside are a few ASCII digits, or none."""

import pytest

from serai.core import numbers


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999", 999)])
def test_a_few_digits_are_a_number(text: str, number: int) -> None:
    assert numbers.whole(text, digits=3) == number


@pytest.mark.parametrize("text", ["", " 1", "1 ", "-1", "+1", "1.", "1_0", "٣", "²", "1000", "9" * 5000, "a"])
def test_whatever_else_is_typed_is_no_number(text: str) -> None:
    assert numbers.whole(text, digits=3) is None
