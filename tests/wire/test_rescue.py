"""Rescue, file by file: drafts, what was there already, what is refused; and nothing is published."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from serai.desk import actions as desk
from serai.desk.models import Author, Edition, Photo, Section, Story
from serai.discussion import queries as discussion
from serai.press import threads
from serai.wire import queries
from serai.wire.models import Rescue
from serai.wire.rescue import Outcome, rescue

FIXTURES = Path(__file__).parent / "fixtures"
LIMIT = 5 * 1024 * 1024


def run(edition: Edition, *paths: Path) -> list[Outcome]:
    return list(rescue(paths, edition=edition, limit_bytes=LIMIT))


def only_story(edition: Edition, name: str) -> Story:
    (outcome,) = run(edition, FIXTURES / name)
    assert outcome.story is not None, outcome.message
    story: Story = Story.objects.get(pk=outcome.story.pk)
    return story


def test_a_page_of_markup_becomes_a_draft_with_all_its_parts(edition: Edition) -> None:
    story = only_story(edition, "harvest.html")
    assert story.section is not None
    assert story.dateline_at is not None
    assert (story.title, story.deck, story.section.name, story.place, story.dateline_at.isoformat()) == (
        "Beekeepers move north with the heat",
        "Forty families, two thousand hives and a road that ends at a pass.",
        "Nature",
        "UPPER PASS",
        "2024-07-02T04:15:00+00:00",
    )
    assert [author.name for author in story.authors()] == ["Nino Beridze", "Tom Alder"]
    assert sorted(topic.name for topic in story.topics.all()) == ["bees", "climate"]
    assert [block.block_type for block in story.body] == [
        "missing_photo",
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
        "list",
        "quote",
        "missing_photo",
        "paragraph",
    ]
    quote = story.body[6].value
    assert (quote["text"].source, quote["speaker"], quote["role"]) == (
        "<p>My grandfather moved them on carts. He never went this far.</p>",
        "Lali Gurieli",
        "beekeeper",
    )
    assert dict(story.body[7].value) == {
        "description": "A smoker",
        "caption": "Smoke calms them, and the drivers.",
        "credit": "Nino Beridze/Valley Courier",
    }
    thread = discussion.thread_for("en", story.key)
    first = thread.comments[0]
    assert [(each.name, each.text, each.reply_to) for each in thread.comments] == [
        ("Dato", "My hives went too.\n\nAll eleven.", ""),
        ("Eka", "Did they come back?", first.key),
        ("A reader", "Buy local honey.", ""),
    ]


def test_a_text_becomes_a_draft_with_its_time_in_the_editions_zone(edition: Edition) -> None:
    story = only_story(edition, "water.txt")
    assert story.dateline_at is not None
    assert story.dateline_at.isoformat() == "2023-05-05T08:30:00+00:00"  # Almaty kept +06:00 until 2024
    assert discussion.thread_for("en", story.key).rating == threads.Rating(likes=41, dislikes=3)


def test_nothing_is_published(edition: Edition) -> None:
    outcomes = run(edition, FIXTURES)
    assert {outcome.kind for outcome in outcomes} == {"draft"}
    assert list(Story.objects.filter(live=True)) == []
    assert list(Story.objects.exclude(first_published_at=None)) == []


def test_every_draft_can_be_opened_as_a_revision(edition: Edition) -> None:
    for outcome in run(edition, FIXTURES):
        assert outcome.story is not None
        draft = outcome.story.get_latest_revision_as_object()
        assert draft.title == outcome.story.title


def test_one_bad_file_is_named_and_the_others_go_on(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"PK\x03\x04 zip")
    (tmp_path / "b.txt").write_bytes(b"")
    shutil.copy(FIXTURES / "plain.txt", tmp_path / "c.txt")
    (tmp_path / "d.txt").write_bytes(b"x" * (LIMIT + 1))
    outcomes = run(edition, tmp_path, tmp_path / "none.txt")
    assert [(outcome.file.name, outcome.kind) for outcome in outcomes] == [
        ("a.html", "refused"),
        ("b.txt", "refused"),
        ("c.txt", "draft"),
        ("d.txt", "refused"),
        ("none.txt", "refused"),
    ]
    assert [outcome.message.split()[0] for outcome in outcomes if outcome.kind == "refused"] == [
        "a.html",
        "b.txt",
        "d.txt",
        "none.txt",
    ]
    assert Story.objects.count() == 1


def test_the_same_address_saved_twice_makes_one_draft(edition: Edition, tmp_path: Path) -> None:
    page = (FIXTURES / "harvest.html").read_bytes()
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "b.html").write_bytes(page.replace(b"alert", b"other"))
    first, second = run(edition, tmp_path)
    assert (first.kind, second.kind, second.story) == ("draft", "already", first.story)


def test_a_deleted_draft_may_be_rescued_again(edition: Edition) -> None:
    only_story(edition, "plain.txt").delete()
    assert only_story(edition, "plain.txt").title == "Market square loses its clock"


def test_the_same_page_makes_one_draft_in_each_edition(edition: Edition) -> None:
    russian = desk.create_edition(code="ru", name="Мост", language_name="Русский")
    assert [only_story(home, "bridge_ru.txt").edition.code for home in (edition, russian)] == ["en", "ru"]


def test_sections_and_authors_are_matched_by_name_whatever_their_case(edition: Edition) -> None:
    desk.create_section(edition=edition, name="ОБЩЕСТВО")
    desk.create_author(edition=edition, name="дана ким")
    story = only_story(edition, "bridge_ru.txt")
    assert story.section is not None
    assert (story.section.name, [author.name for author in story.authors()]) == ("ОБЩЕСТВО", ["дана ким"])
    assert (Section.objects.count(), Author.objects.count()) == (1, 1)
    receipt = queries.receipt_for(story)
    assert receipt is not None
    assert receipt.notes == ()


def test_names_with_one_address_are_still_two(edition: Edition) -> None:
    desk.create_author(edition=edition, name="Ida  Norman")
    assert [author.slug for author in only_story(edition, "wrapped.txt").authors()] == ["ida-norman-2"]


def test_a_picture_beside_its_page_is_taken_in(edition: Edition, tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "harvest.html", tmp_path)
    (tmp_path / "harvest_files").mkdir()
    Image.new("RGB", (640, 480), "#264653").save(tmp_path / "harvest_files" / "hives.png")
    (outcome,) = run(edition, tmp_path)
    assert outcome.story is not None
    photo = Photo.objects.get()
    story = Story.objects.get(pk=outcome.story.pk)
    assert (story.lead_photo, story.lead_caption) == (photo, "Hives cross the pass before dawn.")
    assert (photo.alt, photo.credit) == ("Hives on a truck", "Tom Alder / Valley Courier")
    assert story.body[0].block_type == "paragraph"


def test_a_hostile_picture_stays_missing_and_the_receipt_says_why(edition: Edition, tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "harvest.html", tmp_path)
    (tmp_path / "harvest_files").mkdir()
    (tmp_path / "harvest_files" / "hives.png").write_bytes(b"<svg onload=alert(1)>")
    (outcome,) = run(edition, tmp_path)
    assert outcome.story is not None
    receipt = queries.receipt_for(outcome.story)
    assert receipt is not None
    assert [note.code for note in receipt.notes if note.code == "picture_refused"] == ["picture_refused"]
    assert (Photo.objects.count(), queries.missing_photos(outcome.story)[0].lead) == (0, True)


def test_the_receipt_names_no_folder_of_the_machine(edition: Edition, tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "plain.txt", tmp_path)
    run(edition, tmp_path)
    row = Rescue.objects.get()
    assert (row.file_name, str(tmp_path) in str(row.receipt)) == ("plain.txt", False)


def test_progress_is_told_after_each_file(edition: Edition) -> None:
    told: list[tuple[int, int]] = []
    files = [FIXTURES / "plain.txt", FIXTURES / "none.txt"]
    list(rescue(files, edition=edition, limit_bytes=LIMIT, progress=lambda *done: told.append(done)))
    assert told == [(1, 2), (2, 2)]


LINES = st.sampled_from(
    [
        "A headline that is long enough",
        "By Aliya Senova",
        "Technology",
        "The canal that feeds eleven villages has been dry since April.",
        "A dry canal near the pass. [Marat Dosov/Steppe Post]",
        "- one",
        "- two",
        "Tags: water, water, WATER",
        "2 Comments",
        "Samal K., 5 May 2023",
        "Reply",
        "",
        "A" * 300,
        "By " + "Long Name " * 20,
        "\u202e\u0001x",
        "Home > " + "B" * 200,
        "Tags: " + "C" * 200,
        "D" * 500 + ".",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=14))
def test_any_page_is_a_draft_or_refused_and_twice_is_once(
    edition: Edition, tmp_path: Path, lines: list[str]
) -> None:
    file = tmp_path / "page.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    before = Story.objects.count()
    (first,) = run(edition, file)
    (second,) = run(edition, file)
    assert (first.kind, second.kind) in {
        ("draft", "already"),
        ("refused", "refused"),
        ("already", "already"),
    }
    assert Story.objects.count() == before + (first.kind == "draft")
    assert not Story.objects.filter(live=True).exists()
    assert "cannot become a draft" not in first.message


def test_of_two_rescues_at_once_the_slower_finds_the_draft(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slower one looks before the quicker one has written, and writes after."""
    (first,) = run(edition, FIXTURES / "plain.txt")
    looked = queries.rescued
    looks: list[Rescue | None] = []

    def looks_too_early(**names: str) -> Rescue | None:
        looks.append(looked(**names) if len(looks) >= 2 else None)
        return looks[-1]

    monkeypatch.setattr(queries, "rescued", looks_too_early)
    (second,) = run(edition, FIXTURES / "plain.txt")
    assert (second.kind, second.story, Story.objects.count()) == ("already", first.story, 1)
