"""Whatever markup comes in, what goes out can do nothing but stand there."""

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core import html
from tests.browser import new_page
from tests.core.payloads import PAYLOADS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

ATTRIBUTES = {"a": {"href", "hreflang", "rel"}, "abbr": {"title"}, "bdi": {"dir"}}
DOORS = {"inline": (html.inline, html.INLINE_TAGS), "blocks": (html.blocks, html.BLOCK_TAGS)}


class Elements(HTMLParser):
    """What a parser other than the sanitiser's own finds in markup."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.strange: list[str] = []
        self.words: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    def handle_decl(self, decl: str) -> None:
        self.strange.append(decl)

    def handle_pi(self, data: str) -> None:
        self.strange.append(data)


def is_harmless(markup: str, tags: frozenset[str]) -> bool:
    """Only allowed elements, attributes and schemes; no comment, declaration or instruction."""
    page = Elements(markup)
    return page.strange == [] and all(
        tag in tags
        and set(attributes) <= ATTRIBUTES.get(tag, set()) | {"lang"}
        and scheme(attributes.get("href", "")) in html.SCHEMES | {""}
        for tag, attributes in page.found
    )


def scheme(address: str) -> str:
    """An address's scheme as a browser finds it: without control characters and white space."""
    return urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme.lower()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_attack_comes_out_harmless(door: str, payload: str) -> None:
    clean, tags = DOORS[door]

    assert is_harmless(clean(payload), tags)
    assert clean(clean(payload)) == clean(payload)


@pytest.mark.browser
def test_no_attack_runs_in_a_browser(browser: "Browser") -> None:
    page = new_page(browser, scripts=True)
    asked: list[str] = []

    def dismiss(dialog: "Dialog") -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", dismiss)
    for payload in PAYLOADS:
        for clean, _ in DOORS.values():
            page.set_content(f"<!doctype html><body><div>{clean(payload)}</div><p id=end></p>")
            assert page.locator("body > #end").count() == 1, payload
            page.evaluate(
                "document.querySelectorAll('*').forEach(e => e.dispatchEvent(new Event('mouseover')))"
            )
            page.evaluate("document.body.innerHTML = document.body.innerHTML")

    assert asked == []


PIECES = st.sampled_from(
    [
        *PAYLOADS[:30],
        "<b>", "</b>", "<i x=y>", "<p>", "</p>", "<ul><li>", "<svg>", "</svg>", "<math>", "<style>",
        "</style>", "<template>", "<select>", "<noscript>", "</noscript>", "<table><td>", "<!--", "-->",
        "<![CDATA[", "]]>", "<a href='", '<a href="', "javascript:", "'", '"', ">", "<", "&lt;", "&#x3c;",
        "&", "\x00", "\u2028", "پل",
    ]
)  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
@given(pieces=st.lists(PIECES | st.text(max_size=12), max_size=14))
def test_any_pieces_of_markup_come_out_harmless_and_stay_so(door: str, pieces: list[str]) -> None:
    clean, tags = DOORS[door]
    once = clean("".join(pieces))

    assert is_harmless(once, tags)
    assert is_harmless(clean(once), tags)


@given(st.text())
def test_escaped_words_are_only_words(words: str) -> None:
    assert Elements(f"<p>{html.escape(words)}</p>").found == [("p", {})]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff")))
def test_escaped_words_survive_the_sanitiser(words: str) -> None:
    assert html.text(html.escape(words)) == words


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="<&") | st.sampled_from("\0\r\n\ufeff")
    )
)
def test_text_without_markup_is_read_as_a_parser_reads_it(words: str) -> None:
    assert html.text(words) == html.text(f"{words}<b></b>")


@pytest.mark.parametrize(
    ("markup", "inline", "blocks", "words"),
    [
        ("A <b>b</b> <em>c</em>", "A <b>b</b> <em>c</em>", "A <b>b</b> <em>c</em>", "A b c"),
        ("<p>One</p><p>Two</p>", "OneTwo", "<p>One</p><p>Two</p>", "OneTwo"),
        ("<h1>A</h1><h2>B</h2>", "AB", "A<h2>B</h2>", "AB"),
        ('<bdi dir="rtl">پل</bdi>', '<bdi dir="rtl">پل</bdi>', '<bdi dir="rtl">پل</bdi>', "پل"),
        ("<script>a()</script>b<style>c{}</style>", "b", "b", "b"),
        ("1 < 2 &amp; 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2", "1 &lt; 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2"),
        ("<b>open", "<b>open</b>", "<b>open</b>", "open"),
        ('<i lang="ky" title="t">Чүй</i>', '<i lang="ky">Чүй</i>', '<i lang="ky">Чүй</i>', "Чүй"),
        ("<img src=x onerror=a()>words", "words", "words", "words"),
        ("", "", "", ""),
    ],
)
def test_what_is_kept(markup: str, inline: str, blocks: str, words: str) -> None:
    assert (html.inline(markup), html.blocks(markup), html.text(markup)) == (inline, blocks, words)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/?a=1&b=2", 'href="https://example.org/?a=1&amp;b=2" '),
        ("http://example.org", 'href="http://example.org" '),
        ("mailto:desk@example.org", 'href="mailto:desk@example.org" '),
        ("tel:+996312000000", 'href="tel:+996312000000" '),
        ("/en/2026/11/23/bridge/", 'href="/en/2026/11/23/bridge/" '),
        ("#note", 'href="#note" '),
        ("ftp://example.org", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("blob:https://example.org/x", ""),
    ],
)
def test_where_a_link_may_lead(address: str, kept: str) -> None:
    assert html.inline(f'<a href="{address}">x</a>') == f'<a {kept}rel="noopener noreferrer">x</a>'


def test_markup_nested_beyond_reason_is_still_only_markup() -> None:
    deep = "<b>" * 3_000 + "x" + "</b>" * 3_000

    assert html.text(deep) == "x"


@pytest.mark.parametrize(
    "tag", ["<b>", "<p>", "<div>", "<svg>", "<a href=x>", "<table>", "<!--", "&#", "<b x="]
)
def test_a_great_deal_of_anything_comes_out_harmless(tag: str) -> None:
    clean = html.inline(tag * 2_000)

    assert is_harmless(clean, html.INLINE_TAGS)
