"""The feeds of one front tell the same stories in every spelling, in full or as summaries."""

import json
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as trees
import pytest

from serai.press import addresses, feeds
from serai.press.changes import Put
from serai.press.pages import FEED_STORIES
from serai.press.plates import Correction, Paragraph
from tests.press import casting
from tests.press.sites import Works, differing

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}"
SITE = "https://bridge.example"


def bake(desk: Works, *stories: Any, **settings: Any) -> None:
    told = [Put(casting.edition(tagline="News & views")), Put(casting.section(name="City <&>"))]
    told += [Put(casting.author(name="Ada & Co")), Put(casting.topic())]
    desk.press(**settings).bake([*told, *(Put(story) for story in stories)])


def rss(desk: Works, path: str = "en/rss.xml") -> Element:
    channel = trees.fromstring((desk.site / path).read_bytes()).find("channel")
    assert channel is not None
    found: Element = channel
    return found


def listed(desk: Works, path: str = "en/feed.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((desk.site / path).read_bytes())
    return found


@pytest.mark.parametrize("front", ["en/", "en/sections/city/", "en/authors/ada/", "en/topics/water/"])
def test_every_spelling_tells_the_same_stories_by_the_same_names(desk: Works, front: str) -> None:
    stories = [casting.story(n, authors=("ada",), topics=("water",)) for n in range(FEED_STORIES + 2)]
    bake(desk, *stories)
    atom = trees.fromstring((desk.site / front / "feed.xml").read_bytes())
    names = [found.text for found in atom.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert len(names) == FEED_STORIES
    assert [found.text for found in rss(desk, f"{front}rss.xml").iterfind("item/guid")] == names
    assert [item["id"] for item in listed(desk, f"{front}feed.json")["items"]] == names


def test_an_rss_item_says_all_that_the_story_says(desk: Works) -> None:
    photo = casting.photo(desk.pool, caption="Old & new")
    story = casting.story(1, authors=("ada",), deck="Short & long", lead_photo=photo, topics=("water",))
    bake(desk, story)
    channel = rss(desk)
    links = {found.get("rel"): found.get("href") for found in channel.iterfind(f"{ATOM}link")}
    assert links == {"self": f"{SITE}/en/rss.xml"}
    item = channel.find("item")
    assert item is not None
    told = {found.tag: found.text for found in item}
    picture = photo.renditions[-1]
    url = f"{SITE}/media/{picture.file}"
    assert told.pop(CONTENT) == feeds.content(story, SITE)
    assert parsedate_to_datetime(told.pop("pubDate") or "") == story.published_at
    assert told == {
        "title": "Story 1",
        "link": f"{SITE}{story.address}",
        "guid": feeds.identifier("en", "story", "s1"),
        CREATOR: "Ada & Co",
        "category": "Water",
        "description": "Short & long",
        "enclosure": None,
        f"{MEDIA}content": "\n",
    }
    assert [found.text for found in item.iterfind("category")] == ["City <&>", "Water"]
    enclosure, media = item.find("enclosure"), item.find(f"{MEDIA}content")
    assert enclosure is not None
    assert media is not None
    assert enclosure.attrib == {"url": url, "length": str(picture.size), "type": "image/jpeg"}
    assert [found.text for found in media] == ["Old & new", "A. Writer"]


def test_a_json_item_says_all_that_the_story_says(desk: Works) -> None:
    photo = casting.photo(desk.pool)
    story = casting.story(1, authors=("ada",), deck="Short", lead_photo=photo, topics=("water", "lost"))
    bake(desk, story)
    feed = listed(desk)
    (item,) = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Bridge (en)",
        "description": "News & views",
        "home_page_url": f"{SITE}/en/",
        "feed_url": f"{SITE}/en/feed.json",
        "language": "en",
        "authors": [{"name": "The Bridge (en)", "url": f"{SITE}/en/"}],
    }
    picture = story.lead_photo.renditions[-1] if story.lead_photo else None
    assert picture
    assert item == {
        "id": feeds.identifier("en", "story", "s1"),
        "url": f"{SITE}{story.address}",
        "title": "Story 1",
        "summary": "Short",
        "content_html": feeds.content(story, SITE),
        "date_published": "2026-10-29T09:00:00Z",
        "date_modified": "2026-10-29T09:00:00Z",
        "authors": [{"name": "Ada & Co"}],
        "tags": ["City <&>", "Water"],
        "image": f"{SITE}/media/{picture.file}",
    }


def test_a_topic_that_is_named_anew_is_so_in_every_feed_that_holds_its_stories(desk: Works) -> None:
    bake(desk, casting.story(1, authors=("ada",), topics=("water",)))
    written = desk.press().bake([Put(casting.topic(name="Rivers"))]).written
    feeds_of = {path for path in written if path.endswith("/rss.xml")}
    assert feeds_of == {
        f"en/{place}rss.xml" for place in ("", "sections/city/", "authors/ada/", "topics/water/")
    }
    assert [item["tags"] for item in listed(desk)["items"]] == [["City <&>", "Rivers"]]
    alike = desk.beside("alike")
    told = [Put(casting.edition(tagline="News & views")), Put(casting.section(name="City <&>"))]
    told += [Put(casting.author(name="Ada & Co")), Put(casting.topic(name="Rivers"))]
    alike.press().bake([*told, Put(casting.story(1, authors=("ada",), topics=("water",)))])
    assert differing(desk, alike) == []


def test_summaries_hold_no_word_of_the_text_beyond_its_first_paragraph(desk: Works) -> None:
    body = (Paragraph(html="The <b>first</b>."), Paragraph(html="SECRET-OF-THE-SECOND"))
    note = Correction(at=casting.BEGINNING, text="SECRET-CORRECTION")
    bake(desk, casting.story(1, body=body, corrections=(note,)), full_feeds=False)
    for file in ("feed.xml", "rss.xml", "feed.json"):
        assert "SECRET" not in (desk.site / "en" / file).read_text(encoding="utf-8"), file
    assert rss(desk).findtext("item/description") == "The first."
    atom = trees.fromstring((desk.site / "en/feed.xml").read_bytes())
    assert atom.findtext(f"{ATOM}entry/{ATOM}summary") == "The first."
    (item,) = listed(desk)["items"]
    assert (item["content_text"], item["summary"]) == ("The first.", "The first.")


def test_another_setting_brings_every_feed_up_to_date_and_back(desk: Works) -> None:
    bake(desk, casting.story(1))
    before = desk.tree()
    desk.press(full_feeds=False, hub="https://hub.example/").bake([])
    assert "<content" not in (desk.site / "en/feed.xml").read_text(encoding="utf-8")
    desk.press().bake([])
    assert desk.tree() == before


def test_a_hub_is_named_in_every_spelling(desk: Works) -> None:
    hub = "https://hub.example/?a=1&b=2"
    bake(desk, casting.story(1), hub=hub)
    atom = trees.fromstring((desk.site / "en/feed.xml").read_bytes())
    for links in (atom.iterfind(f"{ATOM}link"), rss(desk).iterfind(f"{ATOM}link")):
        assert [found.get("href") for found in links if found.get("rel") == "hub"] == [hub]
    assert listed(desk)["hubs"] == [{"type": "WebSub", "url": hub}]


def test_what_was_searched_for_has_an_address_with_its_question() -> None:
    feed = feeds.Feed(
        edition=casting.edition(),
        of="search",
        key="мост",
        title="Search",
        subtitle="",
        address="/gate/search/en",
        site_url=SITE,
        icon="",
        entries=(),
        base="/gate/search/en/",
        query="q=%D0%BC&page=1",
    )
    tree = trees.fromstring(feeds.atom(feed))
    assert {found.get("rel"): found.get("href") for found in tree.iterfind(f"{ATOM}link")} == {
        "self": f"{SITE}/gate/search/en/feed.xml?q=%D0%BC&page=1",
        "alternate": f"{SITE}/gate/search/en?q=%D0%BC&page=1",
    }
    told = json.loads(feeds.json_feed(feed))
    assert told["feed_url"] == f"{SITE}/gate/search/en/feed.json?q=%D0%BC&page=1"
    assert trees.fromstring(feeds.rss(feed)).findtext("channel/link") == told["home_page_url"]
    assert feeds.addresses_of("/en/") == (
        addresses.feed("/en/"),
        addresses.rss("/en/"),
        addresses.json_feed("/en/"),
    )
