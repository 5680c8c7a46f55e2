"""What looks the same folds to the same; what cannot be seen is not there; nothing breaks it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening import folding


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CАSINО", "casino"),
        ("саsіnо", "casino"),
        ("cas1n0", "casino"),
        ("ca\u200bs\u00adi\u202eno\ufeff", "casino"),
        ("c\u0336a\u0489s\u0301i\u0300n\u0308o\u20dd", "casino"),
        ("ＣＡＳＩＮＯ", "casino"),
        ("𝓬𝓪𝓼𝓲𝓷𝓸", "casino"),
        ("caaaasino", "casino"),
        ("ДУРАК", "дypak"),
        ("Ещё", "еще"),
        ("йод", "иод"),
        ("қазақ", "kaзak"),
        ("казак", "қазақ"),
        ("O‘zbekiston", "ozbekiston"),
        ("oʻzbekiston", "o'zbekiston"),
        ("كتاب", "کتاب"),
        ("على", "علی"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("می\u200cرود", "میرود"),
        ("ΑΒΕΖ", "abez"),
        ("!!! one -- two\n\tthree…", "one two three"),
        ("۱۲۳", "123"),
        ("２０２６", "2026"),
    ],
)
def test_what_looks_alike_folds_alike(written: str, meant: str) -> None:
    assert folding.fold(written) == folding.fold(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [("мост", "рост"), ("casino", "cabin"), ("2026", "2027"), ("سلام", "کلام"), ("ол", "ел")],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folding.fold(one) != folding.fold(other)


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b\u200c\u200d\ufeff", "\u0301" * 900, "\ud800\udfff", "…—!", "\u3164"]
)
def test_what_holds_no_word_folds_to_nothing(text: str) -> None:
    assert (folding.fold(text), [token for token in folding.tokens(text) if token]) == ("", [])


def test_emoji_are_words_in_any_skin() -> None:
    assert folding.fold("👍🏿👍🏻👍") == folding.fold("👍") == "👍"


@given(st.text(max_size=400))
def test_any_text_folds_to_words_with_one_space_between(text: str) -> None:
    folded = folding.fold(text)
    assert folded == folded.strip()
    assert "  " not in folded
    assert not [one for one in folded if unicodedata.category(one) in {"Mn", "Cf", "Cs", "Cc"}]


@given(st.text(max_size=400))
def test_each_letter_that_the_learner_reads_has_its_place_in_the_text(text: str) -> None:
    read, places = folding.read(text), folding.places(text)
    assert len(read) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


def test_a_text_of_all_of_unicode_does_not_fill_the_memory() -> None:
    folding.fold("".join(map(chr, range(0x20000))))
    assert len(folding._FOR_COMPARING) <= 20_000
