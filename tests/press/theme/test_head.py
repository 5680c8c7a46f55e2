"""The head of a page: how machines find it, and the policy that binds the browser."""

import msgspec

from serai.press import addresses
from serai.press.plates import Rendition
from serai.press.theme.environment import Theme
from serai.press.views import StoryView
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES, SITE_URL, photo_file, sample_views

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
WITH_SCRIPT = f"{POLICY}; script-src 'self'; connect-src 'self'"
MORE = {
    "story": WITH_SCRIPT,
    "comments": WITH_SCRIPT,
    "front": f"{POLICY}; manifest-src 'self'",
    "offline": f"{POLICY}; script-src 'self'; worker-src 'self'; manifest-src 'self'",
}


def test_every_page_has_the_strict_policy_before_anything_it_loads(theme: Theme) -> None:
    for name, view in sample_views("fa", style=theme.style, icon=theme.icon).items():
        head = parsed(theme.render(view)).head
        assert [
            child.get("content") for child in head if child.get("http-equiv") == "Content-Security-Policy"
        ] == [MORE.get(name, POLICY)], name
        assert [child.tag for child in head[:2]] == ["meta", "meta"], name
        assert head.xpath("meta[@name='referrer']/@content") == [
            "same-origin" if name in {"story", "comments"} else "no-referrer"
        ], name
        assert head.xpath("meta[@name='color-scheme']/@content") == ["light dark"], name


def test_a_story_names_its_address_its_other_editions_its_feed_and_its_plate(theme: Theme) -> None:
    head = parsed(theme.render(sample_views("ru", style="/s", icon="/i")["story"])).head
    rest = "/2026/11/23/river/"
    assert head.xpath("link[@rel='canonical']/@href") == [f"{SITE_URL}/ru{rest}"]
    assert [(link.get("hreflang"), link.get("href")) for link in head.xpath("link[@hreflang]")] == [
        ("en", f"{SITE_URL}/en{rest}"),
        ("x-default", f"{SITE_URL}/en{rest}"),
        ("ru", f"{SITE_URL}/ru{rest}"),
        ("fa", f"{SITE_URL}/fa{rest}"),
    ]
    assert head.xpath("link[@type='application/atom+xml']/@href") == [
        "/ru/feed.xml",
        f"/ru{rest}comments/feed.xml",
    ]
    assert head.xpath("link[@type='application/json']/@href") == [
        f"/ru{rest}plate.json",
        f"/ru{rest}ninjs.json",
    ]


def test_a_front_and_a_list_name_their_feeds_in_every_spelling(theme: Theme) -> None:
    views = sample_views("en", style="/s", icon="/i")
    section = views["section"]
    own = msgspec.structs.replace(section.chrome, feed=addresses.feed(section.chrome.address))  # type: ignore[union-attr]
    views["section"] = msgspec.structs.replace(section, chrome=own)
    kinds = [f"application/{kind}" for kind in ("atom+xml", "rss+xml", "feed+json")]
    told = {
        name: [
            (link.get("type"), link.get("href"))
            for link in parsed(theme.render(views[name])).head.xpath("link[@rel='alternate'][@type]")
        ]
        for name in ("front", "section", "month")
    }
    assert told == {
        "front": list(zip(kinds, ("/en/feed.xml", "/en/rss.xml", "/en/feed.json"), strict=True)),
        "section": list(
            zip(
                kinds,
                (f"/en/sections/s0/{file}" for file in ("feed.xml", "rss.xml", "feed.json")),
                strict=True,
            )
        ),
        "month": [(kinds[0], "/en/feed.xml")],
    }


def test_a_story_tells_networks_of_its_picture_and_its_languages(theme: Theme) -> None:
    view = sample_views("ru", style="/s", icon="/i")["story"]
    assert isinstance(view, StoryView)
    told = network(theme, view)
    words = LANGUAGES["ru"]
    assert told == {
        "og:site_name": [words.masthead],
        "og:title": [words.headline],
        "og:description": [words.deck],
        "og:url": [f"{SITE_URL}{view.story.address}"],
        "og:type": ["article"],
        "og:locale": ["ru_RU"],
        "og:locale:alternate": ["en_US", "fa_IR"],
        "article:published_time": ["2026-11-23T09:05:00Z"],
        "article:modified_time": ["2026-11-24T11:05:00Z"],
        "article:section": [words.sections[0]],
        "og:image": [f"{SITE_URL}/media/{photo_file(0, 'jpeg', 1280)}"],
        "og:image:width": ["1280"],
        "og:image:height": ["800"],
        "og:image:alt": [view.story.lead_photo.alt if view.story.lead_photo else ""],
        "twitter:card": ["summary_large_image"],
    }


def test_a_story_without_a_photo_shows_its_card_and_one_without_either_the_papers_icon(theme: Theme) -> None:
    view = sample_views("en", style="/s", icon="/i")["story"]
    assert isinstance(view, StoryView)
    card = Rendition(format="png", width=1200, height=630, size=9, file="ab/abcd.png")
    bare = msgspec.structs.replace(view.story, lead_photo=None)
    carded = msgspec.structs.replace(bare, card=card)
    with_card, without = (
        network(theme, msgspec.structs.replace(view, story=story)) for story in (carded, bare)
    )
    assert (with_card["og:image"], with_card["og:image:alt"], with_card["og:image:width"]) == (
        [f"{SITE_URL}/media/ab/abcd.png"],
        [view.story.headline],
        ["1200"],
    )
    icon = next(address for address in theme.assets() if address.startswith("/assets/icon-512."))
    assert (without["og:image"], without["og:image:alt"], without["twitter:card"]) == (
        [SITE_URL + icon],
        [LANGUAGES["en"].masthead],
        ["summary"],
    )


def test_without_a_site_address_networks_are_told_no_half_address(theme: Theme) -> None:
    view = sample_views("en", style="/s", icon="/i")["story"]
    assert isinstance(view, StoryView)
    chrome = msgspec.structs.replace(view.chrome, site_url="")
    told = network(theme, msgspec.structs.replace(view, chrome=chrome))
    assert {"og:url", "og:image"} & set(told) == set()
    assert told["og:type"] == ["article"]


def network(theme: Theme, view: StoryView) -> dict[str, list[str]]:
    """What a page tells networks, by name."""
    found: dict[str, list[str]] = {}
    for meta in parsed(theme.render(view)).head.xpath("meta[@property or starts-with(@name, 'twitter:')]"):
        found.setdefault(meta.get("property") or meta.get("name"), []).append(meta.get("content"))
    return found


def test_an_older_page_says_from_when_to_when_it_reaches(theme: Theme) -> None:
    views = sample_views("en", style="/s", icon="/i")
    older, section = (parsed(theme.render(views[name])) for name in ("month", "section"))
    span = older.xpath("string(//p[@class='page-span'])")
    name = older.xpath("string(//meta[@property='og:site_name']/@content)")
    assert older.xpath("string(//title)") == f"November 2026, {span} — {name}"
    assert "2026" in span
    assert section.xpath("//p[@class='page-span']") == []


def test_the_page_for_a_lost_address_is_nobodys_alternate_and_not_indexed(theme: Theme) -> None:
    head = parsed(theme.render(sample_views("en", style="/s", icon="/i")["not_found"])).head
    assert head.xpath("link[@hreflang] | link[@rel='canonical']") == []
    assert head.xpath("meta[@name='robots']/@content") == ["noindex"]


def test_a_redirect_leads_on_without_a_script(theme: Theme) -> None:
    page = parsed(theme.render(sample_views("en", style="/s", icon="/i")["redirect"]))
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/en/2026/11/23/river/"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE_URL}/en/2026/11/23/river/"]
    assert page.xpath("//main//a/@href") == ["/en/2026/11/23/river/"]


def test_the_root_offers_each_edition_in_its_own_language(theme: Theme) -> None:
    page = parsed(theme.render(sample_views("en", style="/s", icon="/i")["root"]))
    assert [
        (item.get("lang"), item.get("dir"), item.xpath("string(.//span[@class='choice'])"))
        for item in page.xpath("//main//li")
    ] == [("en", "ltr", "English"), ("ru", "ltr", "Русский"), ("fa", "rtl", "فارسی")]


def test_a_story_of_an_edition_that_can_be_followed_says_where_followers_servers_find_it(
    theme: Theme,
) -> None:
    view = sample_views("ru", style="/s", icon="/i")["story"]
    assert isinstance(view, StoryView)
    plain = parsed(theme.render(view)).head
    at = "/fediverse/ru/notes/s1/s1.json"
    chrome = msgspec.structs.replace(view.chrome, activity=at, account="ru@bridge.example")
    head = parsed(theme.render(msgspec.structs.replace(view, chrome=chrome))).head
    activity = "link[@type='application/activity+json']/@href"
    creator = "meta[@name='fediverse:creator']/@content"
    assert (plain.xpath(activity), plain.xpath(creator)) == ([], [])
    assert (head.xpath(activity), head.xpath(creator)) == ([SITE_URL + at], ["@ru@bridge.example"])
