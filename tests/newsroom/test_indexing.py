"""A published story is found at the newsroom's own address, over HTTP; what is not public is not."""

import logging
import re
import shutil
import sqlite3
from pathlib import Path

import httpx
import pytest

from serai.newsroom import indexing, pressroom
from serai.newsroom.config import Newsroom, open_newsroom
from serai.press.changes import Put, Withdraw
from serai.search import changes
from tests.newsrooms import MadeNewsroom, Running, wait_until
from tests.press import casting
from tests.search.corpora import Asking

WRITING = """
from datetime import timedelta
from serai.core import clock
from serai.desk import actions, queries
edition = queries.edition("en")
section = actions.create_section(edition=edition, name="City")
author = actions.create_author(edition=edition, name="Aigul")
def story(slug, **more):
    return actions.create_story(edition=edition, headline=f"Zanzibar {slug}", slug=slug, section=section,
        authors=[author], place="Almaty", dateline_at=clock.now() - timedelta(days=1),
        body=[("paragraph", f"<p>Zanzibar and {slug}.</p>")], **more)
actions.publish(story=story("public"))
actions.publish(story=story("withdrawn"))
story("draft")
actions.publish(story=story("embargoed", embargo_until=clock.now() + timedelta(days=2)))
"""
WITHDRAWING = """
from serai.desk import actions
from serai.desk.models import Story
actions.unpublish(story=Story.objects.get(slug="withdrawn"))
"""


def _found(running: Running) -> list[str]:
    answer = httpx.get(f"{running.site_url}/gate/search/en?q=zanzibar", timeout=20)
    return sorted(re.findall(r'<h2><a href="/en/\d+/\d+/\d+/([a-z]+)/">', answer.text))


def test_what_is_published_is_found_at_the_site_and_nothing_else(newsroom: MadeNewsroom) -> None:
    with newsroom.running() as running:
        newsroom.at_desk(WRITING)
        wait_until(lambda: _found(running) == ["public", "withdrawn"], "both public stories found")

        newsroom.at_desk(WITHDRAWING)
        wait_until(lambda: _found(running) == ["public"], "the withdrawn story gone")
        page = httpx.get(f"{running.site_url}/gate/search/en?q=zanzibar", timeout=20)
        front = httpx.get(f"{running.site_url}/en/", timeout=20)
    assert page.headers["cache-control"] == "no-store"
    assert 'action="/gate/search/en"' in front.text
    assert [path.name for path in newsroom.site.rglob("*search*")] == []


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom's folder, with one story baked."""
    (tmp_path / "serai.toml").write_text("")
    (tmp_path / "data").mkdir()
    room = open_newsroom(tmp_path, {})
    pressroom.open_press(room).bake([Put(casting.edition()), Put(casting.section()), Put(casting.story(1))])
    return room


def _slugs(room: Newsroom) -> list[str]:
    return sorted(Asking(room.search).slugs("story"))


def test_an_index_that_cannot_be_written_stops_nothing_and_is_mended(
    room: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    room.search.write_text("in the way")
    with caplog.at_level(logging.ERROR):
        assert indexing.follow(room) is False
    assert "The search index does not follow" in caplog.text

    room.search.unlink()
    while indexing.follow(room):
        pass
    assert _slugs(room) == ["story-1"]


def test_a_ledger_that_cannot_be_read_for_a_moment_does_not_end_the_indexing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as failing, caplog.at_level(logging.ERROR):
        failing.setattr(changes, "after", fails)
        assert indexing.follow(room) is False
    assert "disk I/O error" in caplog.text

    while indexing.follow(room):
        pass
    assert _slugs(room) == ["story-1"]


def test_a_gate_s_folder_without_a_ledger_is_indexed_from_its_copy_of_the_site(
    room: Newsroom, tmp_path: Path
) -> None:
    copy = tmp_path / "gate"
    shutil.copytree(room.site, copy / "site")
    (copy / "serai.toml").write_text("")
    alone = open_newsroom(copy, {})

    assert indexing.catch_up(alone) == 2
    assert _slugs(alone) == ["story-1"]


def test_an_index_is_made_anew_while_the_old_one_is_asked(room: Newsroom) -> None:
    indexing.catch_up(room)
    indexing.anew(room)
    assert _slugs(room) == ["story-1"]

    pressroom.open_press(room).bake([Withdraw("story", "en", "s1"), Put(casting.story(2))])
    indexing.catch_up(room)
    assert _slugs(room) == ["story-2"]


def test_a_site_without_search_has_no_form_and_no_index(room: Newsroom) -> None:
    silent = Newsroom(folder=room.folder, values={**room.values, "search": False})
    pressroom.open_press(silent).bake([])

    assert (indexing.follow(silent), silent.search.exists()) == (False, False)
    assert b"/gate/search" not in (silent.site / "en/index.html").read_bytes()
