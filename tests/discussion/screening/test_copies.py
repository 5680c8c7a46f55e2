"""Near-copies are found among strangers, in five languages, and strangers are left alone."""

import random
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening import copies, folding
from tests.discussion.screening.sentences import comments, edited


def in_grams(text: str) -> copies.Grams:
    return copies.grams(folding.fold(text))


def test_of_copies_with_a_sixth_of_the_words_changed_nineteen_in_twenty_are_found() -> None:
    chance = random.Random(15)
    candidates = alike = 0
    originals = comments(seed=1, each=80)
    for comment in originals:
        one, other = in_grams(comment), in_grams(edited(comment, chance))
        candidates += bool(set(copies.bands(one)) & set(copies.bands(other)))
        alike += copies.alike(one, other) >= copies.ALIKE
    assert (len(originals), candidates >= 380, alike >= 380) == (400, True, True)


def test_of_a_hundred_thousand_pairs_of_strangers_not_ten_are_taken_for_copies() -> None:
    sets = [in_grams(comment) for comment in comments(seed=2, each=100)]
    pairs = [copies.alike(one, other) >= copies.ALIKE for one, other in combinations(sets, 2)]
    assert (len(pairs), sum(pairs)) == (124_750, 0)


def test_a_copy_in_other_letters_is_the_same_set() -> None:
    written = "Не верьте ему, он продался ещё вчера"
    disguised = "НЕ BEPЬTE ЕМУ —\u200b он пр\u0301одался еще вчepa!!!"
    assert np.array_equal(in_grams(written), in_grams(disguised))


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_the_jaccard_index(one: str, other: str) -> None:
    first, second = in_grams(one), in_grams(other)
    left, right = set(first.tolist()), set(second.tolist())
    together = left | right
    assert copies.alike(first, second) == (len(left & right) / len(together) if together else 0.0)
    assert copies.alike(first, second) == copies.alike(second, first)


@given(st.text(max_size=200))
def test_the_bands_of_equal_texts_are_equal_and_fit_a_database(text: str) -> None:
    numbers = copies.bands(in_grams(text))
    assert numbers == copies.bands(in_grams(text))
    assert len(numbers) == (copies.BANDS if folding.fold(text) else 0)
    assert all(0 <= number < 2**63 for number in numbers)


def test_another_newsrooms_bands_are_other_numbers() -> None:
    chance = random.Random(5)
    (comment, *_) = comments(seed=8, each=1)
    one, other = in_grams(comment), in_grams(edited(comment, chance, share=0.1))
    assert set(copies.bands(one, 7)) & set(copies.bands(other, 7))
    assert not set(copies.bands(one, 7)) & set(copies.bands(one, 2**64 - 8))


def test_the_signature_estimates_the_likeness() -> None:
    chance = random.Random(3)
    errors = []
    for comment in comments(seed=3, each=20):
        one, other = in_grams(comment), in_grams(edited(comment, chance, share=0.3))
        estimate = float(np.mean(copies.signature(one) == copies.signature(other)))
        errors.append(estimate - copies.alike(one, other))
    assert abs(float(np.mean(errors))) < 0.02


def test_short_texts_are_copies_only_where_equal() -> None:
    assert copies.near("Спасибо!", "спасибо")
    assert not copies.near("Спасибо вам", "Спасибо нам")
    assert not copies.near("", "")
    assert not copies.near("!!!", "...")


def test_equal_short_texts_meet_in_one_place_and_in_no_other() -> None:
    here = copies.equal_band(folding.fold("Позор!"), "ru/a")
    assert here == copies.equal_band(folding.fold("ПО3ОP"), "ru/a")
    assert here != copies.equal_band(folding.fold("Позор!"), "ru/b")
    assert here != copies.equal_band(folding.fold("Порзо!"), "ru/a")


def test_the_longest_comment_is_compared_as_any() -> None:
    text = "".join(random.Random(4).choices("абвгдежзийклмнопрст ", k=20_000))
    assert len(copies.bands(in_grams(text))) == copies.BANDS
    assert copies.near(text, text[:15_000])
