"""Running text: what is turned and what is left alone."""

import unicodedata

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
    assert to_cyrillic("5ta, 5-sinf, 24/7, 10km, 4K") == "5та, 5-синф, 24/7, 10км, 4K"


DATES = (
    ("2026-yil 24-noyabr", "2026 йил 24 ноябрь"),
    ("1991-yilning 31-avgustidan", "1991 йилнинг 31 августидан"),
    ("2026-yilda", "2026 йилда"),
    ("1990-yillar", "1990 йиллар"),
    ("3–9-mart", "3–9 март"),
    ("XX asr", "XX аср"),
    ("5-sinf", "5-синф"),
    ("5 yil oʻtdi", "5 йил ўтди"),
    ("2000 yil oldin", "2000 йил олдин"),
    ("2000 yilligi", "2000 йиллиги"),
)


def test_a_date_has_a_hyphen_in_latin_and_none_in_cyrillic() -> None:
    assert [to_cyrillic(latin) for latin, _ in DATES] == [cyrillic for _, cyrillic in DATES]
    assert [to_latin(cyrillic) for _, cyrillic in DATES] == [latin for latin, _ in DATES]


def test_other_hyphens_stay() -> None:
    kept = ("el-yurt", "32-mart", "20260-yil", "5-yil", "2026-yilnoma", "Boeing-737-yil")
    assert [("-" in to_cyrillic(text)) for text in kept] == [True] * len(kept)
    assert to_cyrillic("https://kun.uz/2026-yil va 24-\u2060noyabr") == "https://kun.uz/2026-yil ва 24 ноябрь"
    assert to_latin("a 12 майдон, 2026 йўл") == "a 12 maydon, 2026 yoʻl"


def test_units_and_their_powers_are_words() -> None:
    assert to_cyrillic("5 km, 3 kg, 100 km² va 2 m³, 7 kVt, MVt") == "5 км, 3 кг, 100 км² ва 2 м³, 7 кВт, МВт"
    assert to_latin("100 км² ва 2 м³") == "100 km² va 2 m³"


def test_abbreviations_go_letter_by_letter() -> None:
    latin = "AQSh, BMT, OAV, YaIM, YaTT, YuNESKO, MChJ, YeOII, ShHT, OʻzMU, ToshDU"
    cyrillic = "АҚШ, БМТ, ОАВ, ЯИМ, ЯТТ, ЮНЕСКО, МЧЖ, ЕОИИ, ШҲТ, ЎзМУ, ТошДУ"
    assert to_cyrillic(latin) == cyrillic
    assert to_latin(cyrillic) == latin
    assert to_cyrillic("AQSH, AQShning, MChJga, YaIMni, ToshDUda") == "АҚШ, АҚШнинг, МЧЖга, ЯИМни, ТошДУда"
    assert to_latin("АҚШнинг, ЯИМни") == "AQShning, YaIMni"


def test_capitals_are_kept_however_they_stand() -> None:
    assert to_cyrillic("SHANBA Shanba ShANBA ShAHAR YEVROPA CHOʻL") == "ШАНБА Шанба ШАНБА ШАҲАР ЕВРОПА ЧЎЛ"


def test_what_nobody_sees_is_no_letter() -> None:
    assert to_cyrillic("kon\u00adsert, o\u200dʻzbek, s\u200bh, po\u00adema") == "концерт, ўзбек, ш, поэма"
    assert fold("kon\u00adsert") == fold("концерт")
    assert to_latin("Ў\u00adз\u00adбек") == "Oʻzbek"


def test_letters_of_two_signs_are_one() -> None:
    apart = unicodedata.normalize("NFD", "ўйин й")
    assert len(apart) > len("ўйин й")
    assert to_latin(apart) == "oʻyin y"
    assert to_cyrillic("cafe\u0301 bu") == "cafe\u0301 бу"


def test_english_stays_in_a_quotation_and_as_a_whole_paragraph() -> None:
    assert to_cyrillic("U «The Guardian»da yozdi") == "У «The Guardian»да ёзди"
    for text in ("The river stopped at the end of June.", "Notes from a border and the people"):
        assert to_cyrillic(text) == text
    assert to_cyrillic("The Beatles va of") == "Тҳе Беатлес ва оф"
    assert to_cyrillic("Washington tinch kelishuvga rozi") == "Washington тинч келишувга рози"


def test_russian_stays_as_a_whole_paragraph() -> None:
    text = "Это было не для нас, и мы ушли."
    assert to_latin(text) == text
    assert to_latin("Крым масаласи") == "Krim masalasi"


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
        "«The» " * 20_000,
        "\u00ad" * 20_000,
        "o\u00ad" * 20_000,
        "2026-yil " * 10_000,
        "the of " * 20_000,
    ):
        assert to_cyrillic(to_cyrillic(text)) == to_cyrillic(text)
        fold(text)
