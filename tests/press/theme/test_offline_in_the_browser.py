"""Reading offline in a real browser: kept only when asked for, read without a network, forgotten at a word.

The site is baked with Serai's own theme; "no network" is its server taken away.
"""

import functools
import os
import shutil
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from serai.press.changes import Put
from serai.press.theme.environment import Theme
from tests.browser import new_page
from tests.newsrooms import wait_until
from tests.press import casting
from tests.press.sites import works

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
FRONT, OFFLINE = "/en/", "/en/offline/"
ONE, OTHER = "/en/2026/10/29/story-1/", "/en/2026/10/30/story-2/"
SLOW = 2  # seconds that a slow network takes for an answer
ON = ".offline [data-on]:not([hidden])"
KEPT = "async () => (await (await caches.open('kept')).keys()).map((one) => new URL(one.url).pathname)"
TRACES = (
    "async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"
)


class _Quiet(SimpleHTTPRequestHandler):
    slow: threading.Event
    broken: threading.Event

    def do_GET(self) -> None:
        if self.slow.is_set():
            time.sleep(SLOW)
        if self.broken.is_set():
            self.send_error(503)
        elif self.path.startswith("/gate/"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>receipt</title>receipt")
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Site:
    """A baked site over HTTP, which can be taken away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.slow, self.broken = threading.Event(), threading.Event()
        kind = type("Handler", (_Quiet,), {"slow": self.slow, "broken": self.broken})
        handler = functools.partial(kind, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with works() as desk:
        changes = [Put(casting.edition(code)) for code in ("en", "fa")]
        changes += [Put(casting.section()), *(Put(casting.story(number)) for number in (1, 2, 3, 4))]
        desk.press(theme=Theme()).bake(changes)
        made = Site(desk.site)
        yield made
        made.stop()


def alter_worker(site: Site, *changes: tuple[str, str]) -> None:
    """A worker with other figures, for a test that cannot read 60 pages or wait half an hour."""
    path = site.folder / "worker.js"
    said = path.read_text()
    for before, after in changes:
        assert said.count(before) == 1
        said = said.replace(before, after)
    path.write_text(said)


def reader(browser: "Browser", site: Site, *, keeps: bool = True) -> "Page":
    """A reader on the page about reading offline, who has asked for it or not."""
    page = new_page(browser, width=360, scripts=True)
    page.goto(site.url + OFFLINE)
    page.locator("[data-controls]").wait_for()
    if keeps:
        page.click("[data-keep]")
        page.locator(ON).wait_for()
    return page


def kept(page: "Page") -> list[str]:
    """The paths of all that is kept, the oldest first."""
    found: list[str] = page.evaluate(KEPT)
    return found


def wait_for(page: "Page", *paths: str) -> None:
    """Until these are kept."""
    wait_until(lambda: set(paths) <= set(kept(page)), "what was read is kept")


def test_what_was_read_opens_without_a_network_and_what_was_not_is_said_to_be_missing(
    browser: "Browser", site: Site
) -> None:
    page = reader(browser, site)
    page.goto(site.url + ONE)
    wait_for(page, ONE, FRONT, OFFLINE)
    page.goto(site.url + "/gate/receipt/")
    site.stop()

    page.goto(site.url + ONE)
    assert page.inner_text("h1") == "Story 1"
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "block"
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
    page.goto(site.url + FRONT)
    assert "Story 4" in page.inner_text("main")

    lost = page.goto(site.url + OTHER)
    assert lost is not None
    assert lost.status == 503
    page.locator("[data-missing]:not([hidden])").wait_for()
    page.locator("[data-list] a").first.wait_for()
    listed = page.locator("[data-list] a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert sorted(listed) == sorted([ONE, FRONT])
    assert [path for path in kept(page) if path.startswith("/gate/")] == []

    page.click("[data-forget]")
    page.locator("[data-off]:not([hidden])").wait_for()
    assert page.evaluate(TRACES) == [0, 0]
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(site.url + ONE)


def test_nothing_is_kept_of_a_reader_who_did_not_ask(browser: "Browser", site: Site) -> None:
    page = reader(browser, site, keeps=False)
    for path in (ONE, FRONT, OFFLINE):
        page.goto(site.url + path)
    assert page.evaluate(TRACES) == [0, 0]
    assert page.inner_text("[role=status]:visible") == "This site keeps nothing on this device."


def test_another_address_of_the_site_knows_nothing_of_what_this_one_keeps(
    browser: "Browser", site: Site
) -> None:
    page = reader(browser, site)
    page.goto(site.url + ONE)
    wait_for(page, ONE)
    mirror = Site(site.folder)
    try:
        page.goto(mirror.url + OFFLINE)
        page.locator("[data-off]:not([hidden])").wait_for()
        assert page.evaluate(TRACES) == [0, 0]
    finally:
        mirror.stop()


def test_the_oldest_pages_give_way(browser: "Browser", site: Site) -> None:
    alter_worker(site, ("PAGES=60", "PAGES=2"), ("FRESH=18e5", "FRESH=18e9"))
    page = reader(browser, site)
    stories = [f"/en/2026/{day}/story-{number}/" for number, day in enumerate(("10/29", "10/30", "10/31"), 1)]
    for path in stories:
        page.goto(site.url + path)
        wait_for(page, path)

    def newest() -> bool:
        return [one for one in kept(page) if one.endswith("/")] == [OFFLINE, *stories[1:]]

    wait_until(newest, "the oldest page gives way")


def test_a_story_that_was_taken_back_is_not_shown_again_without_a_network(
    browser: "Browser", site: Site
) -> None:
    page = reader(browser, site)
    page.goto(site.url + ONE)
    wait_for(page, ONE)
    site.broken.set()  # a server that fails has taken nothing back
    page.goto(site.url + ONE)
    assert page.inner_text("h1") == "Story 1"
    site.broken.clear()
    shutil.rmtree(site.folder / ONE.strip("/"))
    gone = page.goto(site.url + ONE)
    assert gone is not None
    assert gone.status == 404
    wait_until(lambda: ONE not in kept(page), "what is gone is not kept")
    site.stop()
    lost = page.goto(site.url + ONE)
    assert lost is not None
    assert lost.status == 503
    assert "Story 1" not in page.content()


def test_what_is_old_goes_when_a_page_is_read(browser: "Browser", site: Site) -> None:
    alter_worker(site, ("AGE=2592e6", "AGE=-1"))
    page = reader(browser, site)
    assert FRONT in kept(page)
    page.goto(site.url + ONE)
    wait_until(lambda: not {FRONT, ONE} & set(kept(page)), "what is old goes")
    assert OFFLINE in kept(page)
    assert any(path.startswith("/assets/") for path in kept(page))


def test_where_the_device_is_full_the_older_half_gives_way(browser: "Browser", site: Site) -> None:
    page = reader(browser, site)
    page.goto(site.url + ONE)
    wait_for(page, ONE, FRONT)
    device = page.context.new_cdp_session(page)
    device.send("Storage.overrideQuotaForOrigin", {"origin": site.url, "quotaSize": 1})
    page.goto(site.url + OTHER)
    wait_until(lambda: FRONT not in kept(page), "the oldest gives way")
    assert OFFLINE in kept(page)
    device.send("Storage.overrideQuotaForOrigin", {"origin": site.url})
    page.goto(site.url + OTHER)
    wait_for(page, OTHER)


def test_what_is_on_its_way_when_all_is_forgotten_is_not_kept_after_it(
    browser: "Browser", site: Site
) -> None:
    page = reader(browser, site)
    site.slow.set()
    with page.context.expect_page() as opened:
        page.evaluate("path => { window.open(path); }", ONE)
    page.click("[data-forget]")
    page.locator("[data-off]:not([hidden])").wait_for()
    opened.value.get_by_role("heading", name="Story 1").wait_for()
    page.wait_for_timeout(100)  # in which what came could be kept
    assert page.evaluate(TRACES) == [0, 0]


def test_what_the_discussion_remembers_is_told_and_forgotten_too(browser: "Browser", site: Site) -> None:
    page = reader(browser, site, keeps=False)
    page.evaluate("localStorage['serai-name'] = '{}'; sessionStorage['serai-draft'] = '{}'")
    page.reload()
    page.locator("[data-said]:not([hidden])").wait_for()
    assert page.inner_text(".offline-controls [role=status]").strip().startswith("For the discussion,")
    assert page.evaluate(TRACES) == [0, 0]
    page.click("[data-forget]")
    page.locator("[data-off]:not([hidden])").wait_for()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.inner_text("[role=status]:visible") == "This site keeps nothing on this device."


def test_an_old_browser_turns_keeping_on_and_off(browser: "Browser", site: Site) -> None:
    page = new_page(browser, width=360, scripts=True)
    page.add_init_script("delete Element.prototype.replaceChildren")
    page.goto(site.url + OFFLINE)
    page.click("[data-keep]")
    page.locator(ON).wait_for()
    page.click("[data-forget]")
    page.locator("[data-off]:not([hidden])").wait_for()
    assert page.evaluate(TRACES) == [0, 0]


def test_a_newsroom_that_takes_the_page_away_has_everything_forgotten(browser: "Browser", site: Site) -> None:
    alter_worker(site, ("FRESH=18e5", "FRESH=0"))
    page = reader(browser, site)
    shutil.rmtree(site.folder / "en/offline")
    page.goto(site.url + ONE)
    wait_until(lambda: not page.evaluate("async () => caches.has('kept')"), "all is forgotten")


def test_a_slow_network_shows_what_is_kept_and_a_quick_one_what_is_new(
    browser: "Browser", site: Site
) -> None:
    alter_worker(site, ("PATIENCE=4000", "PATIENCE=100"))
    page = reader(browser, site)
    page.goto(site.url + ONE)
    wait_for(page, ONE)
    path = site.folder / ONE[1:] / "index.html"
    path.write_text(path.read_text().replace("Story 1", "Story one"))
    os.utime(path, (time.time() + 60,) * 2)  # a second's difference would be none to HTTP
    site.slow.set()
    page.goto(site.url + ONE, wait_until="domcontentloaded")
    assert page.inner_text("h1") == "Story 1"
    site.slow.clear()

    def newer() -> bool:
        said = page.evaluate("async (path) => (await caches.match(path)).text()", ONE)
        return ">Story one</h1>" in str(said)

    wait_until(newer, "the newer page is kept")
    page.goto(site.url + ONE)
    assert page.inner_text("h1") == "Story one"


def test_without_scripts_the_page_is_read_and_offers_nothing_that_cannot_work(
    browser: "Browser", site: Site
) -> None:
    page = new_page(browser, width=360)
    page.goto(site.url + OFFLINE)
    assert page.inner_text("h1") == "Reading offline"
    assert page.locator("button:visible").count() == 0
    assert page.locator("[data-needs]").is_visible()
    assert page.locator('main a[href="/en/archive/"]').is_visible()
