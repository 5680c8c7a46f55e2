"""The theme in a reader's browser: nobody is shut out, nothing scrolls sideways, nothing leaves the site.

Pages are looked at with JavaScript off, but where axe, a script itself, does the looking.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser import Serve, axe_violations, new_page
from tests.press.theme.samples import LANGUAGES, sample_views

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = tuple(name for name in sample_views("en", style="/s", icon="/i") if name != "redirect")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_finds_nothing_wrong_on_any_page(
    browser: "Browser", serve: Serve, sample_site: Path, code: str, scheme: Literal["light", "dark"]
) -> None:
    site = serve(sample_site)
    page = new_page(browser, scheme=scheme, scripts=True, bypass_csp=True)
    found = {}
    for name in PAGES:
        page.goto(f"{site}/{code}/{name}.html")
        found[name] = axe_violations(page)
    assert found == {name: [] for name in PAGES}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("width", [320, 360, 600, 768, 1024])
def test_no_page_scrolls_sideways(
    browser: "Browser", serve: Serve, sample_site: Path, code: str, width: int
) -> None:
    site = serve(sample_site)
    page = new_page(browser, width=width, scripts=True)
    over = {}
    for name in PAGES:
        page.goto(f"{site}/{code}/{name}.html")
        over[name] = page.evaluate(OVERFLOW)
    assert over == dict.fromkeys(PAGES, 0)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_twice_as_large_still_fit(
    browser: "Browser", serve: Serve, sample_site: Path, code: str
) -> None:
    site = serve(sample_site)
    page = new_page(browser, width=640, scripts=True, bypass_csp=True)
    over = {}
    for name in PAGES:
        page.goto(f"{site}/{code}/{name}.html")
        page.add_style_tag(content="html{font-size:200%}")
        over[name] = page.evaluate(OVERFLOW)
    assert over == dict.fromkeys(PAGES, 0)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_asks_its_own_site_alone_gets_all_it_asks_for_and_breaks_no_policy(
    browser: "Browser", serve: Serve, sample_site: Path, code: str
) -> None:
    site = serve(sample_site)
    page = new_page(browser)
    asked: list[str] = []
    answers: list[tuple[int, str]] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: answers.append((response.status, response.url)))
    page.on("console", lambda message: said.append(message.text))
    for name in PAGES:
        page.goto(f"{site}/{code}/{name}.html", wait_until="load")
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert [answer for answer in answers if answer[0] not in (200, 304)] == []
    assert said == []


FONTS = {
    "en": {"serai-serif-text-latin", "serai-serif-bold-latin"},
    "ru": {
        "serai-serif-text-latin",
        "serai-serif-bold-latin",
        "serai-serif-text-cyrillic",
        "serai-serif-bold-cyrillic",
    },
    "fa": {"vazirmatn-arabic"},
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_reader_loads_the_fonts_of_one_script(
    browser: "Browser", serve: Serve, sample_site: Path, code: str
) -> None:
    page = new_page(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{serve(sample_site)}/{code}/story.html", wait_until="networkidle")
    fonts = [url.rsplit("/", 1)[1] for url in asked if url.endswith(".woff2")]
    assert {name.split(".")[0] for name in fonts} == FONTS[code]
    assert sum((sample_site / "assets" / "fonts" / name).stat().st_size for name in fonts) <= 60 * 1024


def focused(page: "Page") -> str:
    """What has the focus: its element, its address, its words."""
    at = page.locator(":focus")
    return f"{at.get_attribute('href')} {' '.join(at.inner_text().split())}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tab_key_leads_from_the_skip_link_through_the_menu_into_the_story(
    browser: "Browser", serve: Serve, sample_site: Path, code: str
) -> None:
    page = new_page(browser)
    page.goto(f"{serve(sample_site)}/{code}/story.html")
    words = LANGUAGES[code]
    skip = {"en": "Skip to the text", "ru": "Перейти к тексту", "fa": "رفتن به متن"}[code]
    search = {"en": "Search", "ru": "Поиск", "fa": "جست‌وجو"}[code]
    expected = [
        f"#main {skip}",
        *(f"/{other.code}/2026/11/23/river/ {other.language_name}" for other in LANGUAGES.values()),
        "None ",  # what to search
        f"None {search}",
        f"/{code}/ {words.masthead}",
        *(f"/{code}/sections/s{number}/ {name}" for number, name in enumerate(words.sections)),
        f"/{code}/sections/s0/ {words.sections[0]}",
        *(f"/{code}/authors/a{number}/ {name}" for number, name in enumerate(words.authors)),
    ]
    walked = []
    for _ in expected:
        page.keyboard.press("Tab")
        walked.append(focused(page))
    assert walked == expected
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(":focus").count() == 0:
            break
        reached.add(page.locator(":focus").get_attribute("href"))
    assert {"https://example.org/case", "https://example.org/report", f"/{code}/topics/t2/"} <= reached
    assert {f"/{code}/comment-policy/", f"/{code}/archive/", "#comment-c1"} <= reached
    assert f"/gate/comment?story=/{code}/2026/11/23/river/&reply_to=c0" in reached


def test_the_focus_is_seen_and_the_skip_link_comes_into_view(
    browser: "Browser", serve: Serve, sample_site: Path
) -> None:
    page = new_page(browser, scripts=True)
    page.goto(f"{serve(sample_site)}/en/front.html")
    before = page.locator(".skip").bounding_box()
    page.keyboard.press("Tab")
    after = page.locator(".skip").bounding_box()
    assert before is not None
    assert after is not None
    assert before["y"] + before["height"] <= 0 <= after["y"]
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


@pytest.mark.parametrize(("code", "side"), [("en", "left"), ("fa", "right")])
def test_the_story_reads_from_its_own_side(
    browser: "Browser", serve: Serve, sample_site: Path, code: str, side: str
) -> None:
    page = new_page(browser)
    page.goto(f"{serve(sample_site)}/{code}/story.html")
    rail = page.locator(".story-meta").bounding_box()
    words = page.locator(".story-body").bounding_box()
    assert rail is not None
    assert words is not None
    assert ("left" if rail["x"] < words["x"] else "right") == side


def test_a_line_of_the_story_is_as_long_as_the_eye_likes(
    browser: "Browser", serve: Serve, sample_site: Path
) -> None:
    page = new_page(browser, scripts=True)
    page.goto(f"{serve(sample_site)}/en/story.html", wait_until="networkidle")
    width = page.evaluate("document.querySelector('.story-body p').getBoundingClientRect().width")
    letter = page.evaluate(
        """() => { const p = document.querySelector('.story-body p'); const range = document.createRange();
        range.setStart(p.firstChild, 0); range.setEnd(p.firstChild, 40);
        return range.getBoundingClientRect().width / 40 }"""
    )
    assert 55 <= width / letter <= 80


def test_on_paper_there_is_the_story_and_nothing_that_needs_a_screen(
    browser: "Browser", serve: Serve, sample_site: Path
) -> None:
    page = new_page(browser)
    page.goto(f"{serve(sample_site)}/en/story.html")
    page.emulate_media(media="print")
    kept = ("h1", ".story-body", ".corrections", ".byline")
    left_out = (".sections", ".search", ".editions", ".comment-form", ".related")
    seen = {name: page.locator(name).first.is_visible() for name in kept + left_out}
    assert seen == dict.fromkeys(kept, True) | dict.fromkeys(left_out, False)


def test_a_form_that_lacks_what_is_required_is_not_sent(
    browser: "Browser", serve: Serve, sample_site: Path
) -> None:
    page = new_page(browser)
    asked: list[str] = []
    page.goto(f"{serve(sample_site)}/ru/story.html")
    page.on("request", lambda request: asked.append(request.method))
    page.click("#write button")
    assert "POST" not in asked
    assert page.url.endswith("/ru/story.html")


@pytest.mark.parametrize(("code", "side"), [("en", "right"), ("fa", "left")])
def test_a_comment_in_another_script_reads_from_its_own_side(
    browser: "Browser", serve: Serve, sample_site: Path, code: str, side: str
) -> None:
    page = new_page(browser, scripts=True)
    page.goto(f"{serve(sample_site)}/{code}/story.html")
    words = page.locator("#comment-c2 .remark-words p")
    inside = words.evaluate(
        "p => { const r = document.createRange(); r.selectNodeContents(p);"
        " const a = r.getBoundingClientRect(), b = p.getBoundingClientRect();"
        " return [a.left - b.left, b.right - a.right] }"
    )
    assert ("left" if inside[0] < inside[1] else "right") == side


def test_a_redirect_leads_to_the_page_without_a_script(
    browser: "Browser", serve: Serve, sample_site: Path
) -> None:
    target = sample_site / "en" / "2026" / "11" / "23" / "river" / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((sample_site / "en" / "story.html").read_bytes())
    site = serve(sample_site)
    page = new_page(browser)
    page.goto(f"{site}/en/redirect.html")
    page.wait_for_url(f"{site}/en/2026/11/23/river/")
    assert page.locator("h1").inner_text() == LANGUAGES["en"].headline
