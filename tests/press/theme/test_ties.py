"""Lines do not begin with a dash, nor end with a Russian word of one letter."""

import pytest

from serai.press.theme.ties import tied


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("полным — на бумаге", "полным~— на бумаге"),
        ("yana ochildi – piyodalar", "yana ochildi~– piyodalar"),
        ("и к шести на берегу", "и~к~шести на берегу"),
        ("«В доме» (с луком)", "«В~доме» (с~луком)"),
        ("я — это я", "я~— это я"),
        ("с <b>луком</b> и <i>в</i> доме", "с~<b>луком</b> и~<i>в</i> доме"),
        ('<a href="/в доме — тут/">в доме</a>', '<a href="/в доме — тут/">в~доме</a>'),
        ("a girl of 6 with x = y", "a girl of 6 with x = y"),
        ("пл. и", "пл. и"),
        ("۲۱ و ۲۲ — آب", "۲۱ و ۲۲~— آب"),
        ("2–3, кто-то, word—word", "2–3, кто-то, word—word"),
        ("", ""),
    ],
)
def test_a_dash_is_tied_to_what_is_before_it_and_a_letter_to_what_is_behind(
    plain: str, expected: str
) -> None:
    assert tied(plain) == expected.replace("~", "\u00a0")
    assert tied(tied(plain)) == tied(plain)
