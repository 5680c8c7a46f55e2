"""Desk and discussion in PostgreSQL: where they are, and seeing what others commit to them.

Rule: no Django. No password is a setting: libpq finds it (postgresql.org/docs/current/libpq-pgpass.html) in
`data/pgpass`, where that file is there, else where its user keeps such things.
"""

import secrets
from contextlib import suppress
from typing import Any, Final, Literal, TypeAlias

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from serai.core.errors import SettingError
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import NewsroomExistsError, NotPreparedError

Room: TypeAlias = Literal["desk_database", "discussion_database"]
DESK: Final = "desk_database"
DISCUSSION: Final = "discussion_database"
ROOMS: Final[tuple[Room, ...]] = (DESK, DISCUSSION)

_OURS = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
_PATIENCE = 10  # seconds until a server that does not answer is given up
_KEPT_OPEN = 60  # seconds that a connection serves one request after another
_PLAIN = "django.db.backends.postgresql"
_IN_TURN = "serai.newsroom.turns"


def connection_words(newsroom: Newsroom, room: Room) -> dict[str, str]:
    """What libpq is told; empty where the room's tables are in a file. SettingError where it cannot be
    used."""
    url = newsroom.text(room)
    if not url:
        return {}
    # A connection whose other end is gone without a word is given up as one that is not answered.
    silence = {"connect_timeout": _PATIENCE, "tcp_user_timeout": _PATIENCE * 1000}
    try:
        found = {**silence, **conninfo_to_dict(url)}
    except psycopg.ProgrammingError as error:
        raise SettingError(
            f"{room} is not a URL that PostgreSQL knows. Write it as postgresql://user@host/database."
        ) from error
    if "password" in found:
        raise SettingError(
            f"{room} holds a password. Take it out, and put it into data/pgpass, as "
            "host:port:database:user:password."
        )
    if (newsroom.data / "pgpass").exists():
        found["passfile"] = str(newsroom.data / "pgpass")
    return {name: str(value) for name, value in found.items()}


def database(newsroom: Newsroom, room: Room) -> dict[str, object]:
    """Django's entry for it; empty where the room's tables are in a file. The desk's writers take turns
    (`serai.newsroom.turns`), as they do at a file."""
    words = connection_words(newsroom, room)
    if not words:
        return {}
    named = {ours: words[theirs] for theirs, ours in _OURS.items() if theirs in words}
    options = {name: value for name, value in words.items() if name not in _OURS}
    return {
        "ENGINE": _IN_TURN if room == DESK else _PLAIN,
        **named,
        "OPTIONS": options,
        "CONN_MAX_AGE": _KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
    }


def refuse_unfit(newsroom: Newsroom) -> None:
    """NotPreparedError where a database that a setting names does not answer; SettingError where desk and
    discussion are one, which no spelling of a URL can tell as surely as a lock."""
    opened: list[psycopg.Connection[Any]] = []
    try:
        for room in ROOMS:
            if newsroom.text(room):
                opened.append(_connect(newsroom, room))
        number = secrets.randbits(62)  # this call's own
        free = [_takes(connection, number) for connection in opened]
    finally:
        for connection in opened:
            connection.close()
    if not all(free):
        raise SettingError(
            "desk_database and discussion_database name one database. Make a second one for the discussion, "
            "so that a copy of the desk holds no reader's words."
        )


def refuse_used(newsroom: Newsroom) -> None:
    """NewsroomExistsError where a new newsroom's database holds tables already: they are another's."""
    for room in ROOMS:
        if newsroom.text(room):
            with _connect(newsroom, room) as connection:
                question = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema())"
                row = connection.execute(question).fetchone()
            if row and row[0]:
                raise NewsroomExistsError(
                    f"The database of {room} holds tables already, so no newsroom is made in it. Make an "
                    "empty one."
                )


def _connect(newsroom: Newsroom, room: Room) -> "psycopg.Connection[Any]":
    try:
        return psycopg.connect(make_conninfo("", **connection_words(newsroom, room)), autocommit=True)
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise NotPreparedError(
            f"The database of {room} cannot be used: {said}. Start its server, or mend the setting or the "
            "password."
        ) from error


def _takes(connection: "psycopg.Connection[Any]", number: int) -> bool:
    """Take the lock with this number in that database, or see that another connection has it."""
    row = connection.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone()
    return bool(row and row[0])


class Watch:
    """Sees that something was committed to the server. For one thread.

    The snapshot (`pg_current_snapshot()`) is another one once a transaction that writes has ended, in
    whichever database of the server: now and then it wakes for nothing.
    """

    def __init__(self, newsroom: Newsroom, room: Room) -> None:
        """What was committed before now is not news."""
        self._words = make_conninfo("", **connection_words(newsroom, room))
        self._connection: psycopg.Connection[tuple[str]] | None = None
        self._seen = ""
        with suppress(psycopg.Error):
            self._seen = self._snapshot()

    def changed(self) -> bool:
        """Whether something was committed since this was last asked. A server that is away has changed:
        whoever works with it must see that."""
        try:
            snapshot = self._snapshot()
        except psycopg.Error:
            self.close()
            return True
        changed = snapshot != self._seen
        self._seen = snapshot
        return changed

    def close(self) -> None:
        """Let go of the server; the next look connects anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _snapshot(self) -> str:
        if self._connection is None:
            self._connection = psycopg.connect(self._words, autocommit=True)
        row = self._connection.execute("SELECT pg_current_snapshot()::text").fetchone()
        return row[0] if row else ""
