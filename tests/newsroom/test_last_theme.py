"""A copy of the theme is kept while it serves, whole or not at all."""

from pathlib import Path

import pytest

from serai.newsroom import last_theme
from serai.newsroom.config import Newsroom
from serai.newsroom.table import TABLE
from serai.press.theme.environment import Theme


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom whose theme has a template, an asset, and what a theme is not read from."""
    made = Newsroom(folder=tmp_path, values={row.name: row.default for row in TABLE})
    made.data.mkdir()
    for name in ("templates/sections/world/story.html", "assets/photo.txt", "README.md", "assets/.hidden"):
        file = made.theme / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"The file {name}", encoding="utf-8")
    return made


def keeps(room: Newsroom) -> Theme:
    theme = Theme(override=room.theme)
    last_theme.keep(room, theme, theme.mark())
    return theme


def kept(room: Newsroom) -> dict[str, str]:
    folder = last_theme.kept(room)
    assert folder is not None
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def test_what_was_kept_makes_the_same_pages(room: Newsroom) -> None:
    theme = keeps(room)
    assert kept(room).keys() == {"templates/sections/world/story.html", "assets/photo.txt"}
    assert Theme(override=last_theme.kept(room)).mark() == theme.mark()


def test_the_newest_alone_is_kept(room: Newsroom) -> None:
    keeps(room)
    (room.theme / "assets/photo.txt").write_text("Another")
    keeps(room)
    assert kept(room)["assets/photo.txt"] == "Another"
    assert len(list(room.last_theme.iterdir())) == 1


def test_a_theme_that_changed_while_pages_were_made_is_not_kept(room: Newsroom) -> None:
    theme = keeps(room)
    mark = theme.mark()
    (room.theme / "assets/photo.txt").write_text("Another")
    last_theme.keep(room, theme, mark)
    assert kept(room)["assets/photo.txt"] == "The file assets/photo.txt"


def test_a_copy_that_a_crash_left_half_or_somebody_changed_is_none(room: Newsroom) -> None:
    assert last_theme.kept(room) is None
    keeps(room)
    folder = last_theme.kept(room)
    assert folder is not None
    (folder / "assets/photo.txt").write_text("")
    assert last_theme.kept(room) is None
    keeps(room)
    assert last_theme.kept(room) == folder


def test_nothing_is_kept_where_serai_s_own_theme_serves(room: Newsroom) -> None:
    keeps(room)
    last_theme.keep(room, Theme(), "")
    assert last_theme.kept(room) is None
