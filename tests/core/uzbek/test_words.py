"""Words of both scripts, one by one."""

import pytest

from serai.core.uzbek import to_cyrillic, to_latin, words
from tests.core.uzbek import table


def _pairs(rows: str) -> list[tuple[str, str]]:
    return [(latin, cyrillic) for latin, _, cyrillic in (row.partition("=") for row in rows.split())]


def test_a_table_of_real_words_holds_in_both_directions() -> None:
    assert len(table.BOTH.split()) >= 150
    pairs = _pairs(table.BOTH)
    assert [to_cyrillic(latin) for latin, _ in pairs] == [cyrillic for _, cyrillic in pairs]
    assert [to_latin(cyrillic) for _, cyrillic in pairs] == [latin for latin, _ in pairs]


def test_every_apostrophe_people_type_is_read() -> None:
    pairs = _pairs(table.ONE_WAY)
    assert [to_cyrillic(latin) for latin, _ in pairs] == [cyrillic for _, cyrillic in pairs]


@pytest.mark.parametrize("latin", sorted(words._stems()))
def test_no_stem_is_listed_that_the_letters_tell_anyhow(latin: str) -> None:
    assert words._by_rule_to_cyrillic(latin, 0, "") != words._stems()[latin]


def test_stems_are_written_in_the_two_alphabets() -> None:
    for latin, cyrillic in words._stems().items():
        assert all(sign < "\u0400" for sign in latin), latin
        assert all("\u0400" <= sign <= "\u04ff" for sign in cyrillic), cyrillic


def test_a_short_stem_needs_an_ending_behind_it() -> None:
    assert to_cyrillic("sirk sirkda sirki sirkning") == "цирк циркда цирки циркнинг"
    assert to_cyrillic("sirka sirkali") == "сирка сиркали"


def test_a_soft_sign_goes_before_an_ending() -> None:
    assert to_cyrillic("aprel apreldagi rolning modellar") == "апрель апрелдаги ролнинг моделлар"


def test_an_abbreviation_keeps_its_small_letter_and_a_heading_does_not() -> None:
    assert to_latin("АҚШ, МЧЖ, ШАРҚ, Ш. Рашидов") == "AQSh, MChJ, SHARQ, Sh. Rashidov"


def test_old_russian_letters_have_a_latin() -> None:
    assert to_latin("Крым, Солженицын, щит") == "Krim, Soljenitsin, shchit"
