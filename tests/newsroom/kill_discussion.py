"""`python -m tests.newsroom.kill_discussion [--seconds 60]`: kill a running newsroom's parts under load.

Rule: readers post as fast as they are answered, through the public address, and post again, with the same
key, what was not answered; a moderator approves; meanwhile the gate, the collector, the desk and the runner
are killed outright at random (seeded) moments. Afterwards everything that was acknowledged to a reader is in
the discussion exactly once, and what was approved is on its page. Posted, acknowledged and found are told.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from serai.gate.entries import receipt_of
from tests.newsrooms import MadeNewsroom, Running, on_free_ports, wait_until

ROOT = Path(__file__).parents[2]
PARTS = {
    "gate": "serai.newsroom.asgi:gate",
    "collector": "serai.newsroom.collector",
    "desk": "serai.newsroom.wsgi:application",
    "runner": "serai.newsroom.runner",
}
PAUSES = (0.1, 1.2)  # seconds between two kills, from and to
STORIES = 3
LAST_TRIES = 60.0  # seconds for which an unanswered post is tried after the load has ended
_AGAIN = 0.1  # seconds until an unanswered request is tried again
SCRIPTED = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Tally:
    """What happened. `lost` and `doubled` are what must stay empty."""

    posted: int = 0  # different comments and ratings
    tries: int = 0  # requests that posted them
    acknowledged: int = 0
    found: int = 0  # of the acknowledged, in the discussion
    approved: int = 0
    shown: int = 0  # of the approved, on their stories' pages
    killed: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The tally in one line."""
        killed = ", ".join(f"{name} {count}" for name, count in sorted(self.killed.items()))
        return (
            f"posted {self.posted} in {self.tries} tries, acknowledged {self.acknowledged}, "
            f"found {self.found}, lost {len(self.lost)}, doubled {len(self.doubled)}; "
            f"approved {self.approved}, shown {self.shown}; killed: {killed}"
        )


class Poster(threading.Thread):
    """One reader, with an address of their own. `acknowledged`: the secrets of what was answered."""

    def __init__(self, site_url: str, number: int, stories: list[str], ends: float) -> None:
        """`ends`: when to post nothing new any more, on the monotonic clock."""
        super().__init__(daemon=True)
        self.acknowledged: dict[str, str] = {}  # secret -> kind
        self.posted = self.tries = 0
        self._host = urlsplit(site_url).netloc
        self._origin = site_url
        self._number, self._stories, self._ends = number, stories, ends

    def run(self) -> None:
        """Post until the end."""
        while time.monotonic() < self._ends:
            self.posted += 1
            story = self._stories[self.posted % len(self._stories)]
            if self.posted % 4:
                words = {"name": f"Reader {self._number}", "text": f"Word {self.posted} of {self._number}."}
                self._sends("comment", {"story": story, **words})
            else:
                self._sends("rate", {"story": story, "answer": "yes"})

    def _sends(self, kind: str, form: dict[str, str]) -> None:
        """Post one thing until it is answered."""
        given: dict[str, str] = {}
        while time.monotonic() < self._ends + LAST_TRIES:
            if not given:
                status, said = self._asks("GET", "/gate/token", {})
                if status == 200:
                    given = {name: str(said[name]) for name in ("token", "key")}
                else:
                    time.sleep(_AGAIN)
                continue
            self.tries += 1
            status, said = self._asks("POST", f"/gate/{kind}", {**form, **given})
            if status == 200:
                self.acknowledged[given["key"]] = kind
                return
            if status != 409:
                time.sleep(_AGAIN)
            else:  # the gate began anew meanwhile: another token for the same key
                given = {"token": str(said["token"]), "key": given["key"]}

    def _asks(self, method: str, path: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """Status and answer; 0 where there was none."""
        connection = http.client.HTTPConnection(
            self._host, timeout=10, source_address=(f"127.0.1.{self._number}", 0)
        )
        try:
            body = urlencode(form) if form else None
            connection.request(method, path, body, {**SCRIPTED, "Origin": self._origin})
            answer = connection.getresponse()
            data = answer.read()
            return answer.status, json.loads(data) if answer.status in {200, 409} else {}
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}
        finally:
            connection.close()


def kill_under_load(newsroom: MadeNewsroom, *, seconds: float, readers: int, seed: int) -> Tally:
    """Run `newsroom`, load it, kill its parts for `seconds`, and count what is left."""
    newsroom.environment["SERAI_GATE_FLOOD"] = "1000000"
    tally = Tally()
    with newsroom.running() as running:
        stories = _published(newsroom)
        for address in stories:
            running.page_is_there(address)
        with _approving(newsroom):
            ends = time.monotonic() + seconds
            posters = [Poster(running.site_url, number, stories, ends) for number in range(1, readers + 1)]
            for poster in posters:
                poster.start()
            _kill_at_random(running, ends, random.Random(seed), tally)
            for poster in posters:
                poster.join()
            given = [pair for poster in posters for pair in poster.acknowledged.items()]
            acknowledged = {receipt_of(secret) for secret, _kind in given}
            _wait(lambda: acknowledged <= set(_receipts(newsroom)))
            _wait(lambda: _approved(newsroom) == sum(kind == "comment" for _secret, kind in given))
        _wait(lambda: _shown(newsroom, stories) == _approved(newsroom))
        tally.posted = sum(poster.posted for poster in posters)
        tally.tries = sum(poster.tries for poster in posters)
        tally.acknowledged = len(acknowledged)
        running.stop()
    found = Counter(_receipts(newsroom))
    tally.found = len(found.keys() & acknowledged)
    tally.lost = sorted(acknowledged - found.keys())
    tally.doubled = sorted(receipt for receipt, count in found.items() if count > 1) + _said_twice(newsroom)
    tally.approved, tally.shown = _approved(newsroom), _shown(newsroom, stories)
    return tally


def _kill_at_random(running: Running, ends: float, chance: random.Random, tally: Tally) -> None:
    while time.monotonic() < ends:
        time.sleep(chance.uniform(*PAUSES))
        name = chance.choice(sorted(PARTS))
        living = running.part(PARTS[name])
        if living:
            try:
                os.kill(chance.choice(living), signal.SIGKILL)
            except ProcessLookupError:
                continue
            tally.killed[name] += 1


@contextmanager
def _approving(newsroom: MadeNewsroom) -> Iterator[None]:
    """A moderator, until the block is left."""
    command = [sys.executable, "-m", "tests.newsroom.approving"]
    with subprocess.Popen(command, env=newsroom.environment, cwd=ROOT, stdout=subprocess.PIPE) as moderator:
        try:
            assert moderator.stdout is not None
            assert moderator.stdout.readline() == b"ready\n"
            yield
        finally:
            moderator.terminate()


def _published(newsroom: MadeNewsroom) -> list[str]:
    command = [sys.executable, "-m", "tests.newsroom.publishing", "0", str(STORIES)]
    done = subprocess.run(
        command, env=newsroom.environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [line.split()[1] for line in done.stdout.splitlines()]


def _wait(true: Callable[[], bool]) -> None:
    """Wait, but go on where it is in vain: the tally says so."""
    try:
        wait_until(true, "")
    except AssertionError:
        return


def _receipts(newsroom: MadeNewsroom) -> list[str]:
    """The receipt of every comment and rating in the discussion, as often as it is there."""
    every = "SELECT receipt FROM discussion_comment UNION ALL SELECT receipt FROM discussion_readerrating"
    return [row[0] for row in _asked(newsroom, every)]


def _said_twice(newsroom: MadeNewsroom) -> list[str]:
    """Each comment here says something that no other says: whatever is there twice came in twice."""
    twice = "SELECT min(key) FROM discussion_comment GROUP BY name, text HAVING count(*) > 1"
    return [row[0] for row in _asked(newsroom, twice)]


def _approved(newsroom: MadeNewsroom) -> int:
    return int(_asked(newsroom, "SELECT count(*) FROM discussion_comment WHERE state = 'approved'")[0][0])


def _shown(newsroom: MadeNewsroom, stories: list[str]) -> int:
    files = [newsroom.site / story.strip("/") / "thread.json" for story in stories]
    return sum(json.loads(file.read_bytes())["count"] for file in files if file.exists())


def _asked(newsroom: MadeNewsroom, query: str) -> list[tuple[str, ...]]:
    return newsroom.ask("discussion", query)


def made(folder: Path) -> MadeNewsroom:
    """A newsroom in `folder`, on free ports."""
    newsroom = on_free_ports(folder)
    newsroom.serai("new", str(folder))
    return newsroom


def main() -> int:
    """Kill for as long as was asked; 0 where nothing was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom.kill_discussion")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=20261123)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="serai-kill-"))
    try:
        newsroom = made(folder / "newsroom")
        tally = kill_under_load(newsroom, seconds=asked.seconds, readers=asked.readers, seed=asked.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(f"{tally.line()}\n")
    return 1 if tally.lost or tally.doubled or tally.shown != tally.approved else 0


if __name__ == "__main__":
    sys.exit(main())
