"""The supervisor: starts the parts of a newsroom, starts again what dies, and stops them all cleanly.

Rule: one supervisor a newsroom (a lock on `data/run.lock`). It holds no state that matters: killed
outright, it takes every part with it, and the next `serai run` finds all as it was. On SIGTERM or SIGINT
each part gets SIGTERM, and SIGKILL when it has not stopped within `GRACE` seconds.
"""

import fcntl
import os
import resource
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager, suppress
from pathlib import Path

from serai.core.processes import die_with
from serai.newsroom import listening, readership, serving
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import AlreadyRunningError, NotPreparedError
from serai.newsroom.keys import read_public
from serai.newsroom.listening import Address
from serai.newsroom.parts import Part, lone_gate_parts, parts

GRACE = 5.0  # seconds
FIRST_DELAY = 0.1  # seconds
LONGEST_DELAY = 5.0  # seconds
STEADY = 10.0  # seconds alive after which a part has earned a quick restart again
READY_LIMIT = 60.0  # seconds

Say = Callable[[str], None]


def run(newsroom: Newsroom, say: Say) -> None:
    """Run `newsroom` until SIGTERM or SIGINT; `say` is told each event in one line."""
    with _only_one(newsroom), _signals() as signals:
        addresses = (*listening.public(newsroom), *listening.desk(newsroom))
        for address in addresses:
            listening.refuse_taken(address)
        prepare(newsroom)
        _run(newsroom, parts(newsroom), addresses, signals, say)


def run_gate(newsroom: Newsroom, say: Say) -> None:
    """Run a gate alone, with the baked site, until SIGTERM or SIGINT. KeysError where it was not told whose
    gate it is."""
    with _only_one(newsroom), _signals() as signals:
        addresses = listening.public(newsroom)
        for address in addresses:
            listening.refuse_taken(address)
        read_public(newsroom)
        _run(newsroom, lone_gate_parts(newsroom), addresses, signals, say)


def _run(
    newsroom: Newsroom, those: Iterable[Part], addresses: Sequence[Address], signals: socket.socket, say: Say
) -> None:
    ear = readership.ear() if newsroom.flag("readership") else None
    serving.write_configuration(newsroom, readership.place(ear) if ear else "")
    children = [Child(part, newsroom, say, ear) for part in those]
    try:
        _keep(children, signals, _ready(newsroom, addresses, say))
    finally:
        say("stopping")
        stop(children)
        if ear:
            ear.close()
        say("stopped")


def prepare(newsroom: Newsroom) -> None:
    """Bring the databases and the desk's own files up to date, in a process of its own.

    So the supervisor itself stays small: it never imports Django.
    """
    command = [sys.executable, "-m", "serai.newsroom.prepare"]
    environment = {**os.environ, "SERAI_NEWSROOM": str(newsroom.folder)}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 (ours)
    if done.returncode:
        raise NotPreparedError(
            f"{newsroom.folder} could not be brought up to date; what went wrong is told above. "
            "Mend it and run again: nothing was started."
        )


class Child:
    """One part and the process that is it just now."""

    def __init__(self, part: Part, newsroom: Newsroom, say: Say, ear: socket.socket | None = None) -> None:
        """Starts the process. `ear`: where a part that counts is told what readers open."""
        self.part = part
        self.say = say
        self._newsroom = newsroom
        self._delay = FIRST_DELAY
        self._socket = _listening(newsroom.data, part.listens) if part.listens else None
        self._ear = ear if part.counts else None
        self.start()

    def start(self) -> None:
        """Start the process, in a session of its own, so that a terminal's ^C reaches only us."""
        supervisor = os.getpid()
        given = {serving.SOCKET_VARIABLE: self._socket, readership.SOCKET_VARIABLE: self._ear}
        handed = {name: str(one.fileno()) for name, one in given.items() if one}
        self._started_at = time.monotonic()
        self._start_at = 0.0
        self.process = subprocess.Popen(  # noqa: S603 (a part's, from `parts`)
            self.part.command,
            cwd=self._newsroom.data,
            env={**os.environ, **self.part.environment, **handed},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=[one.fileno() for one in given.values() if one],
            preexec_fn=lambda: _begin(supervisor, self.part.parting),  # safe: this process has one thread
        )

    def look(self, now: float) -> float:
        """Start again what has died, when its time has come; seconds until then, or infinity."""
        if self.process.returncode is None and _ended(self.process.pid):
            code = self.kill()
            lived = now - self._started_at
            self._delay = FIRST_DELAY if lived > STEADY else min(self._delay * 2, LONGEST_DELAY)
            self._start_at = now + self._delay
            self.say(f"{self.part.name} {_how_ended(code)}; starting it again in {self._delay:.1f} s")
        if self.process.returncode is None:
            return float("inf")
        if now >= self._start_at:
            self.start()
            return float("inf")
        return self._start_at - now

    def terminate(self) -> None:
        """Ask the process to stop."""
        if self.process.returncode is None:
            self.process.terminate()

    def kill(self) -> int:
        """End the process and whatever it has started; how it ended, as Popen says it."""
        if self.process.returncode is None:
            # Before it is reaped, its number cannot be another's. One that was killed while it began has no
            # group yet, and has started nothing.
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait()

    def close(self) -> None:
        """Give up the part's socket."""
        if self._socket:
            (self._newsroom.data / self.part.listens).unlink(missing_ok=True)
            self._socket.close()


def _listening(folder: Path, name: str) -> socket.socket:
    """A Unix socket `name` in `folder` that is its owner's alone, in place of what a killed supervisor left.

    It is bound from within the folder: the whole path of a socket may not be over some hundred bytes, which
    fifty Cyrillic letters are.
    """
    path = folder / name
    path.unlink(missing_ok=True)
    found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with chdir(folder):
        found.bind(name)
    path.chmod(0o600)  # nobody connects before it listens; and the folder is its owner's
    found.listen(serving.BACKLOG)
    found.setblocking(False)
    return found


def _begin(supervisor: int, parting: int) -> None:
    """In a part's process, before it is the part: what holds readers' words leaves no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    die_with(supervisor, by=parting)


def stop(children: Iterable[Child]) -> None:
    """Stop every child: asked first, ended after `GRACE` seconds."""
    left = [child for child in children if child.process.returncode is None]
    for child in left:
        child.terminate()
    deadline = time.monotonic() + GRACE
    while left and time.monotonic() < deadline:
        left = [child for child in left if not _ended(child.process.pid)]
        time.sleep(0.02)
    for child in children:
        child.kill()
        child.close()


def _keep(children: list[Child], signals: socket.socket, ready: Callable[[], bool]) -> None:
    announced = False
    with selectors.DefaultSelector() as selector:
        selector.register(signals, selectors.EVENT_READ)
        while True:
            wait = min(child.look(time.monotonic()) for child in children)
            announced = announced or ready()
            # A dead child sends SIGCHLD, which ends the wait; so it may be long.
            wait = min(wait, 60.0 if announced else 0.05)
            if selector.select(wait) and {signal.SIGTERM, signal.SIGINT} & set(signals.recv(4096)):
                return


def _ready(newsroom: Newsroom, addresses: Sequence[Address], say: Say) -> Callable[[], bool]:
    """Say the addresses once, as soon as all answer (or have taken too long to)."""
    deadline = time.monotonic() + READY_LIMIT
    lines = [f"the site is at {newsroom.text('site_url')}"]
    if set(listening.desk(newsroom)) <= set(addresses):
        lines.append(f"the desk is at {newsroom.text('desk_url')}")

    def look() -> bool:
        late = time.monotonic() > deadline
        if not late and not all(listening.answers(address) for address in addresses):
            return False
        for line in lines:
            say(line)
        return True

    return look


def _ended(pid: int) -> bool:
    """Whether a child has ended; it is not reaped by asking."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _how_ended(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


@contextmanager
def _only_one(newsroom: Newsroom) -> Iterator[None]:
    try:
        lock = (newsroom.data / "run.lock").open("a")
    except OSError as error:
        raise NotPreparedError(
            f"{newsroom.data} cannot be used: {error.strerror}. Bring the data folder back, and give it to "
            "this user."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(
                f"{newsroom.folder} is running already. Stop that serai run first, or go to its addresses."
            ) from error
        yield


@contextmanager
def _signals() -> Iterator[socket.socket]:
    """A socket on which each signal arrives as one byte, its number."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
    handlers = {number: signal.signal(number, lambda *_: None) for number in numbers}
    try:
        yield ours
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)
        ours.close()
        theirs.close()
