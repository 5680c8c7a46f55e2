"""Folding: one form for what readers call one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core.uzbek import fold
from tests.core.uzbek import table


def test_both_scripts_of_the_table_are_one() -> None:
    doubled = {"pitsa"}  # пицца has two letters for one
    pairs = [row.partition("=") for row in table.BOTH.split()]
    apart = [latin for latin, _, cyrillic in pairs if fold(latin) != fold(cyrillic)]
    assert set(apart) <= doubled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("o‘zbek", "o'zbek"),
        ("oʻzbek", "ozbek"),
        ("tog`", "ТОҒ"),
        ("maʼno", "маъно"),
        ("актёр", "актер"),
        ("aktyor", "актёр"),
        ("sentabr", "сентябрь"),
        ("sentyabr", "sentabr"),
        ("budjet", "бюджет"),
        ("qaerda", "qayerda"),
        ("evropa", "Европа"),
        ("obekt", "объект"),
        ("konstitutsiya", "конституция"),
        ("şahar", "shahar"),
        ("öğil", "oʻgʻil"),
        ("çoy", "чой"),
    ],
)
def test_what_is_one_word_is_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_apart() -> None:
    assert len({fold(word) for word in ("xor", "hor", "kor", "qor", "ishi", "ishchi", "yosh", "osh")}) == 8


@given(st.text(max_size=60) | st.text("tsyeouabcцеёюяьъ'\u00ad", max_size=12))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
