"""Forms of one word have one stem; words that only look alike do not."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.search import analysis

LANGUAGES = ("en", "ru", "kk", "ky", "uz", "uz-Cyrl", "tg", "fa", "de", "zz", "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "wolf wolves"),
        ("en", "child children children's"),
        ("en", "freeze froze frozen freezing"),
        ("en", "miner miners miner's miners’"),
        ("ru", "лёд льда льдом лед"),
        ("ru", "овца овец овцы"),
        ("ru", "рынок рынка рынке рынки"),
        ("ru", "отключили отключение отключения отключённый"),
        ("ru", "девушка девушек"),
        ("ru", "огонь огня огнём"),
        ("ru", "письмо писем письма"),
    ],
)
def test_forms_of_one_word_have_one_stem(language: str, words: str) -> None:
    stems = {word: _stem(word, language) for word in words.split()}
    assert len(set(stems.values())) == 1, stems


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "wolf wool child chilled"),
        ("ru", "город гордый год"),
        ("ru", "река рок рак"),
        ("ru", "том тема тьма"),
        ("ru", "стена стан станок"),
        ("ru", "рубль рубеж рублёвка"),
    ],
)
def test_words_that_look_alike_have_stems_of_their_own(language: str, words: str) -> None:
    alike = [
        (one, other)
        for one, other in combinations(words.split(), 2)
        if _stem(one, language) == _stem(other, language)
    ]
    assert alike == []


@given(word=st.text(min_size=1, max_size=60), language=st.sampled_from(LANGUAGES))
def test_whatever_a_word_is_its_forms_are_short_and_what_is_asked_is_what_is_indexed(
    word: str, language: str
) -> None:
    found = [one.forms for one in analysis.words(word, language)]
    assert all(0 < len(one.exact) <= analysis.LONGEST and one.stem for one in found)
    assert found == [
        one
        for start, end in analysis.spans(word)
        if (one := analysis.forms(word[start:end], analysis.family(language))).exact
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("an anti-corruption law", ["anticorrupt"]),
        ("1,200 people, 4.7 million, 1 000 000 euros", ["1200", "1000000"]),
        ("12,34,56 and 2026-11-23 and a-b", []),
        ("Kumtor-2", []),
    ],
)
def test_what_is_written_apart_is_found_in_one_too(text: str, parts: list[str]) -> None:
    assert [one.stem for one in analysis.parts(text, "en")] == parts


@pytest.mark.parametrize("text", ["a-" * 50_000, "aa-" * 50_000 + "1", "1,000" * 20_000, "ا\u200c" * 50_000])
def test_a_text_made_to_hang_it_is_read_to_its_end(text: str) -> None:
    *_, last = analysis.words(text, "fa")
    list(analysis.parts(text, "fa"))
    assert last.end > len(text) - 3


def _stem(word: str, language: str) -> str:
    return analysis.forms(word, language).stem
