"""Desk and discussion in PostgreSQL: the same newsroom, other databases."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from serai.core.errors import SettingError
from serai.newsroom import postgresql
from serai.newsroom.config import Newsroom, open_newsroom
from tests.newsroom.readers import Reader
from tests.newsroom.servers import ABSENT, Server, programs, server
from tests.newsroom.test_discussion import APPROVE, published
from tests.newsrooms import MadeNewsroom, wait_until

needs_server = pytest.mark.skipif(programs() is None, reason=ABSENT)
either_room = pytest.mark.parametrize("room", [postgresql.DESK, postgresql.DISCUSSION])


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with server() as running:
        yield running


@pytest.fixture(scope="module")
def url(running: Server) -> str:
    return running.make("discussion")


def _house(folder: Path, url: str, room: postgresql.Room = postgresql.DISCUSSION) -> Newsroom:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "serai.toml").write_text("", encoding="utf-8")
    return open_newsroom(folder, {f"SERAI_{room.upper()}": url})


@either_room
def test_without_a_setting_there_is_no_server(tmp_path: Path, room: postgresql.Room) -> None:
    assert postgresql.database(_house(tmp_path, "", room), room) == {}


@pytest.mark.parametrize(
    ("room", "engine"),
    [
        (postgresql.DESK, "serai.newsroom.turns"),
        (postgresql.DISCUSSION, "django.db.backends.postgresql"),
    ],
)
def test_the_setting_becomes_django_s_entry_and_the_password_is_in_a_file(
    tmp_path: Path, room: postgresql.Room, engine: str
) -> None:
    house = _house(tmp_path, "postgresql://serai@db.example:5433/talk?sslmode=verify-full", room)
    (house.data / "pgpass").write_text("*:*:*:*:secret")
    assert postgresql.database(house, room) == {
        "ENGINE": engine,
        "NAME": "talk",
        "USER": "serai",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {
            "sslmode": "verify-full",
            "connect_timeout": "10",
            "tcp_user_timeout": "10000",
            "passfile": str(house.data / "pgpass"),
        },
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


@either_room
@pytest.mark.parametrize(
    "url", ["postgresql://serai:secret@here/talk", "postgresql://serai@here/talk?nonsense=1"]
)
def test_a_password_or_nonsense_in_the_setting_is_refused_and_not_repeated(
    tmp_path: Path, url: str, room: postgresql.Room
) -> None:
    with pytest.raises(SettingError, match=room) as refused:
        postgresql.database(_house(tmp_path, url, room), room)
    assert "secret" not in str(refused.value)


@needs_server
def test_a_commit_is_news_once_and_reading_is_none(tmp_path: Path, url: str) -> None:
    watch = postgresql.Watch(_house(tmp_path, url), postgresql.DISCUSSION)
    with psycopg.connect(url) as other:
        other.execute("CREATE TABLE IF NOT EXISTS news (x int)")
        other.commit()
        assert watch.changed() is True
        other.execute("SELECT * FROM news")
        other.commit()
        assert watch.changed() is False
        other.execute("INSERT INTO news VALUES (1)")
        other.commit()
        assert (watch.changed(), watch.changed()) == (True, False)
    watch.close()
    assert watch.changed() is False  # connects anew
    watch.close()


def test_a_server_that_is_away_is_news(tmp_path: Path) -> None:
    away = _house(tmp_path, f"postgresql://serai@/talk?host={tmp_path}")
    watch = postgresql.Watch(away, postgresql.DISCUSSION)
    assert (watch.changed(), watch.changed()) == (True, True)


@needs_server
@pytest.mark.slow
def test_a_comment_s_way_through_postgresql(newsroom: MadeNewsroom, url: str) -> None:
    newsroom.environment["SERAI_DISCUSSION_DATABASE"] = url
    (newsroom.folder / "data" / "discussion.sqlite3").unlink()
    with newsroom.running() as running:
        [story] = published(newsroom)
        running.page_is_there(story)
        reader = Reader(running.site_url)
        link = reader.comments(story, "Kept by a server.")
        reader.rates(story, "yes")
        wait_until(lambda: _texts(url) == ["Kept by a server."], "the comment in the discussion")
        newsroom.at_desk(APPROVE)
        page = running.site_url + story
        wait_until(lambda: "Kept by a server." in httpx.get(page).text, "the comment on the page")
        wait_until(lambda: "#comment-" in reader.receipt(link), "the answer on the receipt")
        assert httpx.get(page + "thread.json").json()["rating"] == {"likes": 1}
        assert running.stop() == 0
    assert not (newsroom.folder / "data" / "discussion.sqlite3").exists()


def _texts(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM discussion_comment ORDER BY id")]
