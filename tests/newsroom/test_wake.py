"""The watch sees what others commit, in time, and nothing else."""

import sqlite3
import threading
from pathlib import Path

import pytest

from serai.newsroom.wake import Watch, wait


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE t (x)")
    made.close()
    return path


def _commit(database: Path) -> None:
    with sqlite3.connect(database) as other:
        other.execute("INSERT INTO t VALUES (1)")
    other.close()


def test_what_was_committed_before_is_no_news(database: Path) -> None:
    watch = Watch(database)
    assert watch.changed() is False
    watch.close()


def test_a_commit_is_news_once(database: Path) -> None:
    watch = Watch(database)
    _commit(database)
    assert (watch.changed(), watch.changed()) == (True, False)
    watch.close()


def test_what_is_not_committed_yet_is_no_news(database: Path) -> None:
    watch = Watch(database)
    other = sqlite3.connect(database)
    other.execute("INSERT INTO t VALUES (1)")
    assert watch.changed() is False
    other.commit()
    assert watch.changed() is True
    other.close()
    watch.close()


def test_a_commit_while_waiting_ends_the_wait(database: Path) -> None:
    watch = Watch(database)
    committing = threading.Timer(0.2, _commit, [database])
    committing.start()
    assert wait([watch], 30, threading.Event()) is True
    committing.join()
    watch.close()


def test_waiting_ends_by_itself_and_when_it_is_told_to_stop(database: Path) -> None:
    watch = Watch(database)
    stop = threading.Event()
    assert wait([watch], 0.01, stop) is False
    stop.set()
    assert wait([watch], 3600, stop) is False
    watch.close()


def test_any_of_several_ends_the_wait_and_none_is_forgotten(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "discussion.sqlite3"
    sqlite3.connect(other).execute("CREATE TABLE t (x)").connection.close()
    both = [Watch(database), Watch(other)]
    _commit(database)
    _commit(other)
    assert wait(both, 3600, threading.Event()) is True
    assert wait(both, 0.01, threading.Event()) is False
    _commit(other)
    assert wait(both, 3600, threading.Event()) is True
    for watch in both:
        watch.close()
