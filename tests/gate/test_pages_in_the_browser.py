"""The gate's pages in a reader's browser: nobody is shut out, nothing scrolls sideways, keys are enough."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from serai.gate.views import TEMPLATES
from serai.press.theme.environment import Theme
from tests.browser import Serve, axe_violations, new_page
from tests.gate.page_samples import gate_views
from tests.press.theme.samples import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = tuple(gate_views("en", style="/s", icon="/i"))
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def gate_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve: `/en/preview.html` and so on, and `/assets/`."""
    theme, folder = Theme(), tmp_path_factory.mktemp("gate-site")
    for address, data in theme.assets().items():
        path = folder / address.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for code, words in LANGUAGES.items():
        (folder / code).mkdir()
        for name, view in gate_views(code, style=theme.style, icon=theme.icon).items():
            template = TEMPLATES[type(view)]
            page = theme.show(template, view, language=words.language, time_zone=words.time_zone)
            (folder / code / f"{name}.html").write_bytes(page)
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_finds_nothing_wrong_on_any_page_of_the_gate(
    browser: "Browser", serve: Serve, gate_site: Path, code: str, scheme: Literal["light", "dark"]
) -> None:
    site = serve(gate_site)
    page = new_page(browser, scheme=scheme, scripts=True, bypass_csp=True)
    found = {}
    for name in PAGES:
        page.goto(f"{site}/{code}/{name}.html")
        found[name] = axe_violations(page)
    assert found == {name: [] for name in PAGES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_of_the_gate_scrolls_sideways_small_or_enlarged(
    browser: "Browser", serve: Serve, gate_site: Path, code: str
) -> None:
    site = serve(gate_site)
    page = new_page(browser, width=320, scripts=True, bypass_csp=True)
    over = {}
    for name in PAGES:
        page.goto(f"{site}/{code}/{name}.html")
        narrow = page.evaluate(OVERFLOW)
        page.set_viewport_size({"width": 640, "height": 900})
        page.add_style_tag(content="html{font-size:200%}")
        over[name] = (narrow, page.evaluate(OVERFLOW))
        page.set_viewport_size({"width": 320, "height": 900})
    assert over == dict.fromkeys(PAGES, (0, 0))


def test_the_list_of_problems_leads_to_its_fields_and_every_act_is_reached_by_keys(
    browser: "Browser", serve: Serve, gate_site: Path
) -> None:
    site = serve(gate_site)
    page = new_page(browser)
    page.goto(f"{site}/en/mend.html")
    page.focus("#problems a[href='#text']")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "text"
    page.goto(f"{site}/en/receipt_new.html")
    reached: list[str] = []
    while reached[-1:] != ["Write another comment"]:
        page.keyboard.press("Tab")
        at = page.locator(":focus")
        if at.count() and at.evaluate("e => !!e.closest('.answer')"):
            reached.append(" ".join(at.inner_text().split()))
            if reached[-1] == "Erase what you wrote":
                page.keyboard.press("Enter")
    assert reached[2:] == [
        "Save the changes",
        "Take the comment back",
        "Export what you wrote (JSON)",
        "Erase what you wrote",
        "Erase it for good",
        "Write another comment",
    ]
