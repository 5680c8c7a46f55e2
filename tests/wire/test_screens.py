"""The receipt, the missing photos and an archive's comment in a real browser: seen, worked, and by axe."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser import axe_violations, new_page
from tests.newsrooms import MadeNewsroom, Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIXTURES = Path(__file__).parent / "fixtures"
PEOPLE = """
from serai.newsroom import people
people.put_user(name="ada", role="administrator", password="only for this test")
from datetime import timedelta
from serai.core import clock
from serai.wire.models import Follower, Inbox
for number, host in enumerate(["social.big-server.example"] * 40 + ["small.example"]):
    inbox = f"https://{host}/inbox"
    Follower.objects.create(edition="en", actor=f"https://{host}/users/{number}", inbox=inbox,
        shared_inbox=inbox, host=host, server=host)
now = clock.now()
Inbox.objects.create(inbox="https://small.example/inbox", host="small.example", status=0, failures=2,
    since=now - timedelta(hours=2), due_at=now + timedelta(hours=1))
"""


@pytest.fixture
def running(newsroom: MadeNewsroom) -> Iterator[Running]:
    newsroom.at_desk(PEOPLE)
    for name in ("plain_with_photos.txt", "harvest.html"):
        newsroom.serai("rescue", str(FIXTURES / name), "--edition", "en")
    with newsroom.running() as running:
        yield running


def at_desk(browser: "Browser", running: Running, scheme: Literal["light", "dark"]) -> "Page":
    page = new_page(browser, width=1400, height=1000, scheme=scheme, scripts=True, bypass_csp=True)
    page.goto(f"{running.desk_url}/login/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("only for this test")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="The desk today").wait_for()
    return page


def ours(violations: list[str]) -> list[str]:
    """What is ours to mend: Wagtail's own frame around our screens is not."""
    return [line for line in violations if "wire-" in line or "receipt" in line or "followers" in line]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rescued_pages_at_the_desk(
    browser: "Browser", running: Running, scheme: Literal["light", "dark"]
) -> None:
    page = at_desk(browser, running, scheme)

    # The receipt stands beside the draft, what is left over first.
    page.goto(f"{running.desk_url}/stories/")
    page.get_by_role("link", name="Market square loses its clock").first.click()
    page.get_by_role("button", name="Show the receipt of the rescue").click()
    receipt = page.locator(".wire-receipt")
    receipt.wait_for(state="visible")
    lines = [" ".join(line.split()) for line in receipt.locator(".wire-line").all_inner_texts()]
    assert lines[:3] == [
        "! Left over Line 13 4711",
        "✓ Kept: headline Line 1 Market square loses its clock",
        "✓ Kept: photo 1 Line 3 The empty hook above the square. [Ada Berg/Square Post]",
    ]
    assert ours(axe_violations(page)) == []

    # The screen for the missing photos says what each showed.
    page.get_by_role("link", name="Put photos in place of the missing ones (2)").click()
    page.get_by_role("heading", name="The lead photo").wait_for()
    assert page.locator("form.wire-missing").count() == 2
    assert ours(axe_violations(page)) == []

    # A comment that came with a story is rejected.
    page.goto(f"{running.desk_url}/discussion/queue/all/")
    row = page.locator("[data-row]").filter(has_text="Did they come back?")
    row.locator("summary[data-key='r']").click()
    row.get_by_label("Reason (for moderators)").fill("Off the story.")
    row.get_by_label("Reason (for moderators)").press("Enter")
    row.locator("[data-state]").get_by_text("Rejected", exact=True).wait_for()

    # Who follows is numbers and servers; one is blocked by keyboard alone.
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{running.desk_url}/wire/followers/")
        page.get_by_role("heading", name="41 followers").wait_for()
        assert ours(axe_violations(page)) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
    page.locator("summary[aria-label='Block small.example']").press("Enter")
    assert ours(axe_violations(page)) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("The server is blocked; 1 follower is gone.").wait_for()
    assert page.get_by_role("button", name="Let small.example follow again").is_visible()
