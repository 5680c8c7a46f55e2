"""Feeds that readers' programs can read, whatever stands in a story."""

from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as trees
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.press import feeds
from serai.press.changes import Change, Put
from serai.press.pages import FEED_STORIES
from serai.press.plates import (
    Block,
    Correction,
    Figure,
    LinkCard,
    ListBlock,
    Paragraph,
    Photo,
    PullQuote,
    Quote,
    Rendition,
    StoryPlate,
    Subhead,
)
from tests.press import casting
from tests.press.sites import Works

ATOM = "{http://www.w3.org/2005/Atom}"


def baked(desk: Works, path: str, *stories: StoryPlate, **settings: str) -> Element:
    told: list[Change] = [Put(casting.edition(tagline="News & views")), Put(casting.section(name="City <&>"))]
    told += [Put(casting.author(name="Ada & Co")), Put(casting.topic())]
    desk.press(**settings).bake([*told, *(Put(story) for story in stories)])
    return trees.fromstring((desk.site / path).read_bytes())


def words(tree: Element, path: str) -> Iterator[str]:
    return (found.text or "" for found in tree.iterfind("/".join(ATOM + name for name in path.split("/"))))


def test_a_feed_says_what_rfc_4287_asks_for(desk: Works) -> None:
    story = casting.story(1, authors=("ada",), deck="Short & long")
    tree = baked(desk, "en/feed.xml", story)
    assert tree.tag == f"{ATOM}feed"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    links = {found.get("rel"): found.get("href") for found in tree.iterfind(f"{ATOM}link")}
    assert links == {
        "self": "https://bridge.example/en/feed.xml",
        "alternate": "https://bridge.example/en/",
    }
    assert list(words(tree, "title")) == ["The Bridge (en)"]
    assert list(words(tree, "subtitle")) == ["News & views"]
    assert list(words(tree, "updated")) == ["2026-10-29T09:00:00Z"]
    assert list(words(tree, "entry/summary")) == ["Short & long"]
    assert list(words(tree, "entry/author/name")) == ["Ada & Co"]
    assert [found.get("term") for found in tree.iterfind(f"{ATOM}entry/{ATOM}category")] == ["City <&>"]
    assert [found.get("href") for found in tree.iterfind(f"{ATOM}entry/{ATOM}link")] == [
        f"https://bridge.example{story.address}"
    ]


@pytest.mark.parametrize(
    "path",
    ["en/feed.xml", "en/sections/city/feed.xml", "en/authors/ada/feed.xml", "en/topics/water/feed.xml"],
)
def test_each_front_has_a_feed_of_its_newest_stories_and_of_no_more(desk: Works, path: str) -> None:
    assert list(words(baked(desk, path), "updated")) == ["1970-01-01T00:00:00Z"]
    stories = [casting.story(n, authors=("ada",), topics=("water",)) for n in range(FEED_STORIES + 3)]
    tree = baked(desk, path, *stories)
    newest = [story.headline for story in stories[::-1][:FEED_STORIES]]
    assert list(words(tree, "entry/title")) == newest


def test_identifiers_stay_when_slug_section_and_site_address_change(desk: Works) -> None:
    first = list(words(baked(desk, "en/feed.xml", casting.story(1)), "entry/id"))
    moved = casting.story(1, slug="another", section="world", headline="Another")
    second = baked(desk, "en/feed.xml", moved, site_url="https://elsewhere.example")
    assert list(words(second, "entry/id")) == first
    assert len({*first, *words(second, "id")}) == 2


def test_the_whole_story_is_in_the_feed_and_nothing_that_runs(desk: Works) -> None:
    body: tuple[Block, ...] = (
        Paragraph(html='One <b onclick="x()">bold</b><script>x()</script> <a href="/en/about/">us</a>'),
        Subhead(text="Two <i>"),
        Quote(html="<em>Three</em>", speaker="A & B", role="chair"),
        PullQuote(text="Four"),
        Figure(photo=casting.photo(desk.pool, 1, caption="Five")),
        ListBlock(items=("Six", "Seven"), ordered=True),
        LinkCard(url='https://video.example/?a=1&b="2', title="Eight", source="Video"),
        LinkCard(url="javascript:x()", title="Nine"),
    )
    story = casting.story(1, body=body, corrections=(Correction(at=casting.BEGINNING, text="Ten"),))
    (content,) = words(baked(desk, "en/feed.xml", story), "entry/content")
    jpeg = casting.photo(desk.pool, 1).renditions[1].file
    safe = 'rel="noopener noreferrer"'
    assert content.split("\n") == [
        f'<p>One <b>bold</b> <a href="https://bridge.example/en/about/" {safe}>us</a></p>',
        "<h2>Two &lt;i&gt;</h2>",
        "<blockquote><p><em>Three</em></p><p>A &amp; B, chair</p></blockquote>",
        "<blockquote><p>Four</p></blockquote>",
        f'<figure><img src="https://bridge.example/media/{jpeg}" width="640" height="480" alt="A bridge"/>'
        "<figcaption>Five A. Writer</figcaption></figure>",
        "<ol><li>Six</li><li>Seven</li></ol>",
        f'<p><a href="https://video.example/?a=1&amp;b=&quot;2" {safe}>Eight</a> (Video)</p>',
        f"<p><a {safe}>Nine</a></p>",
        "<p><em>Ten</em></p>",
    ]


@given(st.text(), st.text(), st.text())
def test_any_text_gives_xml_that_can_be_read(headline: str, deck: str, paragraph: str) -> None:
    story = casting.story(1, headline=headline, deck=deck, body=(Paragraph(html=paragraph),))
    feed = feeds.Feed(
        edition=casting.edition(name=headline or "x"),
        of="edition",
        key="en",
        title=deck,
        subtitle=paragraph,
        address="/en/",
        site_url="https://bridge.example",
        icon="",
        entries=(feeds.Entry(story=story, authors=(headline,), section=None, text=feeds.content(story, "")),),
    )
    tree = trees.fromstring(feeds.atom(feed))
    assert [found.tag.removeprefix(ATOM) for found in tree.iterfind(f"{ATOM}entry/*")][:2] == ["id", "title"]


def test_links_from_the_root_are_made_whole_and_words_that_look_like_one_are_left() -> None:
    words = '<a lang="ru" href="/en/about/">us</a> <a href="//elsewhere.example/">them</a> href="/en/'
    body = (Paragraph(html=words), Quote(html="So", speaker=""))
    safe = 'rel="noopener noreferrer"'
    assert feeds.content(casting.story(1, body=body), "https://bridge.example").split("\n") == [
        f'<p><a lang="ru" href="https://bridge.example/en/about/" {safe}>us</a> '
        f'<a href="//elsewhere.example/" {safe}>them</a> href="/en/</p>',
        "<blockquote><p>So</p></blockquote>",
    ]


def file(width: int, kind: Literal["avif", "jpeg"] = "jpeg") -> Rendition:
    return Rendition(format=kind, width=width, height=9, size=9, file=f"ab/{kind}{width}")


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ((file(640, "avif"), file(320), file(1280), file(2560)), "ab/jpeg1280"),
        ((file(1280), file(320), file(640, "avif")), "ab/jpeg1280"),
        ((file(320), file(2560, "avif")), "ab/jpeg320"),
        ((file(2560), file(1600), file(640, "avif")), "ab/jpeg1600"),
        ((file(320, "avif"), file(640, "avif")), "ab/avif640"),
        ((), None),
    ],
)
def test_the_picture_is_the_widest_jpeg_that_a_program_needs(
    files: tuple[Rendition, ...], shown: str | None
) -> None:
    photo = Photo(width=9, height=9, alt="A bridge", credit="", renditions=files)
    found = feeds.picture(photo)
    assert (found.file if found else None) == shown
