"""Markup: words between tags are turned, nothing else is touched."""

import re

from hypothesis import given
from hypothesis import strategies as st

from serai.core import html
from serai.core.uzbek import markup


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
