"""Counting: the gate hears from the public server what was opened, and tells the newsroom how often.

Rule: what is heard comes as datagrams on a socket of loopback and stays in memory; numbers alone go into the
inbox, to be collected as all else is. A line that is none is dropped without a word. A gate that is killed
forgets what it had not handed over.
"""

import asyncio
import contextlib
import logging
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from serai.core.errors import SeraiError
from serai.gate.entries import Reads
from serai.gate.inbox import Inbox
from serai.gate.readership import Opened, Tally, opened
from serai.gate.stories import Stories

logger = logging.getLogger("serai.gate")


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, tally: Tally, now: Callable[[], datetime]) -> None:
        self._tally = tally
        self._now = now

    def datagram_received(self, data: bytes, addr: object) -> None:
        if address := opened(data):
            self._tally.add(address, self._now().date())


@contextlib.asynccontextmanager
async def counting(
    heard: socket.socket,
    tally: Tally,
    stories: Stories,
    inbox: Inbox,
    *,
    now: Callable[[], datetime],
    every: float,
) -> AsyncIterator[None]:
    """Count what is heard on this bound datagram socket, and hand over what is due each `every` seconds, and
    once more in the end. The socket stays open: it is whoever's who made it."""
    heard.setblocking(False)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Ear(tally, now), sock=heard.dup())
    ending = asyncio.Event()
    handing = asyncio.create_task(_hand_over_again(tally, stories, inbox, now, every, ending))
    try:
        yield
    finally:
        transport.close()
        ending.set()  # not cancelled: numbers on their way to the inbox would be lost, or told twice
        await handing


async def _hand_over_again(
    tally: Tally,
    stories: Stories,
    inbox: Inbox,
    now: Callable[[], datetime],
    every: float,
    ending: asyncio.Event,
) -> None:
    while not ending.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), every)
        await hand_over(tally, stories, inbox, now())
    await hand_over(tally, stories, inbox, now())  # what was heard while it was handed over


async def hand_over(tally: Tally, stories: Stories, inbox: Inbox, now: datetime) -> None:
    """Put what is due into the inbox; what the inbox does not take is counted on, and why is said once."""
    refused = None
    for one in tally.take(now.date()):
        entry = entry_of(one, stories, now)
        if entry is None:
            continue
        try:
            await inbox.append(entry, b"")
        except SeraiError as error:
            refused = error
            tally.put_back(one)
    if refused:
        logger.error("%s", refused)


def entry_of(one: Opened, stories: Stories, now: datetime) -> Reads | None:
    """What the newsroom is told; None where no story stands there: a page that has moved is counted where it
    leads."""
    story = stories.find(one.address)
    if story is None or story.address != one.address:
        return None
    own = secrets.token_hex(32)
    return Reads(
        id=own,
        receipt=own,
        at=now.replace(minute=0, second=0, microsecond=0),
        edition=story.edition,
        story=story.key,
        day=one.day,
        count=one.times,
    )
