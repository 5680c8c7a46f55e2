"""The text of a real page, as a text-only crawler kept it: every part comes out in its place."""

import io
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from serai.core.html import text
from serai.desk import actions as desk
from serai.desk.cast import cast_story
from serai.desk.errors import NotReadyError
from serai.desk.models import Edition, Story
from serai.discussion.models import Comment
from serai.discussion.queries import thread_for
from serai.press import plates
from serai.wire import actions, queries
from serai.wire.models import Rescue
from serai.wire.rescue import rescue
from serai.wire.saved import parse
from serai.wire.saved.records import Picture, Rating, Rescued

FILE = Path(__file__).parents[2].parent / "shared" / "rescue" / "000_c6cec8cec6ad08f0.txt"
LIMIT = 5 * 1024 * 1024

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="the shared page lies outside the repository, beside it: ../shared"
)


@pytest.fixture
def lines() -> list[str]:
    """The file's lines, the first one under 1."""
    return ["", *FILE.read_text(encoding="utf-8").split("\n")]


@pytest.fixture
def page() -> Rescued:
    return parse.read(FILE.read_bytes(), name=FILE.name, limit_bytes=LIMIT)


def picture(line: str) -> Picture:
    caption, _space, credit = line.rpartition(" [")
    return Picture(caption=caption, credit=credit.removesuffix("]"))


def test_every_part_is_in_its_place(page: Rescued, lines: list[str]) -> None:
    paragraphs = [14, 16, 18, 24, 26, 28, 30, 32, 34, 36]
    body: list[plates.Paragraph | plates.Subhead | Picture] = [
        plates.Paragraph(html=lines[number]) for number in paragraphs
    ]
    body.insert(0, plates.Paragraph(html=lines[12].removeprefix("KYIV -- ")))
    body.insert(4, picture(lines[20]))
    body.append(plates.Subhead(text=lines[38]))
    body += [plates.Paragraph(html=lines[number]) for number in range(40, 58, 2)]
    body.append(plates.Subhead(text=lines[58]))
    body += [plates.Paragraph(html=lines[number]) for number in range(60, 80, 2)]
    comments = [lines[number] for number in range(86, 104, 4)]
    assert msgspec.structs.replace(page, receipt=None) == Rescued(
        site="Caravanserai",
        section="Technology",
        headline=lines[4],
        authors=("Olha Chepil",),
        place="KYIV",
        lead=picture(lines[8]),
        body=tuple(body),
        rating=Rating(),
        comment_count=5,
        comments=tuple(type(page.comments[0])(text=text) for text in comments),
        receipt=None,  # type: ignore[arg-type]
    )


def test_the_receipt_accounts_for_every_line(page: Rescued, lines: list[str]) -> None:
    verdicts = {line.number: (line.verdict, line.part, line.of) for line in page.receipt.lines}
    expected = {number: ("blank", "", 0) for number, text in enumerate(lines) if number and not text}
    expected |= {
        1: ("kept", "site", 0),
        2: ("kept", "section", 0),
        4: ("kept", "headline", 0),
        6: ("kept", "byline", 0),
        8: ("kept", "photo", 1),
        10: ("kept", "photo", 1),
        20: ("kept", "photo", 2),
        22: ("kept", "photo", 2),
        38: ("kept", "subhead", 1),
        58: ("kept", "subhead", 2),
        80: ("kept", "rating", 0),
        82: ("kept", "comment_count", 0),
        84: ("furniture", "comment_form", 0),
    }
    expected |= {number: ("kept", "comment", (number - 82) // 4) for number in range(86, 104, 4)}
    expected |= dict.fromkeys(range(88, 106, 4), ("furniture", "reply", 0))
    body = [n for n in range(12, 80, 2) if n not in expected]
    expected |= {number: ("kept", "paragraph", index) for index, number in enumerate(body, start=1)}
    assert verdicts == expected
    assert [line.text for line in page.receipt.lines] == lines[1:]
    assert [(line.number, line.detail) for line in page.receipt.lines if line.note == "same_as"] == [
        (10, "8"),
        (22, "20"),
    ]


def test_the_draft_holds_every_part_and_nothing_is_published(edition: Edition, lines: list[str]) -> None:
    (outcome,) = rescue([FILE], edition=edition, limit_bytes=LIMIT)
    story = Story.objects.get()
    assert (outcome.kind, outcome.story, outcome.left_over) == ("draft", story, 0)
    assert (story.live, story.title, story.place) == (False, lines[4], "KYIV")
    assert story.section is not None
    assert (story.section.name, [author.name for author in story.authors()]) == (
        "Technology",
        ["Olha Chepil"],
    )
    assert [block.block_type for block in story.body] == [
        "missing_photo",
        *["paragraph"] * 4,
        "missing_photo",
        *["paragraph"] * 7,
        "subhead",
        *["paragraph"] * 9,
        "subhead",
        *["paragraph"] * 10,
    ]
    assert story.body[1].value.source == f"<p>{lines[12].removeprefix('KYIV -- ')}</p>"
    assert [comment.text for comment in Comment.objects.order_by("position")] == [
        lines[number] for number in range(86, 104, 4)
    ]
    receipt = queries.receipt_for(story)
    assert receipt is not None
    assert [(note.code, note.detail) for note in receipt.notes] == [
        ("section_made", "Technology"),
        ("author_made", "Olha Chepil"),
    ]


def test_rescuing_twice_makes_one_draft(edition: Edition) -> None:
    kinds = [
        outcome.kind for _again in range(2) for outcome in rescue([FILE], edition=edition, limit_bytes=LIMIT)
    ]
    assert kinds == ["draft", "already"]
    assert (Story.objects.count(), Rescue.objects.count(), Comment.objects.count()) == (1, 1, 5)


def test_published_with_its_photos_every_part_is_on_the_plate(edition: Edition, lines: list[str]) -> None:
    (outcome,) = rescue([FILE], edition=edition, limit_bytes=LIMIT)
    story = outcome.story
    assert story is not None
    with pytest.raises(NotReadyError, match="missing"):
        desk.publish(story=story)
    for missing in reversed(queries.missing_photos(story)):
        photo = desk.create_photo(data=png(missing.index), name="photo.png", alt="What it shows.")
        actions.replace_missing_photo(story=story, index=missing.index, photo=photo)
    desk.revise(story=story, dateline_at=datetime(2023, 5, 26, 6, tzinfo=UTC))
    plate = cast_story(desk.publish(story=story))
    assert (plate.headline, plate.place) == (lines[4], "KYIV")
    assert plate.lead_photo is not None
    assert picture(lines[8]) == Picture(caption=plate.lead_photo.caption, credit=plate.lead_photo.credit)
    figure = plate.body[4]
    assert isinstance(figure, plates.Figure)
    assert picture(lines[20]) == Picture(caption=figure.photo.caption, credit=figure.photo.credit)
    assert [block.text for block in plate.body if isinstance(block, plates.Subhead)] == [lines[38], lines[58]]
    paragraphs = [12, 14, 16, 18, *range(24, 38, 2), *range(40, 58, 2), *range(60, 80, 2)]
    assert [text(block.html) for block in plate.body if isinstance(block, plates.Paragraph)] == [
        lines[number].removeprefix("KYIV -- ") for number in paragraphs
    ]
    thread = thread_for("en", story.key)
    assert [comment.text for comment in thread.comments] == [lines[n] for n in range(86, 104, 4)]


def png(shade: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 70, 83)).save(file, "PNG")
    return file.getvalue()
