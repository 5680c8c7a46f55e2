"""A real browser for tests: Debian's Chromium, a static file server on loopback, and axe.

Rule: the browser loads nothing but what a server on 127.0.0.1 gives it, and a page is looked at as a
reader gets it, with JavaScript off, unless a test needs axe, which is a script of its own. The fixtures
are known to every test; the functions are imported from here.

    @pytest.mark.browser
    def test_front(browser: Browser, serve: Serve, tmp_path: Path) -> None:
        page = new_page(browser, width=360)
        page.goto(serve(tmp_path) + "/en/")
"""

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Serve: TypeAlias = Callable[[Path], str]


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for the whole run; each test opens contexts of its own and is left without them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _no_context_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


def new_page(
    browser: "Browser",
    *,
    width: int = 1280,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
    scripts: bool = False,
    bypass_csp: bool = False,
) -> "Page":
    """A page in a context of its own: `width` and `height` in CSS pixels, scripts off unless asked for."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=scripts,
        bypass_csp=bypass_csp,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    return context.new_page()


_STILL = """async () => {
    const ends = (one) => one.effect && one.effect.getComputedTiming().endTime !== Infinity;
    const moving = document.getAnimations().filter((one) => one.playState === "running" && ends(one));
    await Promise.all(moving.map((one) => one.finished.catch(() => {})));
}"""


def axe_violations(page: "Page") -> list[str]:
    """What axe finds wrong, one line each: the rule, how grave, the element. Empty: nothing.

    The page needs scripts and, where it has a Content-Security-Policy, `bypass_csp`.
    """
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate(_STILL)  # what fades in has half its contrast on the way
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]} | {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


class _Files(SimpleHTTPRequestHandler):
    """A folder over HTTP, silently."""

    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".avif": "image/avif",
        ".html": "text/html; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve folders on 127.0.0.1: `serve(folder)` gives the base address, without a slash at the end."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Files, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
