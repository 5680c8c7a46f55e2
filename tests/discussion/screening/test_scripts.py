"""A comment in another script is noticed; languages of several scripts are given theirs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening.scripts import mismatch, script_of


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The bridge was closed again", "ru", ("cyrillic", "latin")),
        ("Мост снова закрыли вчера", "en", ("latin", "cyrillic")),
        ("پل دوباره بسته شد امروز", "en", ("latin", "arabic")),
        ("Мост снова закрыли вчера", "fa", ("arabic", "cyrillic")),
        ("桥又关了" * 4, "kk", ("cyrillic/latin", "han")),
        ("Көпір бүгін тағы жабылды", "kk", None),
        ("Köpir bügin tağy jabyldy", "kk", None),
        ("Ko‘prik bugun yana yopildi", "uz", None),
        ("Кўприк бугун яна ёпилди", "uz", None),
        ("Кўприк бугун яна ёпилди", "uz-Latn", ("latin", "cyrillic")),
        ("Мост закрыли, see https://bridge.example", "ru", None),
        ("OK, thanks", "ru", None),
        ("The bridge was closed again", "xx", None),
        ("The bridge was closed again", "", None),
        ("", "ru", None),
        ("1234567890 !!! 👍👍👍", "ru", None),
    ],
)
def test_a_script_is_strange_where_the_language_is_not_written_in_it(
    text: str, language: str, found: tuple[str, str] | None
) -> None:
    assert mismatch(text, language) == found


@pytest.mark.parametrize(
    ("character", "script"),
    [("a", "latin"), ("ё", "cyrillic"), ("ұ", "cyrillic"), ("ی", "arabic"), ("λ", "greek"), ("中", "han")],
)
def test_letters_have_scripts(character: str, script: str) -> None:
    assert script_of(character) == script


@given(st.characters(categories=["Lu", "Ll", "Lo"]))
def test_what_is_told_of_a_letter_is_in_its_name(character: str) -> None:
    script = script_of(character)
    name = unicodedata.name(character, "")
    if script in {"cyrillic", "arabic", "greek", "hebrew", "armenian", "georgian", "devanagari", "hangul"}:
        assert script.upper() in name
    for known in ("CYRILLIC", "ARABIC LETTER", "HEBREW LETTER"):
        if name.startswith(known):
            assert script in {known.split()[0].lower(), "other"}


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_in_any_language_is_read(text: str, language: str) -> None:
    assert mismatch(text, language) is None or mismatch(text, language)
