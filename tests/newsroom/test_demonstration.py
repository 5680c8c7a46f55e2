"""A demo is made whole or not at all, and takes nothing away that it has not made."""

from pathlib import Path

import pytest

from serai.newsroom.demonstration import making
from serai.newsroom.errors import NewsroomExistsError


def _begin(folder: Path) -> None:
    folder.mkdir()
    (folder / "serai.toml").touch()


def test_what_is_made_stays(tmp_path: Path) -> None:
    with making(tmp_path / "demo"):
        _begin(tmp_path / "demo")
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with making(tmp_path / "demo"):
            _begin(tmp_path / "demo")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_demo_left_is_made_anew(tmp_path: Path) -> None:
    _begin(tmp_path / "demo")
    (tmp_path / ".demo.unfinished").touch()
    with making(tmp_path / "demo"):
        assert not (tmp_path / "demo").exists()


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    _begin(tmp_path / "demo")
    with pytest.raises(NewsroomExistsError, match="has not made"), making(tmp_path / "demo"):
        raise AssertionError
    assert [path.name for path in tmp_path.rglob("*")] == ["demo", "serai.toml"]


def test_two_at_once_are_one(tmp_path: Path) -> None:
    with making(tmp_path / "demo"):
        _begin(tmp_path / "demo")
        with pytest.raises(NewsroomExistsError, match="just now"), making(tmp_path / "demo"):
            raise AssertionError
        assert (tmp_path / "demo" / "serai.toml").exists()
