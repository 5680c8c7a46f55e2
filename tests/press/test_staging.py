"""Files on their way into the site, when the disk or somebody gets in the way."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from serai.core import files
from serai.press import staging
from serai.press.changes import Change, Put
from serai.press.ledger import Ledger
from tests.press import casting
from tests.press.sites import Works, differing


def news(desk: Works) -> list[Change]:
    story = casting.story(1, lead_photo=casting.photo(desk.pool))
    return [Put(casting.edition()), Put(casting.section()), Put(story)]


def test_a_picture_is_linked_and_not_copied(desk: Works) -> None:
    desk.press().bake(news(desk))
    file = casting.photo(desk.pool).renditions[0].file
    assert (desk.site / "media" / file).stat().st_size == (desk.pool / file).stat().st_size
    linked = next(iter((desk.site / "media").rglob("*.jpg")))
    assert linked.stat().st_nlink == 2


def test_a_picture_is_copied_where_it_cannot_be_linked(desk: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    linked = desk.beside("linked")
    linked.press().bake(news(desk))

    def refuse(*_: Any) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    desk.press().bake(news(desk))
    assert differing(desk, linked) == []


def test_what_somebody_removes_between_decision_and_deed_is_made_again(
    desk: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = desk.beside("whole")
    whole.press().bake(news(desk))

    def crash(ledger: Ledger, site: Path) -> None:
        if ledger.has_journal():
            raise KeyboardInterrupt(site)

    with monkeypatch.context() as broken:
        broken.setattr(staging, "finish", crash)
        with pytest.raises(KeyboardInterrupt):
            desk.press().bake(news(desk))
    shutil.rmtree(desk.site / staging.FOLDER)
    desk.press().resume()
    assert desk.tree() == {}
    desk.press().bake([])
    assert differing(desk, whole) == []


def test_an_unwritable_site_is_told_and_leaves_the_ledger_as_it_was(desk: Works) -> None:
    Path(desk.site).write_text("a file where the site should be", encoding="utf-8")
    with pytest.raises(OSError, match="site"):
        desk.press().bake(news(desk))
    desk.site.unlink()
    whole = desk.beside("whole")
    whole.press().bake(news(desk))
    desk.press().bake(news(desk))
    assert differing(desk, whole) == []


def test_the_disk_has_all_files_before_the_decision_and_all_names_before_it_is_forgotten(
    desk: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.press().bake([])
    seen: list[str] = []
    for owner, name in (
        (files, "flush_file_system"),
        (Ledger, "commit"),
        (Path, "replace"),
        (Ledger, "clear_journal"),
    ):
        monkeypatch.setattr(owner, name, noting(seen, name, getattr(owner, name)))
    desk.press().bake(news(desk))
    steps = [name for place, name in enumerate(seen) if seen[place - 1] != name or not place]
    assert steps == ["flush_file_system", "commit", "replace", "flush_file_system", "clear_journal"]


def noting(seen: list[str], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work, with its name noted."""

    def noted(*arguments: Any) -> Any:
        seen.append(name)
        return work(*arguments)

    return noted


def test_a_disk_that_cannot_be_flushed_is_an_error(desk: Works) -> None:
    with pytest.raises(FileNotFoundError):
        files.flush_file_system(desk.folder / "no folder")
