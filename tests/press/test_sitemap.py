"""What search engines are told."""

from datetime import timedelta
from unittest.mock import patch

import defusedxml.ElementTree as trees
import pytest

from serai.press import entries, sitemap
from serai.press.changes import Change, Put, Withdraw
from tests.press import casting
from tests.press.sites import Works

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITE = "https://bridge.example"


def told(desk: Works, path: str) -> list[tuple[str, str]]:
    """Addresses and times in a sitemap."""
    root = trees.fromstring((desk.site / path).read_bytes())
    rows = [(row.findtext(f"{SPACE}loc") or "", row.findtext(f"{SPACE}lastmod") or "") for row in root]
    return [(address.removeprefix(SITE), time) for address, time in rows]


def named(desk: Works) -> list[str]:
    """The sitemaps that robots.txt names."""
    lines = (desk.site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    return [line.removeprefix(f"Sitemap: {SITE}/") for line in lines[2:]]


def reached(desk: Works) -> list[str]:
    """Every page that robots.txt leads to: through an index, as the protocol allows, and no deeper."""
    files = []
    for path in named(desk):
        root = trees.fromstring((desk.site / path).read_bytes())
        files += [place for place, _ in told(desk, path)] if root.tag.endswith("index") else [f"/{path}"]
    return sorted(place for file in files if "news" not in file for place, _ in told(desk, file[1:]))


def outlet() -> list[Change]:
    return [Put(casting.edition()), Put(casting.section()), Put(casting.topic(slug="вода"))]


def test_the_indexes_lead_to_every_story_and_every_page(desk: Works) -> None:
    desk.press().bake([*outlet(), Put(casting.story(1)), Put(casting.story(9))])
    assert named(desk) == [f"sitemaps/en/{file}.xml" for file in ("news", "index-places", "index-2026")]
    assert told(desk, "sitemaps/en/index-places.xml") == [
        ("/sitemaps/en/fronts.xml", ""),
        ("/sitemaps/en/places.xml", ""),
    ]
    assert told(desk, "sitemaps/en/index-2026.xml") == [
        ("/sitemaps/en/2026-11.xml", ""),
        ("/sitemaps/en/2026-10.xml", ""),
    ]
    assert told(desk, "sitemaps/en/2026-11.xml") == [("/en/2026/11/06/story-9/", "2026-11-06T09:00:00Z")]
    assert [place for place, _ in told(desk, "sitemaps/en/fronts.xml")] == [
        "/en/",
        "/en/stories/",
        "/en/about/",
        "/en/comment-policy/",
        "/en/archive/",
        "/en/corrections/",
        "/en/follow/",
        "/en/2026/11/",
        "/en/2026/10/",
    ]
    assert [place for place, _ in told(desk, "sitemaps/en/places.xml")] == [
        "/en/topics/%D0%B2%D0%BE%D0%B4%D0%B0/",
        "/en/sections/city/",
    ]


def test_a_month_in_many_files_is_told_whole(desk: Works) -> None:
    changes = [Put(casting.story(number, day=number % 3)) for number in range(40)]
    with patch.object(entries, "SHARD_STORIES", 4):
        desk.press().bake([*outlet(), *changes])
        files = len(told(desk, "sitemaps/en/index-2026.xml"))
        stories = [place for place in reached(desk) if "/story-" in place]
    assert files > 4
    assert stories == sorted(change.plate.address for change in changes)


def test_one_topic_more_among_many_rewrites_one_file_of_places(desk: Works) -> None:
    topics = [Put(casting.topic(key=f"t{number}")) for number in range(400)]
    desk.press().bake([*outlet(), *topics])
    files = [place for place, _ in told(desk, "sitemaps/en/index-places.xml")]
    written = desk.press().bake([Put(casting.topic(key="t200x"))]).written
    assert len(files) > 3
    assert len([path for path in written if path.startswith("sitemaps/") and path.endswith(".xml")]) == 1
    places = {change.plate.address for change in topics} | {casting.topic(key="t200x").address}
    assert places - set(reached(desk)) == set()


def test_news_are_those_of_two_days_before_the_newest_and_not_too_many(desk: Works) -> None:
    hours = (0, 1, 30, 47, 48, 49, 200)
    newest = casting.BEGINNING + timedelta(days=40)
    changes = [
        Put(casting.story(number, published_at=newest - timedelta(hours=ago), headline=f"So & so {number}"))
        for number, ago in enumerate(hours)
    ]
    desk.press().bake([Put(casting.edition(language="uz-Latn", name="The <Bridge>")), *changes])
    root = trees.fromstring((desk.site / "sitemaps/en/news.xml").read_bytes())
    told_of = [[row.findtext(f".//{NEWS}{name}") for name in ("title", "publication_date")] for row in root]
    assert [title for title, _ in told_of] == [f"So & so {number}" for number in range(5)]
    assert told_of[0][1] == "2026-12-07T09:00:00Z"
    assert [root[0].findtext(f".//{NEWS}{name}") for name in ("name", "language")] == ["The <Bridge>", "uz"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("fa", "fa"), ("zh", "zh-cn"), ("zh-Hant-HK", "zh-tw"), ("zh-TW", "zh-tw")],
)
def test_languages_are_named_as_news_sitemaps_want_them(tag: str, language: str) -> None:
    assert sitemap.news_language(tag) == language


def test_what_is_empty_is_not_told_of(desk: Works) -> None:
    desk.press().bake([Put(casting.edition()), Put(casting.story(1))])
    desk.press().bake([Withdraw(kind="story", edition="en", key="s1")])
    assert named(desk) == ["sitemaps/en/index-places.xml"]
    files = sorted(path.name for path in (desk.site / "sitemaps/en").glob("*.xml"))
    assert files == ["fronts.xml", "index-places.xml"]
