"""Attacks on the reader: each ends in a clear refusal or a harmless draft, and soon."""

import pytest

from serai.core.errors import InputTooLargeError
from serai.wire.errors import EmptyPageError, NoStoryError, NotAPageError, RescueError, TangledPageError
from serai.wire.saved import parse

MEGABYTE = 1024 * 1024
STORY = "<p>This is a sentence that is long enough to be the running text of a page.</p>"


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyPageError, "empty"),
        (b" \r\n\t\n", EmptyPageError, "empty"),
        (b"\xef\xbb\xbf", EmptyPageError, "empty"),
        (b"PK\x03\x04 <html><p>renamed", NotAPageError, "zip archive"),
        (b"%PDF-1.7 text", NotAPageError, "PDF"),
        (b"\x89PNG\r\n\x1a\n", NotAPageError, "PNG"),
        (b"a story\x00with a NUL in it", NotAPageError, "no text"),
        (bytes(range(1, 256)) * 4, NotAPageError, "no text"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", NotAPageError, "MHTML"),
        (b"<" * MEGABYTE, NoStoryError, "no story"),
        (b"<html>" + b"<" * MEGABYTE, NoStoryError, "no story"),
        (b"<html>" + b"<div>" * 100_000 + b"deep", TangledPageError, "within each other"),
        (b"<html>" + b"<b>" * 5_000 + b"deep", TangledPageError, "within each other"),
        (b"<html>" + STORY.encode() * 40_000, TangledPageError, "elements"),
        (
            b"<html><p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">",
            TangledPageError,
            "attributes",
        ),
        (b"word\n" * 100_000, TangledPageError, "lines"),
        (b"User-agent: *\nDisallow: /admin", NoStoryError, "no story"),
    ],
)
def test_what_is_no_saved_page_is_refused_with_its_reason(
    data: bytes, error: type[RescueError], says: str
) -> None:
    with pytest.raises(error, match=says) as refused:
        parse.read(data, name="page.html", limit_bytes=5 * MEGABYTE)
    assert str(refused.value).startswith("page.html ")


def test_a_page_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(InputTooLargeError, match=r"has 101 bytes, over the limit of 100"):
        parse.read(b"x" * 101, name="page.txt", limit_bytes=100)


@pytest.mark.parametrize(
    "inside",
    [
        "<figure><img src=a><figcaption>cap</figcaption></figure>" * 3_000,
        "<blockquote>hello there<cite>me</cite></blockquote>" * 5_000,
        "<ul>" + "<li>hello there</li>" * 20_000 + "</ul>",
        "<p>" + "x<br>" * 20_000,
        "<p>" + "&amp;" * 100_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"a":1},"comment":[[]]}</script>',
        "<div class=comments>" + "<div class=comment><p>hello</p>" * 90,
    ],
)
def test_a_crowded_page_is_still_read(inside: str) -> None:
    data = f"<html><h1>A headline of five words</h1><article>{STORY}{inside}</article>".encode()
    page = parse.read(data, name="page.html", limit_bytes=5 * MEGABYTE)
    assert page.headline == "A headline of five words"


def test_an_entity_bomb_expands_to_nothing() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><h1>A headline of five words</h1>'
    page = parse.read(
        f"{bomb}{STORY}<p>&b; is not an entity of HTML.</p>".encode(), name="p", limit_bytes=MEGABYTE
    )
    assert [line.text for line in page.receipt.lines][-1] == "&b; is not an entity of HTML."


@pytest.mark.parametrize(
    "address", ["javascript:x()", "JaVa\tScRiPt:x()", "data:text/html,x", "vbscript:x", "//[", "file:///etc"]
)
def test_no_address_but_a_web_address_is_kept(address: str) -> None:
    link = f'<p>He <a href="{address}">said</a> it.</p>'
    data = f"<html><h1>A headline of five words</h1><article>{STORY}{link}</article>"
    page = parse.read(data.encode(), name="p", limit_bytes=MEGABYTE)
    assert "href" not in str(page.body)
