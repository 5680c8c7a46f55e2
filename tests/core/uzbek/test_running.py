"""Running text: what is turned and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core.uzbek import fold, to_cyrillic, to_latin
from tests.core.uzbek import table

SIGNS = "aeioubcdghklmnsthwxyzqQSCHOGYXIV'’ʻʼ‘` .,-«»“”\"@#_:/0123456789абвўқғҳъьэеёцщыéw"
texts = st.text(alphabet=SIGNS, max_size=60) | st.text(max_size=40)
pieces = st.lists(
    st.sampled_from(
        [
            "https://kun.uz/a",
            "«The Wall»",
            "«Men Facebookda ko‘rdim»",
            "O‘zbekiston",
            "Is'hoq",
            "XX asr",
            "V. Ivanov",
            "Googleʼga",
            "tog’",
            "‘bog‘",
            "konsert",
            "Крым",
            "ToshDU",
            '"New York"',
            "5ta",
            "salom@kun.uz",
        ]
    ),
    max_size=6,
).map(" ".join)


@pytest.mark.parametrize("text", table.LEFT_ALONE[:-1])
def test_what_is_no_uzbek_is_left_alone(text: str) -> None:
    assert to_cyrillic(f"Bu {text} edi") == f"Бу {text} эди"


def test_cyrillic_in_a_latin_story_stays() -> None:
    assert to_cyrillic("U «Мы здесь» dedi") == "У «Мы здесь» деди"


def test_latin_in_a_cyrillic_story_stays() -> None:
    assert (
        to_latin("У «The Wall» ҳақида деди: https://пример.рф")
        == "U «The Wall» haqida dedi: https://пример.рф"
    )


def test_a_russian_quotation_in_a_cyrillic_story_stays() -> None:
    assert to_latin("У «Крым и мы» деди") == "U «Крым и мы» dedi"


def test_a_quotation_with_a_brand_in_it_is_still_uzbek() -> None:
    assert to_cyrillic("«Men Facebookda ko‘rdim»") == "«Мен Facebookда кўрдим»"


def test_endings_of_what_is_kept_are_turned() -> None:
    assert to_cyrillic("Googleda, Telegramning, Googleʼga") == "Googleда, Telegramнинг, Googleʼга"
    assert to_latin("Googleда") == "Googleda"


def test_a_newsroom_keeps_words_of_its_own() -> None:
    kept = frozenset({"Serai Post", "Deutsche Welle", "Tor"})
    assert (
        to_cyrillic("Serai Postda, Tor tarmog‘i, tor ko‘cha", kept) == "Serai Postда, Tor тармоғи, тор кўча"
    )
    assert to_latin("Правда газетаси", frozenset({"Правда"})) == "Правда gazetasi"


def test_a_hostile_list_of_kept_words_is_only_words() -> None:
    assert to_cyrillic("salom (a+)+ [", frozenset({"(a+)+", "[", "", " ", "a#b"})) == "салом (a+)+ ["


def test_a_roman_numeral_is_no_initial() -> None:
    assert (
        to_cyrillic("XX asr, II jahon urushi, V. Ivanov, I bob") == "XX аср, II жаҳон уруши, В. Иванов, I боб"
    )


def test_a_quotation_mark_is_no_letter() -> None:
    assert to_cyrillic("‘bog‘ va 'so'z' va tog'") == "‘бог‘ ва 'сўз' ва тоғ"


def test_numbers_keep_their_endings() -> None:
    assert to_cyrillic("5ta, 1991-yil, 24/7, 10km, 4K") == "5та, 1991-йил, 24/7, 10км, 4K"


def test_nothing_is_nothing() -> None:
    assert (to_cyrillic(""), to_latin(""), fold("")) == ("", "", "")


@given(texts | pieces)
def test_turning_twice_changes_nothing(text: str) -> None:
    cyrillic, latin = to_cyrillic(text), to_latin(text)
    assert to_cyrillic(cyrillic) == cyrillic
    assert to_latin(latin) == latin


NATIVE = st.lists(
    st.builds(
        lambda a, b, c: a + b + c,
        st.sampled_from("бдғгжзклмнпрстфхчшқҳ"),
        st.sampled_from("аиоуў"),
        st.sampled_from(["", "", "н", "р", "л", "м", "қ"]),
    ),
    min_size=1,
    max_size=4,
).map("".join)


@given(st.lists(NATIVE, max_size=6).map(" ".join))
def test_native_words_come_back_as_they_were(text: str) -> None:
    assert to_latin(to_cyrillic(to_latin(text))) == to_latin(text)
    assert fold(to_latin(text)) == fold(text)


def test_long_hostile_text_is_done_in_bounded_time() -> None:
    for text in (
        "im" * 20_000,
        "a." * 20_000,
        "o'" * 20_000,
        "«" * 20_000,
        "@a" * 20_000,
        "Google" + "imi" * 9_000,
    ):
        assert to_cyrillic(to_cyrillic(text)) == to_cyrillic(text)
        fold(text)
