"""A reader's words stay words: escaped in one place, linked only to where they seem to lead, read once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.press.theme.remarks import comment_text, may_link, paragraphs
from tests.press.theme.reading import parsed


def links(words: str) -> list[str]:
    """The addresses that the words lead to."""
    return [str(address) for address in parsed(f"<div>{comment_text(words)}</div>").xpath("//a/@href")]


def test_an_address_becomes_a_link_that_gives_nothing_to_whom_it_leads() -> None:
    assert comment_text("See https://example.org/a?b=1&c=2.") == (
        '<p dir="auto">See <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener" '
        'referrerpolicy="no-referrer" dir="ltr">'
        "https://example.org/a?b=1&amp;c=2</a>.</p>"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/x_(y)", ["https://a.example/x_(y)"]),
        ("[https://a.example/x_(y)])", ["https://a.example/x_(y)"]),
        ("https://a.example/x?! …", ["https://a.example/x"]),
        ("«https://a.example/x»", ["https://a.example/x"]),
        ("“https://a.example/x”,", ["https://a.example/x"]),
        ("https://a.example/،https", ["https://a.example/،https"]),
        ("این https://a.example/؟", ["https://a.example/"]),
        ("HTTP://A.example", ["HTTP://A.example"]),
        ("https://a.example:8080/x#y", ["https://a.example:8080/x#y"]),
        ("https://192.0.2.1/", ["https://192.0.2.1/"]),
        ("https://пример.рф/путь", ["https://пример.рф/путь"]),
        ("https://müller.example/", ["https://müller.example/"]),
        ("https://a.example https://b.example", ["https://a.example", "https://b.example"]),
        ("https://a.example\nhttps://b.example", ["https://a.example", "https://b.example"]),
    ],
)
def test_what_a_sentence_puts_around_an_address_is_not_part_of_it(words: str, expected: list[str]) -> None:
    assert links(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://a.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x file:///etc/passwd ftp://a.example //a.example www.a.example",
        "xhttps://a.example",
        "https://",
        "https:///a",
        "https://localhost/",
        "https://a..b/",
        "https://-a.example/",
        "https://user@a.example/",
        "https://bank.example:x@evil.example/",
        "https://bank.example\\@evil.example/",
        "https://раураl.com/",  # Cyrillic, and a Latin l
        "https://exаmple.org/",  # a Cyrillic a
        "https://[::1]/",
        "https://a.example\u202e.gro",  # the host ends at the mark: what is left is seen to be broken
        "https://a.b/" + "x" * 3000,
    ],
)
def test_nothing_leads_where_it_does_not_seem_to(words: str) -> None:
    assert links(words) in ([], ["https://a.example"], ["https://bank.example"])
    assert all(may_link(address) for address in links(words))


@pytest.mark.parametrize(
    "words",
    [
        'https://a.example/"onmouseover="alert(1)',
        "https://a.example/'onmouseover='alert(1)",
        "https://a.example/<script>alert(1)</script>",
        "<a href=https://a.example/ onclick=alert(1)>x</a>",
        "https://a.example/`onclick=alert(1)`",
        "</p></div><script>alert(1)</script>",
        "{{ 7*7 }} {% raw %} ${7*7} <%= 7*7 %>",
        "&lt;b&gt; &#x6a;avascript:alert(1) &amp;quot;",
    ],
)
def test_no_words_become_an_element_or_an_attribute(words: str) -> None:
    made = parsed(f"<main>{comment_text(words)}</main>").xpath("//main")[0]
    assert {element.tag for element in made.iter()} <= {"main", "p", "a"}
    assert {name for element in made.iter() for name in element.attrib} <= {
        "dir",
        "href",
        "rel",
        "referrerpolicy",
    }
    assert made.text_content() == words


def test_a_link_is_set_from_left_to_right_whatever_turns_the_words_before_it() -> None:
    made = str(comment_text("\u202ehttps://a.example/\u202dgnp.exe"))
    assert 'href="https://a.example/"' in made
    assert made.count('dir="ltr"') == 1


@pytest.mark.parametrize(
    "line",
    [
        "https://",
        "a",
        "https://a.b ",
        "(",
        ")",
        "https://a.",
        "h",
        " \n",
        "\n",
        "&",
        "\u0301",
        "https://a.b/)",
    ],
)
def test_a_line_of_a_megabyte_is_read_once(line: str) -> None:
    words = line * (1_000_000 // len(line))
    assert len(comment_text(words)) < 200_000_000


def test_words_keep_their_lines_and_paragraphs_and_each_its_own_direction() -> None:
    assert comment_text("One\ntwo\n\n\n  سلام  \r\n\r\n") == (
        '<p dir="auto">One\ntwo</p>\n<p dir="auto">سلام</p>'
    )
    assert paragraphs("\n \n") == []
    assert comment_text("") == ""


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")))
def test_what_is_read_is_what_was_written(words: str) -> None:
    made = parsed(f"<main>{comment_text(words)}</main>").xpath("//main/p")
    assert [paragraph.text_content() for paragraph in made] == paragraphs(words)


@given(st.text(alphabet="ahtps:/.()\"'<>&\u202e \n", max_size=60))
def test_every_link_is_one_that_may_be(words: str) -> None:
    assert [address for address in links(words) if not may_link(address)] == []
