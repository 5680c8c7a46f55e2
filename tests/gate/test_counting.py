"""A running gate hears what was opened, and the newsroom collects numbers: real datagrams, a real inbox."""

import asyncio
import json
import logging
import socket
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from serai.gate import counting, entries
from serai.gate.entries import Reads
from serai.gate.errors import InboxError
from serai.gate.readership import Opened, Tally
from serai.gate.stories import Stories
from tests.gate.gates import NOW, STORY, House, opened
from tests.gate.inboxes import wait
from tests.newsrooms import wait_until

AGENT = "Mozilla/5.0 (Android 6.0; rv:115.0) Gecko/115.0 Firefox/115.0"
LEAST = 3


@pytest.fixture
def ear() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        found.bind(("127.0.0.1", 0))
        yield found


def tells(ear: socket.socket, path: str = STORY, times: int = LEAST, **said: object) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        for _ in range(times):
            line = json.dumps({"status": 200, "path": path, "agent": AGENT, **said})
            server.sendto(line.encode(), ear.getsockname())


def told(house: House) -> list[tuple[str, str, str, int]]:
    found = [entry for entry in house.entries() if isinstance(entry, Reads)]
    return [(entry.edition, entry.story, str(entry.day), entry.count) for entry in found]


def test_what_was_opened_often_enough_is_collected_as_a_number(tmp_path: Path, ear: socket.socket) -> None:
    with opened(tmp_path, readers=ear, readers_least=LEAST, readers_every=timedelta(seconds=0.05)) as house:
        tells(ear)
        tells(ear, "/en/2026/11/23/no-such-story/")
        tells(ear, times=1, agent="Googlebot")
        wait_until(lambda: bool(told(house)), "numbers in the inbox")
        found = told(house)
    assert found == [("en", "s1", "2026-11-23", LEAST)]


def test_a_gate_that_stops_hands_over_what_is_due(tmp_path: Path, ear: socket.socket) -> None:
    with opened(tmp_path, readers=ear, readers_least=LEAST) as house:
        tells(ear, times=LEAST + 1)
        for _ in range(20):  # so often the loop has turned: what was sent before is heard
            assert house.client.get("/healthz").status_code == 200
        assert house.entries() == []
    with sqlite3.connect(tmp_path / "inbox.sqlite3") as inbox:
        kept = [entries.from_bytes(row) for [row] in inbox.execute("SELECT entry FROM entries")]
    assert [(entry.story, entry.count) for entry in kept if isinstance(entry, Reads)] == [("s1", LEAST + 1)]


def test_a_gate_without_ears_counts_nothing_and_works(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        assert house.client.get("/healthz").status_code == 200
        assert told(house) == []


def test_an_entry_tells_the_hour_and_no_closer(tmp_path: Path) -> None:
    with opened(tmp_path):
        made = counting.entry_of(Opened(STORY, NOW.date(), 7), stories(tmp_path), NOW)
    assert made is not None
    hour = NOW.replace(minute=0, second=0, microsecond=0)
    assert (made.at, made.count, made.receipt, made.source) == (hour, 7, made.id, "")


def test_a_page_that_has_moved_is_not_counted_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        house.site.has_moved("/en/2026/11/22/bridge/", STORY)
    found = stories(tmp_path)
    assert found.find("/en/2026/11/22/bridge/") is not None
    assert counting.entry_of(Opened("/en/2026/11/22/bridge/", NOW.date(), 7), found, NOW) is None


class _Slow:
    """An inbox that takes an entry when it is let."""

    def __init__(self) -> None:
        self.asked, self.let = asyncio.Event(), asyncio.Event()
        self.kept: list[Reads] = []

    async def append(self, entry: Reads, copy: bytes) -> bool:
        self.asked.set()
        await self.let.wait()
        self.kept.append(entry)
        return True


class _Full:
    """An inbox that takes nothing."""

    async def append(self, entry: Reads, copy: bytes) -> bool:
        raise InboxError("There is no room.")


def two_days() -> Tally:
    tally = Tally(least=1)
    for day in (NOW.date() - timedelta(days=1), NOW.date()):
        tally.add(STORY, day)
    return tally


def test_a_gate_that_stops_while_it_hands_over_loses_no_number_and_tells_none_twice(
    tmp_path: Path, ear: socket.socket
) -> None:
    with opened(tmp_path):
        pass

    async def stopped() -> list[Reads]:
        slow: Any = _Slow()
        loop = asyncio.get_running_loop()
        async with counting.counting(ear, two_days(), stories(tmp_path), slow, now=lambda: NOW, every=0.001):
            await slow.asked.wait()
            loop.call_later(0.01, slow.let.set)
        kept: list[Reads] = slow.kept
        return kept

    found = wait(stopped())
    assert sorted((entry.day, entry.count) for entry in found) == [
        (NOW.date() - timedelta(days=1), 1),
        (NOW.date(), 1),
    ]


def test_what_a_full_inbox_does_not_take_is_counted_on_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(tmp_path):
        pass
    tally, full = two_days(), _Full()
    with caplog.at_level(logging.ERROR, "serai.gate"):
        wait(counting.hand_over(tally, stories(tmp_path), full, NOW))  # type: ignore[arg-type]
    assert [record.getMessage() for record in caplog.records] == ["There is no room."]
    assert len(tally.take(NOW.date())) == 2


def stories(folder: Path) -> Stories:
    return Stories(folder / "site", lambda: 0.0)
