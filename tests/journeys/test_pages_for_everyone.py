"""The demo in three languages, for everyone: axe, no scripts, a keyboard, a small screen, large type."""

from typing import TYPE_CHECKING

import pytest

from tests.browser import axe_violations
from tests.journeys.actors import Reader
from tests.journeys.house import House
from tests.journeys.pages import every_kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NARROW = 360  # CSS pixels
ZOOMED = 640  # what 200 % leaves of 1280
LOST = "error: Failed to load resource: the server responded with a status of 404 (Not Found)"
FOCUS = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  return {
    to: here.getAttribute("href") || here.tagName,
    shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
  };
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = pytest.mark.browser
editions = pytest.mark.parametrize("edition", ["en", "ru", "fa"])


@editions
def test_axe_finds_nothing_in_light_or_dark(karez: House, looked_at: "Page", edition: str) -> None:
    found = {}
    for kind, address in every_kind(karez.made.site, edition).items():
        looked_at.goto(karez.site_url + address)
        for scheme in ("light", "dark"):
            looked_at.emulate_media(color_scheme=scheme)
            found[kind, scheme] = axe_violations(looked_at)
    assert {page: lines for page, lines in found.items() if lines} == {}


@editions
def test_every_page_works_without_scripts_and_asks_nobody_else(
    karez: House, browser: "Browser", edition: str
) -> None:
    reader = Reader(house=karez, browser=browser)
    answers, headless, sideways = {}, [], []
    pages = every_kind(karez.made.site, edition)
    for kind, address in pages.items():
        reader.page.set_viewport_size({"width": 1280, "height": 900})
        answers[kind] = reader.opens(address)
        if not reader.page.locator("h1").is_visible():
            headless.append(kind)
        for width in (NARROW, ZOOMED, 1280):
            reader.page.set_viewport_size({"width": width, "height": 900})
            if reader.page.evaluate(SIDEWAYS) > 0:
                sideways.append((kind, width))
    assert answers == {kind: 404 if kind == "404" else 200 for kind in pages}
    assert (headless, sideways) == ([], [])
    assert [url for url in reader.asked if not url.startswith(karez.site_url + "/")] == []
    assert reader.complaints == [LOST]


@editions
def test_the_keyboard_reaches_menu_stories_and_text_and_the_focus_is_seen(
    karez: House, browser: "Browser", edition: str
) -> None:
    reader = Reader(house=karez, browser=browser)
    pages = every_kind(karez.made.site, edition)
    for kind in ("front", "story"):
        reader.opens(pages[kind])
        for fold in reader.page.locator("details").all():
            fold.locator("summary").press("Enter")
            assert fold.get_attribute("open") is not None, kind
        reader.page.reload()  # else Tab goes on from the last fold
        reader.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        links = set(
            reader.page.locator("a[href]:not([tabindex='-1'])").evaluate_all(
                "links => links.map(link => link.getAttribute('href'))"
            )
        )
        stops = tab_through(reader, limit=len(links) * 3)
        assert stops[0]["to"] == "#main", kind
        assert links - {stop["to"] for stop in stops} == set(), kind
        assert [stop for stop in stops if not (stop["shown"] and stop["marked"])] == [], kind

    reader.opens(pages["front"])
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")  # skip to the text
    assert reader.page.url.endswith("#main")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def tab_through(reader: Reader, *, limit: int) -> list[dict[str, object]]:
    """Where Tab stops, from the top of the page until it leaves it."""
    stops: list[dict[str, object]] = []
    for _key in range(limit):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(FOCUS)
        if stop["to"] == "BODY":
            break
        stops.append(stop)
    return stops
