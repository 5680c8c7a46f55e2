"""At a gate on a server of its own the index follows the copy of the site, without a timer."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from serai.core import files
from serai.mirrors.target import MARKER
from serai.newsroom import indexer, pressroom
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.parts import lone_gate_parts
from serai.press.changes import Put, Withdraw
from serai.search.errors import SearchNotReadyError
from tests.newsrooms import wait_until
from tests.press import casting
from tests.search.corpora import Asking


@pytest.fixture
def baked(tmp_path: Path) -> Newsroom:
    """A newsroom's folder, with one story baked."""
    room = _room(tmp_path / "newsroom")
    pressroom.open_press(room).bake([Put(casting.edition()), Put(casting.section()), Put(casting.story(1))])
    return room


def _room(folder: Path) -> Newsroom:
    (folder / "data").mkdir(parents=True)
    (folder / "serai.toml").write_text("")
    return open_newsroom(folder, {})


@contextmanager
def _indexing(room: Newsroom) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=indexer.run, args=(room, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _carried(newsroom: Newsroom, copy: Newsroom) -> None:
    """The site as carrying leaves it: whole, then the marker."""
    shutil.rmtree(copy.site, ignore_errors=True)
    shutil.copytree(newsroom.site, copy.site)
    files.write(copy.site / MARKER, b"{}")


def _slugs(room: Newsroom) -> list[str]:
    try:
        return sorted(Asking(room.search).slugs("story"))
    except SearchNotReadyError:
        return []


def test_what_is_carried_is_found_and_what_is_withdrawn_is_not(
    baked: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(indexer, "REST", 0)
    alone = _room(tmp_path / "gate")
    _carried(baked, alone)
    with _indexing(alone):
        wait_until(lambda: _slugs(alone) == ["story-1"], "the story found")
        pressroom.open_press(baked).bake([Withdraw("story", "en", "s1"), Put(casting.story(2))])
        _carried(baked, alone)
        wait_until(lambda: _slugs(alone) == ["story-2"], "the other story found in its place")


def test_a_copy_that_nobody_marks_is_looked_through_from_time_to_time(
    baked: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(indexer, "UNTOLD", 0.2)
    alone = _room(tmp_path / "gate")
    with _indexing(alone):
        shutil.copytree(baked.site, alone.site)
        wait_until(lambda: _slugs(alone) == ["story-1"], "the story found")


def test_a_gate_alone_has_an_indexer_unless_nobody_can_search(baked: Newsroom) -> None:
    silent = Newsroom(folder=baked.folder, values={**baked.values, "search": False})

    assert [part.name for part in lone_gate_parts(baked)] == ["gate", "public", "indexer"]
    assert [part.name for part in lone_gate_parts(silent)] == ["gate", "public"]
