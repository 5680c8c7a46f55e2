"""Markup in books: well-formed whatever it was, and every address one that a program can follow."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.press.theme import xhtml

SITE = "https://courier.example"
pieces = st.sampled_from(
    (
        "<b>",
        "</b>",
        "<br>",
        "<a href='",
        "/en/a b/",
        "https://x.example/?a=1&b=2#c#d",
        "'>",
        "</a>",
        '<abbr title="<&>\'">',
        "</abbr>",
        "&nbsp;",
        "&amp;",
        "&#0;",
        "<bdi dir=rtl lang=fa>",
        "</bdi>",
        "<script>x</script>",
        "<i lang='a b'>",
        "</i>",
        "%",
        "\x0b",
        "متن",
    )
)


@given(st.lists(pieces | st.text(max_size=8), max_size=12).map("".join))
def test_whatever_is_written_comes_out_well_formed(markup: str) -> None:
    made = xhtml.fit(f"<p>{xhtml.inline(markup, SITE)}</p>")
    assert ET.fromstring(made).tag == "p"


@pytest.mark.parametrize(
    ("url", "site", "wanted"),
    [
        ("/en/about/", SITE, f"{SITE}/en/about/"),
        ("/en/about/", "", ""),
        ("//elsewhere.example/", SITE, ""),
        ("about/", SITE, ""),
        ("#here", SITE, ""),
        ("javascript:alert(1)", SITE, ""),
        ("https://x.example/a b?q=ё&r=%zz#c#d", SITE, "https://x.example/a%20b?q=%D1%91&r=%25zz#c%23d"),
        ("https://name@x.example/", SITE, ""),
        ("https://пример.рф:8000/мост", SITE, "https://xn--e1afmkfd.xn--p1ai:8000/%D0%BC%D0%BE%D1%81%D1%82"),
        (f"https://{'ё' * 70}.рф/", SITE, ""),
        ("https://ё..рф/", SITE, ""),
        ("https://a\\b.example/", SITE, ""),
        ("http://", SITE, ""),
        ("mailto:desk@courier.example", SITE, "mailto:desk@courier.example"),
        ("mailto:desk", SITE, ""),
        ("tel:+7 727 000", SITE, ""),
        ("tel:+7727000", SITE, "tel:+7727000"),
    ],
)
def test_an_address_is_whole_or_left_out(url: str, site: str, wanted: str) -> None:
    assert xhtml.whole(url, site) == wanted


def test_a_link_that_leads_nowhere_leaves_its_words() -> None:
    assert xhtml.inline('<a href="/a/">one</a> <b>two</b>', "") == "one <b>two</b>"


def test_a_language_stands_in_both_spellings_and_only_where_it_is_one() -> None:
    assert xhtml.inline('<i lang="ru">да</i><i lang="x y">no</i>', SITE) == (
        '<i lang="ru" xml:lang="ru">да</i><i>no</i>'
    )
