"""A passage in other letters than its page runs its own way; a mixed one runs as the page does."""

import pytest

from serai.press.theme.directions import against
from serai.press.theme.environment import Theme
from tests.press.theme.samples import story_view


@pytest.mark.parametrize(
    ("page", "words", "turned"),
    [
        ("rtl", "“The river stopped,” she wrote in 2019.", ' dir="ltr"'),
        ("rtl", "<a href='https://example.org/آب'>Вода</a>", ' dir="ltr"'),
        ("rtl", "BBC نوشت که رود ایستاد.", ""),
        ("rtl", "رود در سال ۲۰۱۹ ایستاد (Karasu).", ""),
        ("rtl", "<b lang='en'>۱۳۹۸</b> – 2019", ""),
        ("ltr", "<i>بنی‌آدم اعضای یک پیکرند</i>", ' dir="rtl"'),
        ("ltr", "Сӯзанӣ گفت", ""),
        ("ltr", "", ""),
        ("ltr", "2019 — 12,5 %", ""),
        ("ltr", "<i>بنی‌آدم&nbsp;اعضای &amp; یک</i>", ' dir="rtl"'),
        ("rtl", "2019 &amp; 2020&nbsp;—", ""),
        ("rtl", "R&amp;D &lt;in&gt; 2019", ' dir="ltr"'),
    ],
)
def test_only_what_is_wholly_in_other_letters_is_turned(page: str, words: str, turned: str) -> None:
    assert str(against(page)(words)) == turned


def test_a_story_turns_its_foreign_paragraphs_alone(theme: Theme) -> None:
    pages = {
        code: theme.render(story_view(code, style=theme.style, icon=theme.icon)).decode()
        for code in ("en", "fa")
    }
    assert '<p dir="rtl">' not in pages["en"].split('class="discussion"')[0]
    assert '<p dir="ltr">' not in pages["fa"].split('class="discussion"')[0]
