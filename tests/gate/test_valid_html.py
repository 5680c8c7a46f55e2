"""Every kind of page, of the site and of the gate, in all eight languages, before the Nu Html Checker.

Rule: one start of the checker for all of it (`tests.validators`).
"""

from pathlib import Path
from typing import get_args

import pytest

from serai.gate.views import TEMPLATES, AnyGateView
from serai.press.theme.environment import Theme
from serai.press.views import AnyView, BookView, ManifestView
from tests import validators
from tests.gate.page_samples import gate_views
from tests.press import filled
from tests.press.sites import works
from tests.press.theme.samples import EVERY, sample_views

_NO_PAGES = {BookView, ManifestView}
_WRONG = "<!doctype html><html lang=en><title>T</title><p><ul></ul></p><img src=a.png>"
# Warnings that were looked at, and why each is none.
_LOOKED_AT = (
    "violates Content Security Policy",  # the checker reads files, of which none is 'self'; data is no script
    "Article lacks heading",  # a comment is an article (HTML, 4.3.2), and nobody gives it a title
    "This document appears to be written in",  # it takes Kazakh, Kyrgyz, Tajik and Uzbek for their neighbours
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of pages of every kind and what they are dressed in, of all pages of a site with
    hostile words, and of a page that is wrong."""
    folder = tmp_path_factory.mktemp("valid")
    write_pages(folder)
    (folder / "wrong.html").write_text(_WRONG, encoding="utf-8")
    lines = validators.nu_html_checker(folder)
    wrong = [line for line in lines if " wrong.html:" in line]
    return {"wrong": wrong, "ours": [line for line in lines if line not in wrong]}


def write_pages(folder: Path) -> None:
    theme, shown = Theme(), set[type]()
    for address, data in theme.assets().items():
        if address.endswith((".css", ".svg")):
            (folder / address.rpartition("/")[2]).write_bytes(data)
    for code, words in EVERY.items():
        for name, view in sample_views(code, style=theme.style, icon=theme.icon).items():
            shown.add(type(view))
            (folder / f"{code}-{name}.html").write_bytes(theme.render(view))
        for name, asked in gate_views(code, style=theme.style, icon=theme.icon).items():
            shown.add(type(asked))
            (folder / f"{code}-gate-{name}.html").write_bytes(
                theme.show(TEMPLATES[type(asked)], asked, language=words.language, time_zone=words.time_zone)
            )
    assert {*get_args(AnyView), *get_args(AnyGateView)} - shown == _NO_PAGES
    with works() as desk:
        desk.pool = desk.folder / "pool"
        desk.press(theme=theme).bake(filled.site(desk.pool))
        for number, page in enumerate(sorted(desk.site.rglob("*.html"))):
            (folder / f"baked-{number}.html").write_bytes(page.read_bytes())


def test_the_nu_html_checker_finds_nothing_wrong_in_any_page(told: dict[str, list[str]]) -> None:
    assert [line for line in told["ours"] if not any(known in line for known in _LOOKED_AT)] == []


def test_what_was_looked_at_is_no_error(told: dict[str, list[str]]) -> None:
    assert {line.split()[0] for line in told["ours"]} == {"warning"}


def test_it_does_find_what_is_wrong(told: dict[str, list[str]]) -> None:
    assert [line.split(":")[0] for line in told["wrong"]] == ["error wrong.html"] * len(told["wrong"])
    assert len(told["wrong"]) > 1
