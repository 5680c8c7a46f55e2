"""Photos come in by every door of Wagtail: hostile files are refused, good ones bring their words."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Collection

from serai.desk import actions, cast
from serai.desk.errors import OriginalGoneError
from serai.desk.models import Edition, Photo, Story
from serai.desk.photos.errors import PhotoError, ScriptedPictureError
from tests.desk.conftest import picture, signed_in
from tests.desk.forms import story_data

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def described() -> bytes:
    """A JPEG whose Exif names its maker; where it was taken is in it too."""
    exif = Image.Exif()
    exif[0x010E] = "The bridge at dusk"
    exif[0x013B] = "Aruzhan S."
    exif[0x8298] = "Test Courier 2026"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    Image.new("RGB", (90, 60), "teal").save(file, "JPEG", exif=exif)
    return file.getvalue()


def upload(client: Client, data: bytes, name: str = "bridge.jpg", address: str = "/images/add/") -> Any:
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    fields = {
        "title": "The bridge",
        "file": file,
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
    }
    headers = {"x-requested-with": "XMLHttpRequest"}
    if "chooser" in address:
        fields = {f"image-chooser-upload-{key}": value for key, value in fields.items()}
    if "multiple" in address:
        fields["files[]"] = fields.pop("file")
    return client.post(address, fields, headers=headers)


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


@pytest.mark.parametrize("address", ["/images/add/", "/images/multiple/add/", "/images/chooser/create/"])
def test_the_words_of_the_file_arrive_in_the_fields(client: Client, address: str) -> None:
    response = upload(client, described(), address=address)
    photo = Photo.objects.get()
    assert response.status_code in {200, 201, 302}
    assert (photo.caption, photo.creator, photo.copyright) == (
        "The bridge at dusk",
        "Aruzhan S.",
        "Test Courier 2026",
    )
    assert photo.alt == ""


@pytest.mark.parametrize("address", ["/images/add/", "/images/multiple/add/", "/images/chooser/create/"])
@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (SVG, "logo.svg", "SVG"),
        (SVG, "logo.jpg", "can run scripts"),
        (picture()[:300], "cut.jpg", "cut.jpg"),
        (b"GIF89a", "empty.gif", "empty.gif"),
        (picture() + b"PK\x03\x04" + b"x" * 40, "both.jpg", "both.jpg"),
    ],
)
def test_hostile_files_are_refused_in_words(
    client: Client, address: str, data: bytes, name: str, words: str
) -> None:
    response = upload(client, data, name, address)
    assert words in response.content.decode()
    assert not Photo.objects.exists()


def test_no_door_behind_the_form_takes_a_script(db: None) -> None:
    with pytest.raises(ScriptedPictureError):
        actions.create_photo(data=SVG, name="logo.jpg")
    assert not Photo.objects.exists()


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "GIF", "PNG", "AVIF", "HEIF"])
def test_every_format_has_a_thumbnail_in_the_desk(client: Client, kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, kind)
    endings = {"TIFF": "tif", "HEIF": "heic"}
    name = f"bridge.{endings.get(kind, kind.lower())}"
    response = upload(client, file.getvalue(), name)
    assert response.status_code == 302, response.context["form"].errors
    photo = Photo.objects.get()
    shown = photo.get_rendition("max-165x165")
    assert max(shown.width, shown.height) == 165
    assert client.get(f"/images/{photo.pk}/").status_code == 200
    assert client.get("/images/").status_code == 200


def test_a_wrong_ending_is_put_right(client: Client) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    upload(client, file.getvalue(), "bridge.jpg")
    assert Photo.objects.get().file.name.endswith(".png")


def test_originals_and_renditions_need_a_login(client: Client, photo: Photo, moderator: User) -> None:
    thumbnail = photo.get_rendition("max-165x165")
    story_photo = cast.cast_photo(photo)
    addresses = [photo.file.url, thumbnail.file.url, f"/media/{story_photo.renditions[0].file}"]
    assert all(address.startswith(("/originals/", "/media/")) for address in addresses)
    for address in addresses:
        assert Client().get(address).status_code == 302, address
        assert client.get(address).status_code == 200, address
    around = photo.file.url.replace("/originals/", "/originals/avatar_images/../")
    for address in (*addresses[:2], around):
        assert signed_in(moderator).get(address).status_code in {302, 403}, address


def test_publishing_with_a_photo_that_lacks_credit_is_refused_at_the_field(
    client: Client, edition: Edition, section: Any
) -> None:
    bare = actions.create_photo(data=picture(), name="bare.jpg", title="Bare")
    value = {"photo": bare.pk, "caption": "", "credit": ""}
    data = story_data(section, body=[("photo", value)], lead_photo=bare.pk, button="publish")
    response = client.post(f"/pages/add/desk/story/{edition.pk}/", data)
    form = response.context["form"]
    credit, alt = form.errors["lead_photo"]
    assert "has no credit" in credit
    assert "no alternative text" in alt
    assert "has no credit" in response.content.decode().split('id="panel-child-story-body')[-1]
    assert not Story.objects.exists()
    assert (
        client.post(f"/pages/add/desk/story/{edition.pk}/", data | {"action-publish": ""}).status_code == 302
    )


def test_a_missing_photo_blocks_publishing_until_it_is_gone(
    client: Client, edition: Edition, section: Any
) -> None:
    value = {"description": "A market", "caption": "", "credit": ""}
    data = story_data(section, body=[("missing_photo", value)], button="publish")
    response = client.post(f"/pages/add/desk/story/{edition.pk}/", data)
    assert "This picture is missing" in response.content.decode()
    assert not Story.objects.exists()


def test_the_limits_are_the_newsrooms() -> None:
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE == 30 * 1024 * 1024
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 80_000_000


def test_the_credit_of_a_published_photo_cannot_be_emptied(
    client: Client, photo: Photo, story: Story
) -> None:
    fields = {
        "title": "Bridge",
        "alt": photo.alt,
        "credit": "",
        "caption": "",
        "creator": "",
        "copyright": "",
        "tags": "",
    }
    assert client.post(f"/images/{photo.pk}/", fields).status_code == 302
    Photo.objects.filter(pk=photo.pk).update(credit="A. S.")
    actions.revise(story=story, body=[("photo", {"photo": photo, "caption": "", "credit": "B. T."})])
    actions.publish(story=story)
    response = client.post(f"/images/{photo.pk}/", fields)
    assert list(response.context["form"].errors) == ["credit"]
    assert Photo.objects.get().credit == "A. S."


def test_a_photo_whose_original_is_gone_is_told_and_not_cast(photo: Photo) -> None:
    Path(photo.file.path).unlink()
    with pytest.raises(OriginalGoneError, match="Upload it again"):
        cast.cast_photo(Photo.objects.get())


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"<svg><script>", b"", b"\x89PNG\r\n\x1a\nnothing", b"MZ"])
def test_what_is_no_picture_is_refused_before_anything_opens_it(data: bytes) -> None:
    with pytest.raises(PhotoError):
        actions.create_photo(data=data, name="a.jpg")
    assert not Photo.objects.exists()
