"""Whole newsrooms for tests: made once by `serai new`, copied for each test, run by `serai run`.

Rule: a test's newsroom is a real one, in processes of its own, on free ports of loopback. What works at its
desk is a program too (`at_desk`), as an editor's browser or a script of theirs would be.

    def test_front(newsroom: MadeNewsroom) -> None:
        with newsroom.running() as running:
            assert httpx.get(running.site_url + "/en/").status_code == 200
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import databases

PATIENCE = 60.0  # seconds until what should come is given up
SERAI = [sys.executable, "-c", "from serai.cli import main; main()"]
SETUP = "import os; from pathlib import Path; from serai.newsroom import config, project\n"
SETUP += "newsroom = config.open_newsroom(Path(os.environ['SERAI_NEWSROOM'])); project.start(newsroom)\n"


def clean_environment() -> dict[str, str]:
    """This process's environment without what tests set in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("SERAI_", "DJANGO_"))}


def wait_until(true: Callable[[], bool], what: str, instead: Callable[[], object] | None = None) -> None:
    """Wait for `true`, looking often; AssertionError with `what` where it does not come, and with what
    there is `instead`."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            there = f", but there is {instead()!r}" if instead else ""
            raise AssertionError(f"waited in vain: {what}{there}")
        time.sleep(0.05)


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def children(pid: int) -> list[int]:
    """The processes that `pid` has started, and those that they have, youngest last."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            direct = [int(child) for child in task.read_text().split()]
        except OSError:
            continue  # gone while we looked
        for child in direct:
            found += [child, *children(child)]
    return found


def command_line(pid: int) -> str:
    """How a process was started; "" where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


@dataclass
class Running:
    """A `serai run` that is under way."""

    site_url: str
    desk_url: str
    log: Path
    process: "subprocess.Popen[bytes]"

    def part(self, words: str) -> list[int]:
        """The processes below the supervisor whose command line holds `words`."""
        return [pid for pid in children(self.process.pid) if words in command_line(pid)]

    def answers(self, url: str) -> bool:
        """Whether `url` is answered with 200 just now."""
        try:
            return httpx.get(url, timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def page_is_there(self, address: str) -> None:
        """Wait until the site has a page at `address`."""
        wait_until(lambda: self.answers(self.site_url + address), f"{address} on the site")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the supervisor a signal, wait, and give its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@dataclass
class MadeNewsroom:
    """A newsroom on the disk; what it is run with is in `environment`."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def serai(self, *words: str, stdin: str = "", check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run a `serai` verb for this newsroom."""
        return subprocess.run(
            [*SERAI, *words], env=self.environment, input=stdin, text=True, capture_output=True, check=check
        )

    def at_desk(self, script: str) -> str:
        """Run a Python script with the desk set up and `newsroom` opened; what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", SETUP + script],
            env=self.environment,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, room: databases.Room, question: str, *values: object) -> list[Any]:
        """One question to the desk's or the discussion's database, as `databases.ask`."""
        return databases.ask(self.folder, self.environment, room, question, *values)

    def has_all_baked(self) -> bool:
        """Whether no order of the desk waits."""
        return self.ask("desk", "SELECT count(*) FROM desk_order WHERE filled_at IS NULL") == [(0,)]

    @contextmanager
    def running(self, verb: str = "run", ready: str = "the desk is at") -> Iterator[Running]:
        """`serai run` (or `verb`), from when it has said that it is `ready` until the block is left."""
        log = self.folder / "run.log"
        with log.open("wb") as out:
            process = subprocess.Popen([*SERAI, verb], env=self.environment, stdout=out, stderr=out)
        running = Running(
            site_url=self.environment["SERAI_SITE_URL"],
            desk_url=self.environment["SERAI_DESK_URL"],
            log=log,
            process=process,
        )
        try:
            wait_until(lambda: ready in log.read_text() or process.poll() is not None, "a start")
            assert process.poll() is None, log.read_text()
            yield running
        finally:
            if process.poll() is None:
                running.stop()


def on_free_ports(folder: Path, **more: str) -> MadeNewsroom:
    """The newsroom in `folder`, made or not yet, on addresses of its own; `more` is set beside them."""
    public, desk = (f"127.0.0.1:{free_port()}" for _door in range(2))
    doors = {"SERAI_PUBLIC_ADDRESS": public, "SERAI_DESK_ADDRESS": desk}
    urls = {"SERAI_SITE_URL": f"http://{public}", "SERAI_DESK_URL": f"http://{desk}"}
    environment = {**clean_environment(), **more, "SERAI_NEWSROOM": str(folder), **doors, **urls}
    return MadeNewsroom(folder=folder, environment=environment)


AS_MADE = "as made"


@pytest.fixture(scope="session")
def newsroom_as_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What `serai new` makes, with an English and a Persian edition. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("newsrooms") / AS_MADE
    command = [*SERAI, "new", str(folder), "--name", "The Courier", "--edition", "en", "--edition", "fa"]
    with databases.fresh(AS_MADE) as places:
        environment = {**clean_environment(), **places}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield folder


@pytest.fixture(scope="session")
def demo_as_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `serai demo` makes; what it said is in the file `said`. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("demos") / "as made"
    addresses = ("--public", f"127.0.0.1:{free_port()}", "--desk", f"127.0.0.1:{free_port()}")
    made = MadeNewsroom(folder=folder, environment=clean_environment())
    done = made.serai("demo", str(folder), *addresses, "--no-run", check=False)
    assert done.returncode == 0, done.stderr
    (folder / "said").write_text(done.stdout)
    return folder


@pytest.fixture
def newsroom(newsroom_as_made: Path, tmp_path: Path) -> Iterator[MadeNewsroom]:
    """A newsroom of the test's own."""
    folder = tmp_path / "newsroom"
    shutil.copytree(newsroom_as_made, folder)
    with databases.fresh(tmp_path.name, like=AS_MADE) as places:
        yield on_free_ports(folder, **places)
