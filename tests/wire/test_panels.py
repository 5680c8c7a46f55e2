"""The receipt beside the draft, and the screen that puts photos in place of missing ones."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image

from serai.desk import actions as desk
from serai.desk.models import Edition, Story
from serai.wire import actions, queries, words
from serai.wire.errors import NoMissingPhotoError
from serai.wire.rescue import rescue

FIXTURES = Path(__file__).parent / "fixtures"
LIMIT = 5 * 1024 * 1024


@pytest.fixture
def story(edition: Edition) -> Story:
    (outcome,) = rescue([FIXTURES / "plain_with_photos.txt"], edition=edition, limit_bytes=LIMIT)
    assert outcome.story is not None, outcome.message
    return outcome.story


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "#264653").save(file, "PNG")
    return file.getvalue()


def test_the_receipt_stands_beside_the_draft_with_left_over_lines_first(editor: Client, story: Story) -> None:
    page = editor.get(f"/pages/{story.pk}/edit/").content.decode()
    start = page.index('class="wire-receipt"')
    panel = page[start : page.index("</ol>", page.index("All other lines"))]
    assert panel.index("4711") < panel.index("Market square loses its clock")
    assert "Left over" in panel
    assert "Kept: paragraph 2" in panel
    assert "&lt;b&gt;never&lt;/b&gt;" in panel


def test_the_receipt_speaks_russian(editor: Client, story: Story) -> None:
    page = editor.get(f"/pages/{story.pk}/edit/", headers={"accept-language": "ru"}).content.decode()
    assert "Опись спасённой страницы" in page


def test_a_story_that_was_not_rescued_has_no_receipt(editor: Client, edition: Edition) -> None:
    story = desk.create_story(edition=edition, headline="Written here")
    assert "wire-receipt" not in editor.get(f"/pages/{story.pk}/edit/").content.decode()


def test_the_lead_photo_takes_over_caption_and_credit(story: Story) -> None:
    photo = desk.create_photo(data=png(), name="clock.png")
    changed = actions.replace_missing_photo(story=story, index=0, photo=photo)
    draft = changed.get_latest_revision_as_object()
    photo.refresh_from_db()
    assert (draft.lead_photo, draft.lead_caption) == (photo, "The empty hook above the square.")
    assert (photo.caption, photo.credit) == ("The empty hook above the square.", "Ada Berg/Square Post")
    assert [missing.lead for missing in queries.missing_photos(story)] == [False]


def test_a_photo_in_the_body_takes_its_place(editor: Client, story: Story) -> None:
    photo = desk.create_photo(data=png(), name="ladder.png")
    (second,) = [missing for missing in queries.missing_photos(story) if not missing.lead]
    address = f"/wire/missing-photos/{story.pk}/"
    assert "The ladder, later returned." in editor.get(address).content.decode()
    answer = editor.post(address, {"index": second.index, f"block{second.index}-photo": photo.pk})
    assert answer.status_code == 302
    block = Story.objects.get(pk=story.pk).get_latest_revision_as_object().body[second.index]
    assert (block.block_type, block.value["photo"], block.value["credit"]) == (
        "photo",
        photo,
        "Ada Berg/Square Post",
    )


def test_no_photo_can_be_put_where_none_is_missing(story: Story) -> None:
    photo = desk.create_photo(data=png(), name="clock.png")
    with pytest.raises(NoMissingPhotoError, match="no missing photo"):
        actions.replace_missing_photo(story=story, index=1, photo=photo)


def test_who_may_not_edit_the_story_may_not_place_photos(client: Client, story: Story) -> None:
    client.force_login(User.objects.create_user("passer-by"))
    assert client.get(f"/wire/missing-photos/{story.pk}/").status_code == 302


@pytest.mark.parametrize("table", [words.VERDICTS, words.PARTS, words.NOTES, words.PHRASES])
def test_every_word_is_there_in_every_language(table: dict[str, words.Table]) -> None:
    assert table["ru"].keys() == table["en"].keys()
