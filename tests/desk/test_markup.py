"""Rich text on its way out: of whatever was typed or planted, words, emphasis and links remain."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.desk import markup

PARTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<svg>",
        "<math>",
        '<a href="javascript:alert(1)">',
        '<a linktype="page" id="7">',
        '<a linktype="page" id="8">',
        "</a>",
        '<a linktype="document" id="7">',
        '<img src=x onerror="alert(1)">',
        "<ul><li>",
        "</li></ul>",
        "<ol><li>",
        "<h2>",
        "</h2>",
        "<iframe src=//x>",
        "&lt;script&gt;",
        "&#0;",
        "\x00",
        "\x1b",
        "‮",
        '" onclick="',
        "<table>",
        "<noscript>",
        "<template>",
        "<form action=//x>",
        "<base href=//x>",
        "<embed>",
        "<div>",
        "</div>",
        "слово",
        " ",
    ]
)
ALLOWED = {"a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "s", "strong", "sub", "sup"}
BLOCKS = ALLOWED | {"p", "ul", "ol", "li", "h2", "h3", "blockquote"}
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>")


def dangerous(made: str, allowed: set[str]) -> list[str]:
    """The tags, attributes and addresses of `made` that may not be there."""
    tags = [(name, rest) for name, rest in TAG.findall(made)]
    found = [name for name, _rest in tags if name.lower() not in allowed]
    for _name, rest in tags:
        found += re.findall(r"\s(on\w+|style|src)=", rest)
        found += re.findall(r'href="(?!https?:|/|mailto:|tel:)([^"]*)', rest)
    return found


@given(st.lists(PARTS | st.text(max_size=8), max_size=14).map("".join))
@settings(deadline=None, max_examples=150)
def test_nothing_dangerous_comes_out_of_anything(source: str) -> None:
    known = {7: "/en/2026/11/23/a/"}
    for kind, content in markup.pieces(source, known):
        for words in [content] if isinstance(content, str) else content:
            assert kind == "subhead" or dangerous(words, ALLOWED) == []
    assert dangerous(markup.prose(source, known), BLOCKS) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("<p></p><p> </p>", []),
        ("one<p>two</p>three", [("paragraph", "one"), ("paragraph", "two"), ("paragraph", "three")]),
        ("<p>a<br/>b</p>", [("paragraph", "a<br>b")]),
        ("<h2>Head</h2><p>x</p>", [("subhead", "Head"), ("paragraph", "x")]),
        ("<ul><li>a</li><li><b>b</b></li><li></li></ul>", [("list", ("a", "<b>b</b>"))]),
        ("<ol><li>a</li></ol>", [("ordered", ("a",))]),
        ("<b>x</b> y", [("paragraph", "<b>x</b> y")]),
        ("1 &lt; 2 &amp; 3", [("paragraph", "1 &lt; 2 &amp; 3")]),
    ],
)
def test_pieces(source: str, expected: list[object]) -> None:
    assert list(markup.pieces(source, {})) == expected


def test_a_page_link_becomes_its_address_or_words() -> None:
    source = '<p><a linktype="page" id="7">a</a> <a id="8" linktype="page">b</a></p>'
    assert markup.linked_pages(source) == {7, 8}
    made = markup.inline(source, {7: "/en/2026/11/23/a/"})
    assert made == '<a href="/en/2026/11/23/a/" rel="noopener noreferrer">a</a> b'


def test_several_paragraphs_of_a_quote_stay_apart() -> None:
    assert markup.inline("<p>a</p><p>b</p>", {}) == "a<br>b"
