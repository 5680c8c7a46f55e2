"""The press stays open while nothing about it changes, and sees a changed theme without a restart."""

from dataclasses import replace
from pathlib import Path

import pytest

from serai.newsroom import pressroom
from serai.newsroom.config import Newsroom
from serai.newsroom.table import TABLE
from serai.press.theme.errors import ThemeError


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom of the test's own, for its theme folder's sake."""
    return Newsroom(folder=tmp_path, values={row.name: row.default for row in TABLE})


def test_the_press_is_opened_once(room: Newsroom) -> None:
    assert pressroom.open_press(room) is pressroom.open_press(room)


def test_a_changed_setting_opens_another(room: Newsroom) -> None:
    renamed = replace(room, values={**room.values, "name": "Another Courier"})
    assert pressroom.open_press(room) is not pressroom.open_press(renamed)


def test_a_new_a_changed_and_a_removed_theme_file_open_another(room: Newsroom) -> None:
    file = room.theme / "templates" / "prose.html"
    file.parent.mkdir(parents=True)
    opened = [pressroom.open_press(room)]
    for words in ("one", "longer"):
        file.write_text(words, encoding="utf-8")
        opened.append(pressroom.open_press(room))
    file.unlink()
    opened.append(pressroom.open_press(room))
    assert len({id(press) for press in opened}) == len(opened)


def test_a_theme_that_cannot_be_used_is_refused(room: Newsroom) -> None:
    (room.theme / "assets" / "css").mkdir(parents=True)
    (room.theme / "assets" / "css" / "99-bad.css").write_text("@import url(https://example.org/x.css);")
    with pytest.raises(ThemeError, match=r"example\.org/x\.css"):
        pressroom.open_press(room)


def test_a_template_that_cannot_be_read_is_refused_by_its_name_and_line_until_it_is_repaired(
    room: Newsroom,
) -> None:
    file = room.theme / "templates" / "parts" / "foot.html"
    file.parent.mkdir(parents=True)
    file.write_text("<p>\n{% if %}</p>", encoding="utf-8")
    with pytest.raises(ThemeError, match=r"parts/foot\.html, line 2, cannot be read"):
        pressroom.open_press(room)
    file.write_text("<p>Made here.</p>", encoding="utf-8")
    assert pressroom.open_press(room).weigh(()).everything


def test_a_link_to_nothing_among_the_themes_files_is_passed_over(room: Newsroom) -> None:
    room.theme.mkdir()
    (room.theme / "story.html~").symlink_to(room.theme / "not there")
    pressroom.open_press(room)
