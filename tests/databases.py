"""Where the databases of a test's newsroom are: in files of its own or, in the second run, on PostgreSQL.

Rule: the run says it (`tests.on_postgresql` names a server in the environment), no test does. A newsroom that
is copied gets copies of its databases either way.
"""

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg
from psycopg.conninfo import conninfo_to_dict

Room = Literal["desk", "discussion"]
ROOMS: tuple[Room, Room] = ("desk", "discussion")


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server, by the folder of its socket."""

    folder: Path

    def url(self, database: str) -> str:
        """Where this database is, or would be."""
        return f"postgresql://serai@/{database}?host={self.folder}"

    def make(self, database: str, *, like: str = "template1") -> str:
        """Make a database, a copy of `like` (with which nobody may be connected); its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{like}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Take a database away, whoever is connected."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    @contextmanager
    def away(self, *databases: str) -> Iterator[None]:
        """End every connection to these and let none be made, as long as the block lasts."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for name in databases:
                connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)"
            connection.execute(ending, [list(databases)])
            try:
                yield
            finally:
                for name in databases:
                    connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def setting(room: Room) -> str:
    """The variable that says where the room's database is."""
    return f"SERAI_{room.upper()}_DATABASE"


def of_this_run() -> Server | None:
    """The server that this run is about; None where databases are files."""
    url = os.environ.get(setting("desk"))
    return Server(Path(str(conninfo_to_dict(url)["host"]))) if url else None


@contextmanager
def fresh(name: str, *, like: str = "") -> Iterator[dict[str, str]]:
    """The variables that give a newsroom databases of its own, copies of `like`'s where that is named;
    nothing where databases are files."""
    server = of_this_run()
    if server is None:
        yield {}
        return
    try:
        yield {
            setting(room): server.make(_named(name, room), like=_named(like, room) if like else "template1")
            for room in ROOMS
        }
    finally:
        for room in ROOMS:
            server.drop(_named(name, room))


def _named(name: str, room: Room) -> str:
    return re.sub(r"\W", "_", f"{name}_{room}")


def ask(
    folder: Path, environment: Mapping[str, str], room: Room, question: str, *values: object
) -> list[Any]:
    """One question (with `?` for each value) to a database of the newsroom in `folder`, read past Serai."""
    url = environment.get(setting(room))
    if url:
        with psycopg.connect(url) as connection:
            words: Any = question.replace("?", "%s")
            return connection.execute(words, values or None).fetchall()
    file = f"{(folder / 'data' / f'{room}.sqlite3').as_uri()}?mode=ro"
    with closing(sqlite3.connect(file, uri=True, timeout=20)) as opened:
        return opened.execute(question, values).fetchall()
