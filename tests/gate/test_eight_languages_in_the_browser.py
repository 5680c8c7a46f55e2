"""Each of the eight languages on a small telephone: the site's and the gate's words fit where they stand.

One browser and one pass: a page is loaded once, and looked at for all of it. At English, Russian and Persian
axe looks elsewhere, on every page; at the gate's pages here too, because here the menu and the way to the
other editions stand around them, as on a site.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from serai.gate.views import TEMPLATES, AnyGateView, SearchView
from serai.press import addresses
from serai.press.theme.environment import Theme
from serai.press.views import StoryView
from tests.browser import Serve, axe_violations, new_page
from tests.gate.page_samples import gate_views
from tests.press.theme import paintings
from tests.press.theme.sample_words import Words
from tests.press.theme.samples import EVERY, LANGUAGES, sample_views, sections, switches

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SITE = (
    "front", "story", "comments", "section", "archive", "corrections", "follow", "offline", "not_found",
)  # fmt: skip
GATE = (
    "mend", "preview", "report_mend", "receipt_new", "notice_foreign", "search_found", "search_nothing",
)  # fmt: skip
WITH_AXE = {
    "front", "story", "comments", "follow", "offline",
    "mend", "receipt_new", "search_found", "search_nothing",
}  # fmt: skip
# Words that stick out of the window, or of the button or label that they stand in.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const kinds = 'a, button, label, legend, summary, .mark, .kicker, h1, h2, h3, .editions div';
  const seen = (one) => one.checkVisibility() && !one.closest('.unseen, .skip');
  const out = (one) => [...one.getClientRects()].some((box) => box.left < -1 || box.right > wide + 1);
  const clipped = (one) => one.clientWidth && (one.scrollWidth > one.clientWidth + 1 ||
    (one.tagName === 'BUTTON' && one.scrollHeight > one.clientHeight + 1));
  const wrong = (one) => seen(one) && (out(one) || clipped(one));
  const named = (one) => one.tagName + ': ' + one.textContent.trim();
  const sticking = [...document.querySelectorAll(kinds)].filter(wrong).map(named);
  return [document.documentElement.scrollWidth - wide, ...sticking];
}"""


def with_few_siblings(view: StoryView) -> StoryView:
    """The story in three editions alone, so that the switcher has its fold."""
    ways = tuple(
        msgspec.structs.replace(way, same=way.current or way.default)
        for way in switches(EVERY[view.chrome.edition.key], "/2026/11/23/river/", True)
    )
    return msgspec.structs.replace(view, chrome=msgspec.structs.replace(view.chrome, switches=ways))


def on_a_site(view: AnyGateView, words: Words) -> AnyGateView:
    """A page of the gate with the menu, the search form and the ways to the other editions around it."""
    asked = view.chrome.address
    ways = switches(EVERY[words.code], "/", False)
    if isinstance(view, SearchView):
        ways = tuple(msgspec.structs.replace(way, same=True, address=f"{asked}?q=a") for way in ways)
    around = msgspec.structs.replace(
        view.chrome, sections=sections(words), switches=ways, search=addresses.search(words.code)
    )
    return msgspec.structs.replace(view, chrome=around)


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve: `/kk/story.html` and so on, `/media/` and `/assets/`."""
    theme, folder = Theme(), tmp_path_factory.mktemp("eight")
    paintings.write(folder)
    for address, data in theme.assets().items():
        path = folder / address.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for code, words in EVERY.items():
        (folder / code).mkdir()
        views = sample_views(code, style=theme.style, icon=theme.icon)
        for name in SITE:
            view = views[name]
            page = theme.render(with_few_siblings(view) if isinstance(view, StoryView) else view)
            (folder / code / f"{name}.html").write_bytes(page)
        asked = gate_views(code, style=theme.style, icon=theme.icon)
        for name in GATE:
            page = theme.show(
                TEMPLATES[type(asked[name])],
                on_a_site(asked[name], words),
                language=words.language,
                time_zone=words.time_zone,
            )
            (folder / code / f"{name}.html").write_bytes(page)
    return folder


@pytest.mark.parametrize("code", EVERY)
def test_every_word_fits_where_it_stands_on_a_small_telephone(
    browser: "Browser", serve: Serve, eight: Path, code: str
) -> None:
    site = serve(eight)
    page = new_page(browser, width=360, scripts=True, bypass_csp=True)
    found = {}
    for name in SITE + GATE:
        page.goto(f"{site}/{code}/{name}.html")
        page.eval_on_selector_all("details", "(all) => all.forEach((one) => { one.open = true; })")
        looked = name in WITH_AXE and (name in GATE or code not in LANGUAGES)
        axe = axe_violations(page) if looked else []
        found[name] = [*page.evaluate(STICKING_OUT), *axe]
    assert found == {name: [0] for name in SITE + GATE}


def test_the_fold_names_the_editions_without_the_story_and_leads_to_their_fronts(
    browser: "Browser", serve: Serve, eight: Path
) -> None:
    page = new_page(browser, width=360)
    page.goto(f"{serve(eight)}/ky/story.html")
    line = page.locator(".editions > ul a")
    assert line.all_inner_texts() == ["English", "Кыргызча"]
    assert not page.locator(".editions div").is_visible()
    page.locator(".editions summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".editions div p").is_visible()
    ways = page.locator(".editions div a")
    assert [way.get_attribute("href") for way in ways.all()] == [
        f"/{code}/2026/11/23/river/" for code in EVERY if code not in ("en", "ky")
    ]
