"""A newsroom at work, as a test sees it from outside: its two addresses, its disk, and what the press said.

Rule: looks and waits. What the press said is read where it is kept (the orders' table), because that is what
an editor is shown; what it did is read from the disk.

    before = house.site_files()
    with house.press_held():            # orders wait, so that what is planned can be asked
        editor.publishes()
        planned = house.planned()
    house.press_has_everything()
    assert rewritten(before, house.site_files()) == planned.written
"""

import gzip
import json
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import brotli

from tests.newsrooms import MadeNewsroom, Running, wait_until
from tests.press.sites import Lying, Works

RUNNER = "serai.newsroom.runner"
_DUE = "filled_at IS NULL AND (due_at IS NULL OR due_at <= ?)"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What the press said that it would do: files below the site's folder."""

    written: set[str]
    deleted: set[str]


@dataclass(frozen=True, kw_only=True)
class Login:
    """Somebody's way into the desk."""

    name: str
    password: str


@dataclass(frozen=True, kw_only=True)
class House:
    """A running newsroom and who works in it, by role."""

    made: MadeNewsroom
    running: Running
    logins: Mapping[str, Login]

    @property
    def site_url(self) -> str:
        return self.running.site_url

    @property
    def desk_url(self) -> str:
        return self.running.desk_url

    # --- what the press has been told, and what it said --------------------------------------------------

    def ask(self, question: str, *values: object) -> list[Any]:
        """One question to the desk's database, or to the discussion's where its tables are named."""
        return self.made.ask("discussion" if " discussion_" in question else "desk", question, *values)

    def newest_order(self) -> int:
        """The number of the order that was placed last."""
        return int(self.ask("SELECT coalesce(max(id), 0) FROM desk_order")[0][0])

    def press_has_everything(self) -> None:
        """Wait until no order is due: what the desk has published is on the site."""
        wait_until(lambda: self._waiting() == 0, "every order that is due to be filled")

    def said_since(self, order: int) -> list[dict[str, int]]:
        """What the press reported of each bake after this order, oldest first."""
        rows = self.ask(
            "SELECT report FROM desk_order WHERE id > ? AND filled_at IS NOT NULL "
            "GROUP BY filled_at, report ORDER BY filled_at",
            order,
        )
        return [json.loads(report) for (report,) in rows]

    @contextmanager
    def press_held(self) -> Iterator[None]:
        """Hold the runner still, once it has nothing to do, for as long as the block lasts."""
        self.press_has_everything()
        runners = self.running.part(RUNNER)
        for pid in runners:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in runners:
                os.kill(pid, signal.SIGCONT)

    def planned(self) -> Planned:
        """What `serai press --dry-run` says of the orders that wait."""
        lines = self.made.serai("press", "--dry-run").stdout.splitlines()
        return Planned(
            written={line.removeprefix("would write ") for line in lines if line.startswith("would write ")},
            deleted={
                line.removeprefix("would delete ") for line in lines if line.startswith("would delete ")
            },
        )

    def _waiting(self) -> int:
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        stories = self.ask(f"SELECT count(*) FROM desk_order WHERE {_DUE}", now)[0][0]
        due = f"SELECT count(*) FROM discussion_threadorder WHERE {_DUE}"
        threads = self.ask(due, now)[0][0]
        return int(stories) + int(threads)

    # --- the disk -----------------------------------------------------------------------------------------

    def site_files(self) -> dict[str, Lying]:
        """Every public file: inode, time and bytes."""
        lying = Works(self.made.folder).lying()
        return {name: file for name, file in lying.items() if not name.endswith("/")}

    def files_that_say(self, words: str) -> set[str]:
        """The public files in which these words stand, spelled plainly or compressed."""
        wanted = words.encode()
        return {name for name, file in self.site_files().items() if wanted in _plain(name, file.data)}


def rewritten(before: Mapping[str, Lying], after: Mapping[str, Lying]) -> set[str]:
    """The files that are new or were put in place again, whatever they say."""
    return {name for name, file in after.items() if before.get(name) != file}


def gone(before: Mapping[str, Lying], after: Mapping[str, Lying]) -> set[str]:
    """The files that are no more."""
    return set(before.keys() - after.keys())


def _plain(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.decompress(data)
    return brotli.decompress(data) if name.endswith(".br") else data
