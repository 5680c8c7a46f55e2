"""Words of the list are found however they are written; other words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening.words import LIST_LIMIT, Words, fits

LIST = Words(
    ["казино*", "легкие деньги", "дурак", "қарақшы", "qo‘poruvchi", "کلاهبردار", "visit my page*", "🤡"]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("В КАЗИНО играли", ["казино*"]),
        ("казиношка", ["казино*"]),
        ("KA3ИHO!", ["казино*"]),
        ("к а з и н о", ["казино*"]),
        ("к.а.з.и.н.о", ["казино*"]),
        ("ка\u200bзи\u00adно", ["казино*"]),
        ("ддууррраак", ["дурак"]),
        ("Легкие,\n деньги", ["легкие деньги"]),
        ("лёгкие деньги", ["легкие деньги"]),
        ("қарақшы", ["қарақшы"]),
        ("каракшы", ["қарақшы"]),
        ("QOʻPORUVCHI", ["qo‘poruvchi"]),
        ("كلاهبردار", ["کلاهبردار"]),
        ("Visit my pages now", ["visit my page*"]),
        ("ха 🤡🤡", ["🤡"]),
        ("дурак в казино", ["дурак", "казино*"]),
        ("дураки", []),
        ("подказино", []),
        ("деньги легкие", []),
        ("легкие", []),
        ("visit my", []),
        ("", []),
        (" ", []),
    ],
)
def test_words_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert LIST.found_in(text) == found


def test_an_empty_list_finds_nothing() -> None:
    assert (Words([]).found_in("казино"), len(Words([]))) == ([], 0)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("казино", True),
        ("a*", True),
        ("🤡", True),
        ("", False),
        ("*", False),
        ("...", False),
        ("x" * 101, False),
        ("а б в г д е ж з и", False),
        ("абвгд" * 9 + "*", False),
    ],
)
def test_an_entry_fits_if_it_can_be_looked_for(word: str, expected: bool) -> None:
    assert fits(word) == expected


def test_ten_thousand_words_are_looked_for_in_the_longest_comment() -> None:
    syllables = ("ka", "lo", "mi", "ru", "te", "sa", "no", "pi", "du", "ve")
    made = [
        syllables[n // 1000 % 10] + syllables[n // 100 % 10] + syllables[n // 10 % 10] + syllables[n % 10]
        for n in range(LIST_LIMIT)
    ]
    words = Words([f"{word}*" if index % 2 else word for index, word in enumerate(made)])
    assert len(words) == LIST_LIMIT
    assert words.found_in("x" * 20_000) == []
    assert words.found_in("x " * 9_990 + made[77] + "ending") == [made[77] + "*"]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20).filter(fits))
def test_a_word_stands_out_between_any_others(before: str, after: str, word: str) -> None:
    assert word in Words([word]).found_in(f"{before} | {word.rstrip('* ')} | {after}")
