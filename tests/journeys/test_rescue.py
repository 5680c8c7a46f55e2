"""A page of a lost site comes back: rescued, read beside its receipt, given photos, published, and read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.actors import Editor, Reader, Upload
from tests.journeys.house import House
from tests.journeys.pages import differences, without_banner

FILE = Path(__file__).parents[2].parent / "shared" / "rescue" / "000_c6cec8cec6ad08f0.txt"
FURNITURE = ("Reply", "Comment Policy", "Denotes Required Field", "1500 / 1500", "Comment(s)")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FILE.exists(), reason="the shared page lies outside the repository"),
]


def test_a_page_of_a_lost_site_is_published_again(
    editor: Editor, reader: Reader, courier: House, bare_photos: tuple[Path, ...]
) -> None:
    lines = ["", *FILE.read_text(encoding="utf-8").split("\n")]  # the first line is lines[1]
    headline = lines[4]
    said = courier.made.serai("rescue", str(FILE), "--edition", "en").stdout
    assert "1 drafts, 0 rescued before, 0 refused" in said
    courier.press_has_everything()
    assert courier.files_that_say(headline) == set()

    editor.logs_in()
    editor.opens_story(headline)
    the_receipt_accounts_for_every_line(editor, lines)
    editor.tries_to_publish()
    assert editor.told.count("This picture is missing.") == 2

    editor.opens_story(headline)
    editor.reads_the_receipt()
    editor.replaces_the_missing_photos(
        [
            Upload(path=bare_photos[1], title="Listening", alt="A man listens to another"),
            Upload(path=bare_photos[2], title="Almaty", alt="A street under mountains"),
        ]
    )
    editor.sets_moment("Date and time", datetime(2026, 11, 16, 7, 0, tzinfo=UTC))
    editor.saves()
    previewed = editor.draft_page()
    editor.publishes()
    courier.press_has_everything()

    (address,) = {
        f"/{name.removesuffix('index.html')}"
        for name in courier.files_that_say(headline)
        if name.startswith("en/2026/11/16/") and name.endswith("/index.html")
    }
    reader.opens(address)
    assert differences(without_banner(previewed), reader.gets(address)) == []
    the_head_is_in_its_place(reader, lines)
    the_body_is_in_its_place(reader, lines)
    the_discussion_is_in_its_place(reader, lines)


def the_receipt_accounts_for_every_line(editor: Editor, lines: list[str]) -> None:
    receipt = editor.reads_the_receipt()
    assert "Nothing is left over: every line has its place." in receipt
    shown = editor.page.locator(".wire-line")
    numbers = [int(text.split()[-1]) for text in shown.locator(".wire-number").all_inner_texts()]
    texts = shown.locator(".wire-text").all_text_contents()
    assert dict(zip(numbers, texts, strict=True)) == {
        number: text for number, text in enumerate(lines) if text.strip()
    }
    assert set(shown.locator(".wire-verdict").all_inner_texts()) >= {
        "✓ Kept: headline Line 4",
        "✓ Kept: photo 2 Line 20",
        "– The site's own: comment form Line 84",
        "– The site's own: reply button Line 88",
        "✓ Kept: comment 5 Line 102",
    }


def the_head_is_in_its_place(reader: Reader, lines: list[str]) -> None:
    page = reader.page
    assert page.inner_text(".story-head .kicker") == "Technology"
    assert page.inner_text("h1") == lines[4]
    assert page.inner_text(".byline") == "By Olha Chepil"
    assert page.inner_text(".dateline .place") == "KYIV"
    assert captioned(reader, "figure.lead") == [(*halves(lines[8]), "A man listens to another")]


def the_body_is_in_its_place(reader: Reader, lines: list[str]) -> None:
    parts = reader.page.locator(".story-body > *")
    kinds = parts.evaluate_all("parts => parts.map(part => part.tagName)")
    assert kinds == ["P"] * 4 + ["FIGURE"] + ["P"] * 7 + ["H2"] + ["P"] * 9 + ["H2"] + ["P"] * 10
    words = [text for kind, text in zip(kinds, parts.all_inner_texts(), strict=True) if kind in {"P", "H2"}]
    body = [lines[number].removeprefix("KYIV -- ") for number in range(12, 80, 2) if number not in {20, 22}]
    assert words == body
    assert captioned(reader, ".story-body > figure") == [(*halves(lines[20]), "A street under mountains")]
    whole = reader.page.inner_text(".story-body")
    assert [words for words in FURNITURE if words in whole] == []


def the_discussion_is_in_its_place(reader: Reader, lines: list[str]) -> None:
    page = reader.page
    assert page.inner_text(".liking h2") == "Do you like this article?"
    assert page.inner_text("#comments-title") == "5 comments"
    assert page.locator(".remark-words").all_inner_texts() == [lines[number] for number in range(86, 104, 4)]


def halves(line: str) -> tuple[str, str]:
    """A saved caption and its credit, which stands in brackets."""
    caption, _space, credit = line.rpartition(" [")
    return caption, credit.removesuffix("]")


def captioned(reader: Reader, selector: str) -> list[tuple[str, str, str | None]]:
    """Caption, credit and alternative text of each figure."""
    return [
        (
            figure.locator(".caption").inner_text(),
            figure.locator(".credit").inner_text().removeprefix("Photo: "),
            figure.locator("img").get_attribute("alt"),
        )
        for figure in reader.page.locator(selector).all()
    ]
