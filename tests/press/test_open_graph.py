"""What pages tell networks that show links: the Open Graph protocol's words, and a program that reads it."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from serai.press.theme import open_graph
from serai.press.views import Switch
from tests import validators
from tests.press.sites import Works

VOCABULARY = json.loads((Path(__file__).parent / "schemas" / "open-graph.json").read_text(encoding="utf-8"))
_KINDS = {
    "string": re.compile(r".*\S.*", re.S),
    "url": re.compile(r"https?://[^\s/]+/\S*"),
    "integer": re.compile(r"[0-9]+"),
    "locale": re.compile(r"[a-z]{2,3}(_[A-Z]{2})?"),
    "mime type": re.compile(r"[a-z]+/[a-z0-9.+-]+"),
    "type": re.compile("|".join(VOCABULARY["types"])),
}


def told(page: Path) -> list[tuple[str, str]]:
    """Every property that a page has, in order."""
    metas = etree.HTML(page.read_bytes()).iterfind("head/meta[@property]")
    return [(str(meta.get("property")), str(meta.get("content") or "")) for meta in metas]


def faults(properties: list[tuple[str, str]]) -> list[str]:
    """What the protocol has against them: what it does not know, of another kind, twice, missing, or not
    after the picture that it is of."""
    names = [name for name, _ in properties]
    own = VOCABULARY["of"].get(dict(properties).get("og:type"), {})
    known = VOCABULARY["properties"] | own
    found = [f"{name} is missing" for name in VOCABULARY["required"] if name not in names]
    found += [
        f"{name} twice" for name in set(names) if names.count(name) > 1 and name not in VOCABULARY["several"]
    ]
    for place, (name, value) in enumerate(properties):
        if name not in known:
            found.append(f"{name} is unknown")
        elif not fits(known[name], value):
            found.append(f"{name} is no {known[name]}: {value!r}")
        if name.startswith("og:image:") and not names[place - 1].startswith("og:image"):
            found.append(f"{name} is of no picture")
    return found


def fits(kind: str, value: str) -> bool:
    if kind == "time":
        return datetime.fromisoformat(value).tzinfo is not None
    return bool(_KINDS[kind].fullmatch(value))


@pytest.fixture(scope="module")
def pages(full_site: Works) -> dict[str, Path]:
    """Every page that may be found, and so shared, by its address."""
    found = {}
    for page in sorted(full_site.site.rglob("index.html")):
        head = page.read_text(encoding="utf-8").partition("</head>")[0]
        if 'content="noindex"' not in head and 'http-equiv="refresh"' not in head:
            found[f"/{page.parent.relative_to(full_site.site)}/".replace("/./", "/")] = page
    return found


def test_every_page_that_may_be_shared_says_what_the_protocol_asks_for(pages: dict[str, Path]) -> None:
    assert {"/", "/en/", "/en/archive/", "/en/authors/ada/", "/en/2026/10/29/story-1/"} <= set(pages)
    assert {address: faults(told(page)) for address, page in pages.items()} == {
        address: [] for address in pages
    }


def test_the_vocabulary_refuses_what_the_protocol_does_not_know() -> None:
    wrong = [
        ("og:title", " "),
        ("og:type", "website"),
        ("og:image:width", "wide"),
        ("og:url", "/en/"),
        ("og:url", "https://bridge.example/en/"),
        ("article:section", "City"),
    ]
    assert faults(wrong) == [
        "og:image is missing",
        "og:url twice",
        "og:title is no string: ' '",
        "og:image:width is no integer: 'wide'",
        "og:image:width is of no picture",
        "og:url is no url: '/en/'",
        "article:section is unknown",
    ]


def test_a_program_that_shows_links_reads_what_the_pages_say(pages: dict[str, Path]) -> None:
    read = validators.open_graph(pages.values())
    for address, page in pages.items():
        found, said = read[str(page)], dict(told(page))
        assert found["error"] is False, address
        assert (found["success"], found["ogTitle"], found["ogUrl"], found["ogType"]) == (
            True,
            said["og:title"].strip(),
            said["og:url"],
            said["og:type"],
        ), address
        assert found["ogUrl"] == f"https://bridge.example{address}"
        (image,) = found["ogImage"]
        assert (image["url"], str(image["width"]), image["alt"].strip()) == (
            said["og:image"],
            said["og:image:width"],
            said["og:image:alt"].strip(),
        ), address
    story = read[str(pages["/en/2026/10/30/story-2/"])]
    assert story["articlePublishedTime"] == "2026-10-30T09:00:00Z"
    assert (story["articleSection"], story["ogLocale"], story["twitterCard"]) == (
        "City",
        "en_US",
        "summary_large_image",
    )


def test_two_scripts_of_one_language_are_one_locale_told_once() -> None:
    def switch(language: str, *, current: bool = False, same: bool = True) -> Switch:
        return Switch(
            language=language,
            direction="ltr",
            name="",
            address="/",
            same=same,
            current=current,
            default=False,
        )

    ways = (
        switch("uz", current=True),
        switch("uz-Cyrl"),
        switch("ru"),
        switch("fa", same=False),
        switch("ru-KZ"),
    )
    assert open_graph.other_locales("uz", ways) == ("ru_RU", "ru_KZ")
