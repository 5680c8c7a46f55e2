"""What search engines are told."""

import defusedxml.ElementTree as trees

from serai.press.changes import Change, Put
from tests.press import casting
from tests.press.sites import Works

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(desk: Works, path: str) -> list[tuple[str, str]]:
    """Addresses and times in a sitemap."""
    root = trees.fromstring((desk.site / path).read_bytes())
    return [(row.findtext(f"{SPACE}loc") or "", row.findtext(f"{SPACE}lastmod") or "") for row in root]


def test_the_index_leads_to_every_story_and_every_page(desk: Works) -> None:
    changes: list[Change] = [Put(casting.edition()), Put(casting.section()), Put(casting.topic(slug="вода"))]
    changes += [Put(casting.story(1)), Put(casting.story(9))]
    desk.press().bake(changes)
    site = "https://bridge.example"
    assert told(desk, "sitemap.xml") == [
        (f"{site}/sitemaps/en/places.xml", ""),
        (f"{site}/sitemaps/en/2026-11-1.xml", ""),
        (f"{site}/sitemaps/en/2026-10-1.xml", ""),
    ]
    assert told(desk, "sitemaps/en/2026-11-1.xml") == [
        (f"{site}/en/2026/11/06/story-9/", "2026-11-06T09:00:00Z"),
    ]
    places = [address.removeprefix(site) for address, _ in told(desk, "sitemaps/en/places.xml")]
    assert places == [
        "/en/",
        "/en/about/",
        "/en/comment-policy/",
        "/en/archive/",
        "/en/corrections/",
        "/en/sections/city/",
        "/en/topics/%D0%B2%D0%BE%D0%B4%D0%B0/",
        "/en/2026/11/",
        "/en/2026/10/",
    ]
    robots = (desk.site / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\nSitemap: {site}/sitemap.xml\n"
