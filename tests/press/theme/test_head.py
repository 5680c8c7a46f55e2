"""The head of a page: how machines find it, and the policy that binds the browser."""

from serai.press.theme.environment import Theme
from tests.press.theme.reading import parsed
from tests.press.theme.samples import SITE_URL, sample_views

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
WITH_SCRIPT = f"{POLICY}; script-src 'self'; connect-src 'self'"


def test_every_page_has_the_strict_policy_before_anything_it_loads(theme: Theme) -> None:
    for name, view in sample_views("fa", style=theme.style, icon=theme.icon).items():
        head = parsed(theme.render(view)).head
        assert [
            child.get("content") for child in head if child.get("http-equiv") == "Content-Security-Policy"
        ] == [WITH_SCRIPT if name in {"story", "comments"} else POLICY], name
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
    assert head.xpath("link[@type='application/json']/@href") == [f"/ru{rest}plate.json"]


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
