"""Tending: every task is done, whatever the others do, and nothing of a reader's is in the log."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from serai.newsroom import tending
from serai.newsroom.config import Newsroom, open_newsroom

WORDS = "what a reader wrote"


@pytest.mark.django_db
def test_one_task_that_fails_keeps_none_of_the_others_and_tells_no_words(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def fails(_now: datetime) -> None:
        raise ValueError(WORDS)

    tasks = (lambda _now: done.append("first"), fails, lambda _now: done.append("last"))
    monkeypatch.setattr(tending, "_tasks", lambda _newsroom: tasks)
    tending.tend(room)
    assert (done, "ValueError" in caplog.text) == (["first", "last"], True)
    assert WORDS not in caplog.text


@pytest.mark.django_db
def test_a_newsroom_without_a_discussion_is_tended(room: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    tending.tend(room)
    assert caplog.text == ""


def test_what_was_deleted_does_not_stay_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "serai.toml").write_text("")
    (tmp_path / "data").mkdir()
    room = open_newsroom(tmp_path, {})
    writer = sqlite3.connect(room.discussion_database, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA secure_delete=ON",
        "CREATE TABLE words (word TEXT)",
        "INSERT INTO words VALUES ('erased-word')",
        "DELETE FROM words",
    ):
        writer.execute(statement)
    log = room.discussion_database.with_name("discussion.sqlite3-wal")
    assert b"erased-word" in log.read_bytes()
    tending.scrub(room)
    assert (log.read_bytes(), b"erased-word" in room.discussion_database.read_bytes()) == (b"", False)
    writer.close()
