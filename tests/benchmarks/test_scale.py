"""Archives are kept only where nothing else is, and only where they fit."""

from pathlib import Path

import pytest
from bench import scale


def test_an_archive_is_made_once_and_used_again(tmp_path: Path) -> None:
    folder = tmp_path / "20"
    made = scale.prepared(folder, 20)
    again = scale.prepared(folder, 20)
    assert (made.made, made.files > 1_000, again) == (True, True, made)
    assert (folder / "site/index.html").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(scale.ForeignFolderError):
        scale.prepared(tmp_path, 20)
    assert [file.name for file in tmp_path.iterdir()] == ["letters.txt"]


def test_another_archive_is_not_taken_for_the_one_wanted(tmp_path: Path) -> None:
    (tmp_path / "serai-bench-archive.json").write_text('{"stories": 30, "digest": "other", "made": true}')
    with pytest.raises(scale.ForeignFolderError):
        scale.prepared(tmp_path, 20)


def test_an_archive_that_does_not_fit_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(scale.NoRoomError):
        scale.prepared(tmp_path / "large", 10**12)
    assert list((tmp_path / "large").iterdir()) == []
