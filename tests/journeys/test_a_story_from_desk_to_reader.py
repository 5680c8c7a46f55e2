"""An editor writes a story with a photo, previews it, publishes it, corrects it and takes it back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.desk.photos import pictures
from tests.journeys.actors import Draft, Editor, Reader, Upload
from tests.journeys.house import House, gone, rewritten
from tests.journeys.pages import differences, without_banner

ADDRESS = "/en/2026/11/20/the-bridge-that-was-paid-for-twice/"
HEADLINE = "The bridge that was paid for twice"
SHOWING = (  # every page that a story of this section, author and topic stands on
    "/en/",
    "/en/sections/city/",
    "/en/authors/aigul-s/",
    "/en/topics/water/",
    "/en/2026/11/",
    "/en/feed.xml",
    "/en/sections/city/feed.xml",
)


def story(photo: Upload) -> Draft:
    return Draft(
        headline=HEADLINE,
        deck="Two ministries, one river.",
        section="City",
        author="Aigul S.",
        place="Almaty",
        at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        topics=("Water",),
        photo=photo,
        body=(
            ("Text", "The bridge opened in spring."),
            ("Subhead", "Two invoices"),
            ("Text", "Both were paid on one day."),
        ),
    )


@pytest.mark.browser
def test_a_story_from_the_first_word_to_its_withdrawal(
    editor: Editor, reader: Reader, courier: House, careless_photo: Upload
) -> None:
    editor.logs_in()
    editor.writes(story(careless_photo))
    editor.saves()
    previewed = editor.previews()
    assert reader.opens(ADDRESS) == 404
    nothing_of_it_is_public(courier)

    the_press_does_what_it_said(courier, editor.publishes)
    reader.opens(ADDRESS)
    reader_sees_the_whole_story(reader)
    assert differences(without_banner(previewed), reader.gets(ADDRESS)) == []
    for address in SHOWING:
        assert HEADLINE in reader.gets(address).decode(), address
    assert ADDRESS in sitemap(courier)
    no_picture_says_more_than_it_may(courier, careless_photo)
    the_original_is_out_of_reach(reader, courier, careless_photo)

    editor.opens_story(HEADLINE)
    editor.corrects("The bridge opened in autumn, not in spring.", changed="the first sentence")
    the_press_does_what_it_said(courier, editor.publishes)
    for address in (ADDRESS, "/en/corrections/"):
        reader.opens(address)
        assert reader.sees("The bridge opened in autumn, not in spring."), address

    editor.opens_story(HEADLINE)
    the_press_does_what_it_said(courier, editor.unpublishes)
    assert reader.opens(ADDRESS) == 404
    assert reader.sees("There is no page at this address")
    nothing_of_it_is_public(courier)
    assert reader.asked == [url for url in reader.asked if url.startswith(courier.site_url + "/")]


def the_press_does_what_it_said(house: House, act: Callable[[], None]) -> None:
    """`act` puts in place exactly the files that the press planned, and as many as it then reported."""
    order = house.newest_order()
    with house.press_held():
        before = house.site_files()
        act()
        planned = house.planned()
    house.press_has_everything()
    after = house.site_files()
    assert rewritten(before, after) == planned.written
    assert gone(before, after) == planned.deleted
    (said,) = house.said_since(order)
    assert (said["written"], said["deleted"]) == (len(planned.written), len(planned.deleted))
    assert planned.written


def reader_sees_the_whole_story(reader: Reader) -> None:
    page = reader.page
    assert page.inner_text("h1") == HEADLINE
    assert page.inner_text(".kicker") == "City"
    assert page.inner_text(".deck") == "Two ministries, one river."
    assert page.inner_text(".byline") == "By Aigul S."
    assert page.inner_text(".dateline .place") == "Almaty"
    lead = page.locator("figure.lead")
    assert lead.locator("img").get_attribute("alt") == pictures.ALT
    assert lead.locator(".caption").inner_text() == pictures.CAPTION
    assert pictures.CREDIT in lead.locator(".credit").inner_text()
    assert lead.locator("img").evaluate("picture => picture.complete && picture.naturalWidth > 0")
    assert page.locator(".story-body > *").all_inner_texts() == [
        "The bridge opened in spring.",
        "Two invoices",
        "Both were paid on one day.",
    ]


def nothing_of_it_is_public(house: House) -> None:
    assert house.files_that_say(HEADLINE) == set()
    assert house.files_that_say(ADDRESS) == set()


def sitemap(house: House) -> str:
    return "".join(
        file.data.decode()
        for name, file in house.site_files().items()
        if "sitemap" in name and name.endswith(".xml")
    )


def no_picture_says_more_than_it_may(house: House, photo: Upload) -> None:
    """Every published picture: pixels, and not one word or number of the camera's."""
    plate = json.loads((house.made.site / ADDRESS.strip("/") / "plate.json").read_bytes())
    files = [house.made.site / "media" / rendition["file"] for rendition in plate["lead_photo"]["renditions"]]
    assert {file.suffix for file in files} == {".avif", ".webp", ".jpg"}
    for file in files:
        assert pictures.PLANTED.encode() not in file.read_bytes()
        left = pictures.exiftool("-EXIF:all", "-GPS:all", "-XMP:all", "-IPTC:all", "-MakerNotes:all", file)
        assert left == b"", (file, left)


def the_original_is_out_of_reach(reader: Reader, house: House, photo: Upload) -> None:
    original = photo.path.read_bytes()
    assert [name for name, file in house.site_files().items() if file.data == original] == []
    (kept,) = [
        file
        for file in (house.made.folder / "data" / "originals").rglob("*.jpg")
        if file.read_bytes() == original
    ]
    place = kept.relative_to(house.made.folder / "data" / "originals")
    for address in (f"/originals/{place}", f"/media/{place}", f"/data/originals/{place}"):
        assert reader.opens(address) == 404
    answer = reader.page.context.request.get(f"{house.desk_url}/originals/{place}", max_redirects=0)
    assert answer.status == 302  # to the login
