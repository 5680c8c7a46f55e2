"""A front is arranged by hand: by dragging, by the keyboard, and without a script; readers get it so."""

import re
import secrets
from typing import TYPE_CHECKING

import pytest

from tests.browser import axe_violations, new_page
from tests.journeys.actors import Editor, Reader
from tests.journeys.house import House, rewritten

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.browser

PUBLISHING = """
from datetime import timedelta
from serai.core import clock
from serai.desk import actions, ordering, queries
from serai.desk.models import Author, Front, Section
edition = queries.edition("en")
Front.objects.filter(edition=edition).delete()
ordering.front_changed("en", [])
section = Section.objects.get(name="City", locale=edition.locale)
author = Author.objects.get(name="Aigul S.", locale=edition.locale)
now = clock.now()
for number, headline in enumerate(HEADLINES):
    story = actions.create_story(
        edition=edition, headline=headline, section=section, authors=[author], place="Almaty",
        dateline_at=now - timedelta(seconds=number), body=[("paragraph", "<p>It is so.</p>")],
    )
    actions.publish(story=story)
"""


class Arranging(Editor):
    """An editor at the board of the English front."""

    def opens_the_board(self) -> None:
        self.logs_in()
        self.goes_to("/fronts/en/")

    def place(self, name: str) -> "Locator":
        return self.page.locator(f'[data-place="{name}"]')

    def card(self, headline: str) -> "Locator":
        return self.page.locator("[data-card]").filter(has_text=headline).first

    def act(self, headline: str, word: str) -> "Locator":
        return self.card(headline).get_by_role("button", name=f"{word}: {headline}")

    def drags(self, headline: str, to: str) -> None:
        self.card(headline).scroll_into_view_if_needed()
        grip = self.card(headline).locator("[data-handle]").bounding_box()
        assert grip
        self.page.mouse.move(grip["x"] + 5, grip["y"] + 5)
        self.page.mouse.down()
        target = self.place(to).bounding_box()
        assert target
        self.page.mouse.move(target["x"] + 40, target["y"] + 3, steps=4)
        self.page.mouse.up()

    def stands(self, name: str) -> list[str]:
        return [line.strip() for line in self.place(name).locator(".front-title").all_inner_texts()]

    def saves_the_front(self) -> None:
        self.page.get_by_role("button", name="Save the front").click()
        self.page.get_by_text("The front is saved.").wait_for()


def published(house: House, *names: str) -> list[str]:
    """Stories of their own for a journey, the first the newest."""
    headlines = [f"{name} {secrets.token_hex(3)}" for name in names]
    house.made.at_desk(f"HEADLINES = {headlines!r}\n{PUBLISHING}")
    house.press_has_everything()
    return headlines


def front_of(house: House) -> list[str]:
    """The headlines on the English front, in order."""
    page = (house.made.site / "en/index.html").read_text(encoding="utf-8")
    return re.findall(r'class="teaser-headline"><a[^>]*>([^<]+)<', page)


def test_an_editor_arranges_the_front_by_dragging_and_two_files_change(
    courier: House, browser: "Browser"
) -> None:
    bridge, tram, well = published(courier, "Bridge", "Tram", "Well")
    assert front_of(courier)[:3] == [bridge, tram, well]
    editor = Arranging(house=courier, browser=browser, login=courier.logins["editor"])
    editor.opens_the_board()
    editor.drags(well, to="lead")
    editor.drags(tram, to="pinned")
    assert (editor.stands("lead"), editor.stands("pinned")) == ([well], [tram])
    before = courier.site_files()
    with courier.press_held():
        editor.saves_the_front()
        planned = courier.planned()
    courier.press_has_everything()
    assert front_of(courier)[:2] == [well, bridge]
    changed = rewritten(before, courier.site_files())
    assert changed == planned.written
    assert {re.sub(r"\.(br|gz)$", "", name) for name in changed} == {"en/index.html", "en/front.json"}


def test_a_story_that_is_held_at_the_upper_edge_scrolls_the_board(courier: House, browser: "Browser") -> None:
    [well] = published(courier, "Well")
    editor = Arranging(house=courier, browser=browser, login=courier.logins["editor"])
    editor.opens_the_board()
    editor.page.set_viewport_size({"width": 1280, "height": 500})
    lead, mouse = editor.place("lead"), editor.page.mouse
    editor.page.locator("#banner").evaluate("part => part.scrollIntoView()")
    before = lead.bounding_box()
    grip = editor.card(well).locator("[data-handle]").bounding_box()
    assert before
    assert grip
    mouse.move(grip["x"] + 5, grip["y"] + 5)
    mouse.down()
    mouse.move(300, 20, steps=3)
    editor.page.wait_for_function(
        "from => document.querySelector('[data-place=lead]').getBoundingClientRect().top > from + 50",
        arg=before["y"],
    )
    editor.page.keyboard.press("Escape")
    mouse.up()
    assert editor.stands("lead") == []


def test_an_editor_arranges_the_front_with_the_keyboard_alone(courier: House, browser: "Browser") -> None:
    bridge, tram, well = published(courier, "Bridge", "Tram", "Well")
    editor = Arranging(house=courier, browser=browser, login=courier.logins["editor"])
    editor.opens_the_board()
    keys = editor.page.keyboard
    said = editor.page.locator("[data-said]")
    editor.act(well, "Pin").focus()
    keys.press("Enter")
    assert said.inner_text() == f"{well}: Pinned, 1 of 1"
    editor.act(tram, "Pin").focus()
    keys.press("Enter")
    editor.act(tram, "Down").focus()
    keys.press("Space")
    assert said.inner_text() == f"{tram}: Pinned, 2 of 2"
    assert editor.act(tram, "Down").evaluate("button => button === document.activeElement")
    editor.act(bridge, "Lead").focus()
    keys.press("Enter")
    editor.act(tram, "Lead").focus()
    keys.press("Enter")
    assert [editor.stands(name) for name in ("lead", "second", "pinned")] == [[tram], [bridge], [well]]
    editor.act(bridge, "Let it flow").focus()
    keys.press("Enter")
    assert said.inner_text() == f"{bridge} flows with the newest"
    editor.page.get_by_role("button", name="Save the front").focus()
    keys.press("Enter")
    editor.page.get_by_text("The front is saved.").wait_for()
    courier.press_has_everything()
    assert front_of(courier)[:2] == [tram, bridge]


def test_an_editor_arranges_the_front_without_a_script_and_looks_before_saving(
    courier: House, browser: "Browser"
) -> None:
    bridge, tram, well = published(courier, "Bridge", "Tram", "Well")
    editor = Arranging(house=courier, browser=browser, login=courier.logins["editor"])
    editor.page = new_page(browser, width=1400, height=1000)
    editor.arrives_at = "main"  # type: ignore[misc]
    editor.opens_the_board()
    editor.act(well, "Lead").click()
    editor.page.get_by_text("Not saved yet").wait_for()
    editor.act(tram, "Lead").click()
    assert [editor.stands(name) for name in ("lead", "second")] == [[tram], [well]]
    editor.page.get_by_label("Words", exact=True).fill("The <b>river</b> is rising")
    editor.page.get_by_label("Until", exact=True).fill("2099-01-01T10:00")
    editor.page.get_by_role("button", name="See it as it will be").click()
    shown = editor.page.frame_locator("iframe[name=front-preview]")
    shown.get_by_text("The <b>river</b> is rising").wait_for()
    assert shown.locator(".teaser-headline").first.inner_text() == tram
    assert front_of(courier)[0] == bridge
    editor.saves_the_front()
    courier.press_has_everything()
    reader = Reader(house=courier, browser=browser)
    assert reader.opens("/en/") == 200
    assert "The <b>river</b> is rising" in reader.page.get_by_role("status").inner_text()
    assert front_of(courier)[:2] == [tram, well]


def test_axe_finds_nothing_on_the_board_nor_on_a_front_with_a_banner(
    courier: House, browser: "Browser"
) -> None:
    [well] = published(courier, "Well")
    editor = Arranging(house=courier, browser=browser, login=courier.logins["editor"])
    editor.page = new_page(browser, width=1400, height=1000, scripts=True, bypass_csp=True)
    editor.opens_the_board()
    editor.act(well, "Lead").click()
    editor.page.get_by_label("Words", exact=True).fill("The river is rising")
    editor.page.get_by_label("Until", exact=True).fill("2099-01-01T10:00")
    editor.saves_the_front()
    courier.press_has_everything()
    editor.goes_to("/fronts/en/")  # without the message that it is saved, which comes in by and by
    found = {}
    for scheme in ("light", "dark"):
        editor.page.emulate_media(color_scheme=scheme)
        found[f"board, {scheme}"] = axe_violations(editor.page)
    editor.page.goto(f"{courier.site_url}/en/")
    for scheme in ("light", "dark"):
        editor.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found[f"front, {scheme}"] = axe_violations(editor.page)
    assert {screen: lines for screen, lines in found.items() if lines} == {}
