"""Inboxes for tests: real files, and entries with a word that can be searched for on the disk."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from serai.gate.entries import AnyEntry, Edit, Erasure, NewComment, NewRating, Withdrawal
from serai.gate.inbox import Inbox
from serai.gate.protocol import Collect, Collected

Found = TypeVar("Found")
NOW = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
ERASE_AFTER, FORGET_AFTER = timedelta(days=2), timedelta(days=90)
ADDRESS = "/en/2026/11/23/bridge/"


def opened(path: Path, **more: int) -> Inbox:
    """The inbox at `path`; `largest` and `spare` in bytes, the disk of a test being nobody's business."""
    return Inbox.open(path, erase_after=ERASE_AFTER, forget_after=FORGET_AFTER, **{"spare": 0, **more})


def wait(work: Coroutine[object, object, Found]) -> Found:
    """Run to the end, in a thread: a browser test before this one may have left an event loop in ours."""
    with ThreadPoolExecutor(1) as other_thread:
        return other_thread.submit(asyncio.run, work).result()


def digest(name: object) -> str:
    return hashlib.sha256(str(name).encode()).hexdigest()


def comment(name: object, text: str = "A word.") -> NewComment:
    """A comment whose id and receipt follow from `name`."""
    key = digest(name)
    return NewComment(
        id=key, receipt=key, at=NOW, source="5" * 16, edition="en", story="s1", name="Reader", text=text
    )


def rating(name: object, *, changed: object = "") -> NewRating:
    return NewRating(
        id=digest(changed or name), receipt=digest(name), at=NOW, edition="en", story="s1", answer="yes"
    )


def edit(name: object, of: object, text: str) -> Edit:
    return Edit(id=digest(name), receipt=digest(of), at=NOW + timedelta(minutes=1), text=text)


def withdrawal(name: object, of: object) -> Withdrawal:
    return Withdrawal(id=digest(name), receipt=digest(of), at=NOW + timedelta(minutes=2))


def erasure(name: object, of: object) -> Erasure:
    return Erasure(id=digest(name), receipt=digest(of), at=NOW + timedelta(minutes=3))


def append(inbox: Inbox, entry: AnyEntry, copy: bytes = b"sealed") -> bool:
    return wait(inbox.append(entry, copy, address=ADDRESS))


class Newsroom:
    """Asks one inbox, as the collector does: names it, and counts its sequence up."""

    def __init__(self, inbox: Inbox, start: int = 1) -> None:
        self.inbox = inbox
        self.sequence: Iterator[int] = count(start)
        self.gate = ""
        self.last = 0  # the position that an acknowledgement would name

    def asks(self, acknowledged: int = 0, *, now: datetime = NOW, **more: object) -> Collected:
        question = Collect(gate=self.gate, sequence=next(self.sequence), acknowledged=acknowledged, **more)  # type: ignore[arg-type]
        collected = self.inbox.collect(question, now)
        self.gate = collected.gate
        return collected


def newsroom_again(inbox: Inbox) -> Newsroom:
    """The newsroom of an inbox that was asked before, by a process that may have died."""
    with closing(sqlite3.connect(inbox.path)) as file:
        [sequence] = file.execute("SELECT sequence FROM inbox").fetchone()
    newsroom = Newsroom(inbox, sequence + 1)
    newsroom.gate = inbox.name
    return newsroom


def bytes_on_disk(path: Path) -> bytes:
    """The inbox's file and its logs."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
