"""Desk and discussion in PostgreSQL: the same newsroom, other databases."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from psycopg.conninfo import conninfo_to_dict

from serai.core.errors import SettingError
from serai.newsroom import postgresql
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.errors import NewsroomExistsError, NotPreparedError
from serai.newsroom.turns import base as turns
from serai.newsroom.turns.base import DatabaseWrapper
from tests.databases import ROOMS, Server, of_this_run, setting
from tests.newsroom.readers import Reader
from tests.newsroom.servers import ABSENT, programs, server
from tests.newsroom.test_discussion import kept, published
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
def test_whoever_begins_to_write_waits_for_the_other_and_not_for_ever(
    tmp_path: Path, running: Server, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    house = _house(tmp_path, running.make("desk"), postgresql.DESK)
    one, other = (_desk(house) for _who in range(2))
    _begin(one)
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    with pytest.raises(OperationalError):
        _begin(other)
    assert other.get_autocommit() is True  # nothing is left half begun
    with other.cursor() as cursor:  # whoever only reads waits for nobody
        cursor.execute("SELECT 1")
    monkeypatch.undo()
    waiting = threading.Thread(target=_begin, args=[other])
    waiting.start()
    one.commit()
    waiting.join()
    assert other.get_autocommit() is False
    for connection in (one, other):
        connection.close()


def _name(url: str) -> str:
    return str(conninfo_to_dict(url)["dbname"])


def _desk(house: Newsroom) -> DatabaseWrapper:
    entry = ConnectionHandler({"default": postgresql.database(house, postgresql.DESK)}).settings["default"]
    desk = DatabaseWrapper(entry)
    desk.inc_thread_sharing()
    return desk


def _begin(desk: DatabaseWrapper) -> None:
    """As `atomic` does."""
    desk.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@needs_server
def test_one_database_for_both_rooms_is_refused_however_it_is_written(
    tmp_path: Path, running: Server
) -> None:
    both = running.make("both")
    house = _house(tmp_path, "")
    urls = {postgresql.DESK: both, postgresql.DISCUSSION: f"{both}&application_name=other"}
    with pytest.raises(SettingError, match="one database"):
        postgresql.refuse_unfit(Newsroom(folder=house.folder, values={**house.values, **urls}))
    urls[postgresql.DISCUSSION] = running.make("another")
    postgresql.refuse_unfit(Newsroom(folder=house.folder, values={**house.values, **urls}))


@either_room
def test_a_server_that_does_not_answer_at_the_start_is_told_in_one_line(
    tmp_path: Path, room: postgresql.Room
) -> None:
    away = _house(tmp_path, f"postgresql://serai@/talk?host={tmp_path}", room)
    with pytest.raises(NotPreparedError, match=room) as told:
        postgresql.refuse_unfit(away)
    assert "\n" not in str(told.value)


@needs_server
@either_room
def test_a_new_newsroom_is_not_made_in_a_database_that_holds_another(
    tmp_path: Path, running: Server, room: postgresql.Room
) -> None:
    house = _house(tmp_path, running.make(f"used_{room}"), room)
    postgresql.refuse_used(house)
    with psycopg.connect(house.text(room)) as other:
        other.execute("CREATE TABLE theirs (x int)")
    with pytest.raises(NewsroomExistsError, match=room):
        postgresql.refuse_used(house)


@pytest.mark.slow
@pytest.mark.databases
@pytest.mark.postgresql
def test_a_server_that_goes_away_is_found_again(newsroom: MadeNewsroom) -> None:
    here = of_this_run()
    assert here is not None
    with newsroom.running() as running:
        [first] = published(newsroom)
        running.page_is_there(first)
        parts = [running.part(f"newsroom.{name}") for name in ("runner", "collector")]
        with here.away(*(_name(newsroom.environment[setting(room)]) for room in ROOMS)):
            wait_until(lambda: "trying again" in running.log.read_text(), "the runner to notice")
            assert running.answers(running.site_url + first)
            Reader(running.site_url).comments(first, "Nobody is there.")
        [second] = published(newsroom, first=1)
        running.page_is_there(second)
        wait_until(lambda: [row[0] for row in kept(newsroom)] == ["Nobody is there."], "the comment taken in")
        assert running.answers(f"{running.desk_url}/login/")
        assert [running.part(f"newsroom.{name}") for name in ("runner", "collector")] == parts


@pytest.mark.databases
def test_stories_that_are_written_at_the_same_moment_are_all_there(newsroom: MadeNewsroom) -> None:
    addresses = [published(newsroom)]  # with it, the section and the author
    with ThreadPoolExecutor(3) as desks:
        addresses += desks.map(lambda first: published(newsroom, 5, first=first), (1, 6, 11))
    told = newsroom.at_desk(
        "from serai.desk import queries\n"
        "stories = queries.edition('en').get_children().specific()\n"
        "print(sorted(story.address for story in stories))"
    )
    assert told == f"{sorted(one for some in addresses for one in some)}\n"
