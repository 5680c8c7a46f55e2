"""A machine that bakes elsewhere keeps what it fetched, and touches nobody else's."""

import fcntl
import os
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from serai.press import elsewhere
from serai.press.errors import ShareError


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bake that is about to be fetched."""
    monkeypatch.setattr(elsewhere, "_used", {})
    return tmp_path / f"serai-bake-{os.getuid()}-new"


def test_what_no_process_uses_goes_and_nothing_else(kept: Path) -> None:
    names = ("idle", "used", "file", "lost")
    idle, used, file, lost = (kept.with_name(f"serai-bake-{os.getuid()}-{name}") for name in names)
    for folder in (idle, used):
        folder.mkdir()
        (folder / "ledger.sqlite3").write_bytes(b"rows")
    file.write_bytes(b"no folder")
    lost.symlink_to(kept.parent / "nowhere")
    with (used / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        elsewhere._drop_unused(beside=kept)
    assert [path.exists() for path in (idle, used, file)] == [False, True, True]


def test_a_folder_that_leads_elsewhere_is_not_filled(kept: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    kept.symlink_to(mine)
    nobody: Any = None
    with pytest.raises(ShareError, match="somebody else's"):
        elsewhere._take(kept, nobody, nobody)
    assert list(mine.iterdir()) == []


def test_the_ground_that_pages_stand_on_is_part_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def files(room: str) -> Path:
        asked.append(room)
        return Path(elsewhere.__file__).parents[1] / room.rpartition(".")[2]

    monkeypatch.setattr(resources, "files", files)
    elsewhere.code.__wrapped__()
    assert asked == ["serai.core", "serai.press"]
