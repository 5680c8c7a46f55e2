"""The test browser itself: it opens a served page, and axe tells a bad page from a good one."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import Serve, axe_violations, new_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOOD = (
    '<!doctype html><html lang="en"><title>A page</title>'
    '<main><h1>Words</h1><img src="/x.png" alt="A bridge"></main>'
)


@pytest.mark.browser
def test_a_served_page_is_shown_and_axe_finds_the_picture_without_words(
    browser: "Browser", serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "good.html").write_text(GOOD)
    (tmp_path / "bad.html").write_text(GOOD.replace('alt="A bridge"', ""))
    page = new_page(browser, scripts=True, bypass_csp=True)
    address = serve(tmp_path)
    page.goto(f"{address}/good.html")
    assert page.inner_text("h1") == "Words"
    assert axe_violations(page) == []
    page.goto(f"{address}/bad.html")
    assert [line.split(" ")[0] for line in axe_violations(page)] == ["image-alt"]
