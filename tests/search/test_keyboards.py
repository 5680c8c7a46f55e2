"""A keyboard that was set to another language is guessed, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.search import keyboards

LANGUAGES = ("en", "ru", "kk", "ky", "uz", "uz-Cyrl", "tg", "fa")


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("ghbdtn", "ru", "привет"),
        ("GHBDTN", "ru", "привет"),
        ("[kt,", "ru", "хлеб"),
        ("{KT<", "ru", "хлеб"),
        ("руддщ цщкдв", "en", "hello world"),
        ("5fksvlfh 2030", "kk", "ғалымдар 2030"),
        ("ghtpbltyn", "uz-Cyrl", "президент"),
        ("hvl", "fa", "ارم"),
        ("привет", "ru", ""),
        ("привет ghbdtn", "ru", ""),
        ("2030", "ru", ""),
        ("", "ru", ""),
        ("سلام", "ru", ""),
        ("你好", "en", ""),
        ("bread", "en", ""),
    ],
)
def test_the_same_keys_in_the_other_layout(typed: str, language: str, meant: str) -> None:
    assert keyboards.swapped(typed, language) == meant


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_whatever_is_typed_the_guess_is_no_longer_than_it(text: str, language: str) -> None:
    assert len(keyboards.swapped(text, language)) <= len(text.lower())
