"""Markup: words between tags are turned, nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core import html
from serai.core.uzbek import markup, to_cyrillic, to_latin


def test_tags_and_attributes_stay() -> None:
    given_ = (
        '<p>Bu <a href="https://kun.uz/salom" rel="noopener noreferrer">havola</a>, <em>oʻzbekcha</em></p>'
    )
    assert markup.to_cyrillic(given_) == (
        '<p>Бу <a href="https://kun.uz/salom" rel="noopener noreferrer">ҳавола</a>, <em>ўзбекча</em></p>'
    )


def test_code_and_other_languages_stay() -> None:
    given_ = '<code>salom</code> <i lang="en">so be <b>it</b></i> <i lang="uz">salom</i> salom'
    assert markup.to_cyrillic(given_) == (
        '<code>salom</code> <i lang="en">so be <b>it</b></i> <i lang="uz">салом</i> салом'
    )


def test_entities_are_signs_like_others() -> None:
    assert (
        markup.to_cyrillic("non &amp; tuz, o&#39;zbek&nbsp;tili &lt;b&gt;")
        == "нон &amp; туз, ўзбек&nbsp;тили &lt;б&gt;"
    )


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("<b>S</b>hahar", "<b>Ш</b>аҳар"),
        ("<b>O</b>‘zbekiston", "<b>Ў</b>збекистон"),
        ("<b>Y</b><i>o</i>‘l", "<b>Й</b><i>ў</i>л"),
        ("<b>Is</b>'hoq, Is'<b>hoq</b>", "<b>Исҳ</b>оқ, Исҳ<b>оқ</b>"),
        ("konst<em>itu</em>tsiya", "конст<em>иту</em>ция"),
        ("<b>oktab</b>r oyi", "<b>октяб</b>рь ойи"),
        ("«The <i>New</i> York Times»", "«The <i>New</i> York Times»"),
        ("Orient <b>Post</b>da", "Orient <b>Post</b>да"),
        ("H<sub>2</sub>O va CO<sub>2</sub>", "H<sub>2</sub>O ва CO<sub>2</sub>"),
        ("o‘zbek<sup>1</sup> tili", "ўзбек<sup>1</sup> тили"),
        ("salom<br>dunyo", "салом<br>дунё"),
        ('<a href="https://a.example/s&amp;h">s</a>huning', '<a href="https://a.example/s&amp;h">ш</a>унинг'),
        ("2026<b>-yil</b>", "2026<b> йил</b>"),
        ("s<code>h</code>", "с<code>h</code>"),
        ("a &lt;<b>s</b>h&gt;", "а &lt;<b>ш</b>&gt;"),
        ("", ""),
        ("<b></b>", "<b></b>"),
    ],
)
def test_a_word_is_read_across_the_tags_inside_it(latin: str, cyrillic: str) -> None:
    assert markup.to_cyrillic(latin, frozenset({"Orient Post"})) == cyrillic


def test_a_paragraph_in_another_language_stays() -> None:
    given_ = (
        '<p lang="ru">Shahar</p><p lang="kaa">Qaraqalpaqstan</p><p>The end of <b>the</b> river, with us</p>'
    )
    assert markup.to_cyrillic(given_) == given_
    assert (
        markup.to_latin("<p>Крым и <b>мы</b>: это не для нас</p>")
        == "<p>Крым и <b>мы</b>: это не для нас</p>"
    )


@given(st.text(alphabet="soghy'ʻʼ‘aeiu- \u00ad1", max_size=30), st.lists(st.integers(0, 30), max_size=4))
def test_tags_between_letters_change_no_letter(text: str, cuts: list[int]) -> None:
    """Wherever a word is cut by tags, the words are those that it has without them."""
    places = sorted(cuts)
    parts = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    for turn, plain in ((markup.to_cyrillic, to_cyrillic), (markup.to_latin, to_latin)):
        assert turn("<i></i>".join(parts)).replace("<i></i>", "") == plain(text)


def test_deep_and_long_markup_is_done_in_bounded_time() -> None:
    for given_ in (
        "<b>sh</b>" * 20_000,
        "<i>" * 5_000 + "sh" + "</i>" * 5_000,
        "</b>" * 20_000,
        "s<b>" * 20_000,
    ):
        assert "ш" in markup.to_cyrillic(given_ + " sh")


def test_empty_elements_close_nothing() -> None:
    assert markup.to_cyrillic("<code>a<br>bu</code><br>bu") == "<code>a<br>bu</code><br>бу"


def test_back_to_latin() -> None:
    assert markup.to_latin("<b>Ўзбек</b> тили") == "<b>Oʻzbek</b> tili"


@given(st.text(alphabet="abo'<>/&;#=\"pi ўш", max_size=60).map(html.blocks))
def test_tags_come_out_as_they_went_in(clean: str) -> None:
    turned = markup.to_cyrillic(clean)
    assert re.findall(r"<[^>]*>", turned) == re.findall(r"<[^>]*>", clean)
    assert html.blocks(turned) == turned
    assert markup.to_cyrillic(turned) == turned
