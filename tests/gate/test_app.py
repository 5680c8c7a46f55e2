"""The Gate answers what the static server cannot, and nothing that it should not."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import httpx
import pytest

from serai.gate.app import create
from serai.gate.asking import BODY_LIMIT
from tests.gate.gates import Newsroom


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A baked folder with one story, and a secret beside it."""
    folder = tmp_path / "site"
    story = folder / "en" / "2026" / "11" / "23" / "bridge"
    story.mkdir(parents=True)
    (story / "index.html").write_text("<p>story")
    (folder / "en" / "404.html").write_text("<p>no such page")
    (folder / "404.html").write_text("<p>nothing here")
    (tmp_path / "404.html").write_text("<p>secret")
    return folder


def _client(site: Path) -> httpx.AsyncClient:
    options = Newsroom().options(site.parent, site=site)
    return httpx.AsyncClient(transport=httpx.ASGITransport(create(options)), base_url="http://gate")


def _ask(site: Path, method: str, address: str, **more: object) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with _client(site) as client:
            return await client.request(method, address, **more)  # type: ignore[arg-type]

    # A browser test before this one may have left an event loop in this thread.
    with ThreadPoolExecutor(1) as other_thread:
        return other_thread.submit(anyio.run, ask).result()


def test_health_is_told_and_never_kept(site: Path) -> None:
    answer = _ask(site, "GET", "/healthz")
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, "ok\n", "no-store")


def test_a_missing_last_slash_is_added(site: Path) -> None:
    answer = _ask(site, "GET", "/en/2026/11/23/bridge")
    assert (answer.status_code, answer.headers["location"]) == (308, "/en/2026/11/23/bridge/")


def test_a_double_slash_never_becomes_a_redirect_to_another_host(site: Path) -> None:
    (site / "evil.example").mkdir()
    (site / "evil.example" / "index.html").write_text("x")
    answer = _ask(site, "GET", "//evil.example")
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/en/nothing/", "<p>no such page"),
        ("/en/nothing", "<p>no such page"),
        ("/xx/nothing/", "<p>nothing here"),
        ("/", "<p>nothing here"),
        ("/../404.html", "<p>nothing here"),
        ("/%2e%2e/404.html", "<p>nothing here"),
        ("/..%2f..%2fetc/passwd", "<p>nothing here"),
        ("/en%00/x", "<p>nothing here"),
        ("/.git/config", "<p>nothing here"),
        ("/" + "a" * 5000, "<p>nothing here"),
        ("/en/" + "a" * 300, "<p>no such page"),
        ("/" + "a" * 300 + "/x", "<p>nothing here"),
        ("/en/%ff%fe/x", "<p>no such page"),
        ("/en/%ed%a0%80", "<p>no such page"),
    ],
)
def test_what_is_not_there_is_answered_with_the_baked_page(site: Path, address: str, page: str) -> None:
    answer = _ask(site, "GET", address)
    assert (answer.status_code, answer.text) == (404, page)


def test_an_unbaked_site_still_says_not_found(tmp_path: Path) -> None:
    answer = _ask(tmp_path / "nowhere", "GET", "/en/")
    assert (answer.status_code, answer.text) == (404, "404 Not Found\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_what_would_change_something_is_refused(site: Path, method: str) -> None:
    answer = _ask(site, method, "/en/", headers={"content-length": "0"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_body_over_the_limit_is_refused_unread(site: Path) -> None:
    assert _ask(site, "POST", "/en/", content=b"x" * (BODY_LIMIT + 1)).status_code == 413


def test_a_body_without_a_length_is_refused_unread(site: Path) -> None:
    async def flood() -> AsyncIterator[bytes]:
        yield b"x"

    assert _ask(site, "POST", "/en/", content=flood()).status_code == 411
