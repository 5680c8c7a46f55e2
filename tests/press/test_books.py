"""Books of days: bounded, of their day alone, gone with it, and the same bytes however they came to be."""

import io
import zipfile
from contextlib import ExitStack
from unittest.mock import patch

import msgspec
import pytest

from serai.press import books, days, survey
from serai.press.changes import Change, Put, Withdraw
from serai.press.errors import PlateError
from serai.press.plates import Photo
from serai.press.theme.environment import Theme
from tests.press import casting
from tests.press.sites import Works, differing

THEME = Theme()


def book(works: Works, day: str, code: str = "en") -> zipfile.ZipFile:
    path = works.site / code / day.replace("-", "/") / f"{code}-{day}.epub"
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


def epubs(works: Works) -> list[str]:
    return sorted(path.name for path in works.site.rglob("*.epub"))


def words_of(opened: zipfile.ZipFile) -> str:
    names = [name for name in opened.namelist() if name.endswith("xhtml")]
    return "\n".join(opened.read(name).decode() for name in names)


def ground(code: str = "en") -> list[Change]:
    return [Put(casting.edition(code)), Put(casting.section(code)), Put(casting.author(code))]


def bake(works: Works, *changes: Change, **settings: object) -> list[str]:
    """Bake with Serai's theme; the books that were written or deleted."""
    report = works.press(theme=THEME, **settings).bake(changes)
    return [path.rpartition("/")[2] for path in (*report.written, *report.deleted) if path.endswith(".epub")]


def test_a_book_begins_with_its_kind_and_holds_the_stories_of_its_day_alone(desk: Works) -> None:
    stories = [casting.story(number, day=number // 2) for number in (2, 3, 4)]
    bake(desk, *ground(), *(Put(story) for story in stories))
    opened = book(desk, "2026-10-29")
    first = opened.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert opened.read("mimetype") == b"application/epub+zip"
    assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [f"Story {number}" in words_of(opened) for number in (2, 3, 4)] == [True, True, False]
    assert epubs(desk) == ["en-2026-10-29.epub", "en-2026-10-30.epub"]


def test_a_story_touches_the_book_of_its_day_and_no_other(desk: Works) -> None:
    bake(desk, *ground(), *(Put(casting.story(number)) for number in range(5)))
    assert bake(desk, Put(casting.story(2, headline="Another"))) == ["en-2026-10-30.epub"]
    assert bake(desk, Put(casting.story(2, headline="Another", comments="open"))) == []
    assert bake(desk, Put(casting.story(7, day=2))) == ["en-2026-10-30.epub"]
    assert bake(desk, Withdraw(kind="story", edition="en", key="s7")) == ["en-2026-10-30.epub"]
    assert bake(desk, Withdraw(kind="story", edition="en", key="s4")) == ["en-2026-11-01.epub"]
    assert epubs(desk) == [f"en-2026-10-{day}.epub" for day in (28, 29, 30, 31)]


def test_an_author_s_new_name_stands_in_the_books_of_the_author_s_stories(desk: Works) -> None:
    bake(desk, *ground(), Put(casting.story(1, authors=("ada",))), Put(casting.story(2)))
    assert bake(desk, Put(casting.author(name="Ada the Second"))) == ["en-2026-10-29.epub"]
    assert "Ada the Second" in words_of(book(desk, "2026-10-29"))


def test_a_book_has_its_authors_as_they_are_whatever_of_them_is_another(desk: Works) -> None:
    told = [Put(casting.edition()), Put(casting.story(1, authors=("ada",)))]
    desk.press().bake([*told, Put(casting.author())])
    desk.press().bake([Put(casting.author(role="Editor"))])
    alike = desk.beside("alike")
    alike.press().bake([*told, Put(casting.author(role="Editor"))])
    assert differing(desk, alike) == []


def test_only_the_newest_days_have_a_book_and_a_withdrawn_day_gives_its_place_back(desk: Works) -> None:
    with ExitStack() as stack:
        for room in (books, days, survey):
            stack.enter_context(patch.object(room, "BOOK_DAYS", 2))
        bake(desk, *ground(), *(Put(casting.story(number)) for number in (1, 2)))
        assert bake(desk, Put(casting.story(3))) == ["en-2026-10-31.epub", "en-2026-10-29.epub"]
        assert epubs(desk) == ["en-2026-10-30.epub", "en-2026-10-31.epub"]
        front = (desk.site / "en/index.html").read_text()
        assert 'href="/en/2026/10/31/en-2026-10-31.epub"' in front
        bake(desk, Withdraw(kind="story", edition="en", key="s3"))
        assert epubs(desk) == ["en-2026-10-29.epub", "en-2026-10-30.epub"]
        cold = desk.beside("cold")
        bake(cold, *ground(), *(Put(casting.story(number)) for number in (1, 2)))
        assert differing(desk, cold) == []


def test_a_day_of_too_many_stories_has_the_newest_and_says_how_many_are_left_out(desk: Works) -> None:
    with patch.object(books, "BOOK_STORIES", 2):
        bake(desk, *ground(), *(Put(casting.story(number, day=1)) for number in (1, 2, 3)))
    opened = book(desk, "2026-10-29")
    assert [f"Story {number}" in words_of(opened) for number in (1, 2, 3)] == [False, True, True]
    assert "1 more story of this day is on the site." in words_of(opened)


def _photo(works: Works, number: int) -> Photo:
    return casting.photo(works.pool, number, caption=f"Caption {number}")


def test_pictures_are_taken_in_turn_until_there_is_no_room_and_words_stand_for_the_rest(desk: Works) -> None:
    one, other = _photo(desk, 1), _photo(desk, 2)
    stories = [casting.story(1, day=1, lead_photo=one), casting.story(2, day=1, lead_photo=other)]
    with patch.object(books, "PICTURE_BYTES", other.renditions[1].size):
        bake(desk, *ground(), *(Put(story) for story in stories))
    opened = book(desk, "2026-10-29")
    held = [name for name in opened.namelist() if "pictures" in name]
    assert held == [f"EPUB/pictures/{other.renditions[1].file[3:]}"]
    assert opened.read(held[0]) == (desk.pool / other.renditions[1].file).read_bytes()
    assert words_of(opened).count('<p class="alt">A bridge</p>') == 1
    assert words_of(opened).count("Caption") == 2


def test_a_picture_that_the_pool_has_lost_is_taken_from_the_site(desk: Works) -> None:
    photo = _photo(desk, 1)
    bake(desk, *ground(), Put(casting.story(1, day=1, lead_photo=photo)))
    (desk.pool / photo.renditions[1].file).unlink()
    assert bake(desk, Put(casting.story(2, day=1))) == ["en-2026-10-29.epub"]
    (desk.site / "media" / photo.renditions[1].file).unlink()
    with pytest.raises(PlateError, match="Upload the photo again"):
        bake(desk, Put(casting.story(3, day=1)))


def test_a_newsroom_may_want_no_books(desk: Works) -> None:
    bake(desk, *ground(), Put(casting.story(1)))
    assert epubs(desk) == ["en-2026-10-29.epub"]
    bake(desk, epub=False)
    assert epubs(desk) == []
    pages = [(desk.site / path).read_text() for path in ("en/index.html", "en/archive/index.html")]
    assert [page for page in pages if "epub" in page] == []


def test_a_day_that_no_calendar_has_has_no_book(desk: Works) -> None:
    story = casting.story(1, slug="odd")
    bake(desk, *ground(), Put(msgspec.structs.replace(story, address="/en/2026/02/31/odd/")))
    assert epubs(desk) == []


def test_the_newest_days_are_found_across_years_and_of_one_edition_alone(desk: Works) -> None:
    numbers = (0, 1, 70, 71)
    stories = [Put(casting.story(number, code)) for number in numbers for code in ("en", "ru")]
    bake(desk, *ground(), *ground("ru"), *stories, Put(casting.story(300, "ru")))
    assert [name for name in epubs(desk) if name.startswith("en")] == [
        "en-2026-10-28.epub",
        "en-2026-10-29.epub",
        "en-2027-01-06.epub",
        "en-2027-01-07.epub",
    ]
