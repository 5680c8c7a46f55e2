"""The screens that Serai adds to the desk: axe finds nothing in what is ours, and the keyboard is enough."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import axe_violations, new_page
from tests.journeys.actors import Editor
from tests.journeys.house import House

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What axe finds in Wagtail 8.0 itself, by rule and by the element that Wagtail's own scripts draw: the blocks
# of a StreamField have a heading, but their boxes do not name it.
WAGTAILS_OWN = (
    ("aria-input-field-name", "public-DraftEditor-content"),
    ("label", 'name="body-'),
    ("color-contrast", "w-minimap"),
    ("color-contrast", "tippy-content"),
    ("region", "data-tippy-root"),
)
SAVED = """The Courier
City

The tram that came back

By Aigul S.

A tram stands at the depot. [Aigul S./Courier]

ALMATY -- The tram is back on its rails after ten years, and it is red again.

"I waited for it," said a passenger who did not give a name.

People wave at it from the windows.
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def looking_editor(courier: House, browser: "Browser") -> Editor:
    """An editor into whose browser axe can be put."""
    editor = Editor(house=courier, browser=browser, login=courier.logins["editor"])
    editor.page = new_page(browser, width=1400, height=1000, scripts=True, bypass_csp=True)
    return editor


def test_axe_finds_nothing_of_ours(looking_editor: Editor, courier: House, tmp_path: Path) -> None:
    page = tmp_path / "tram.txt"
    page.write_text(SAVED, encoding="utf-8")
    courier.made.serai("rescue", str(page), "--edition", "en")
    editor = looking_editor
    editor.goes_to("/login/")
    found = {"login": seen(editor)}
    editor.logs_in()
    found["dashboard"] = seen(editor)
    editor.goes_to("/stories/")
    found["stories"] = seen(editor)
    editor.opens_story("The tram that came back")
    found["story"] = seen(editor)
    editor.reads_the_receipt()
    found["receipt"] = seen(editor)
    editor.page.get_by_role("link", name="Put photos in place of the missing ones").click()
    editor.page.get_by_role("button", name="Put it in its place").wait_for()
    found["missing photos"] = seen(editor)
    assert {screen: lines for screen, lines in found.items() if lines} == {}


def seen(editor: Editor) -> list[str]:
    """What axe finds in light and dark, but for what is Wagtail's own."""
    lines = []
    for scheme in ("light", "dark"):
        editor.page.emulate_media(color_scheme=scheme)
        lines += [f"{scheme}: {line}" for line in axe_violations(editor.page) if not is_wagtails(line)]
    return lines


def is_wagtails(line: str) -> bool:
    return any(line.startswith(f"{rule} ") and element in line for rule, element in WAGTAILS_OWN)


def test_an_editor_needs_no_mouse_to_begin_a_story(editor: Editor) -> None:
    editor.logs_in()
    press_until(editor, "New story: English")
    editor.page.keyboard.press("Enter")
    editor.page.get_by_role("textbox", name="Headline").wait_for()
    press_until(editor, "Headline")
    editor.page.keyboard.type("Written without a mouse")
    assert editor.page.get_by_role("textbox", name="Headline").input_value() == "Written without a mouse"


def press_until(editor: Editor, name: str) -> None:
    """Press Tab until the focus is on what has this name."""
    for _key in range(60):
        editor.page.keyboard.press("Tab")
        focused = editor.page.locator(":focus")
        if focused.count() and name in (
            focused.inner_text().strip(),
            focused.get_attribute("placeholder"),
        ):
            return
    raise AssertionError(f"Tab never came to {name!r}")
