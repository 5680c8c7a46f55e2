"""`python -m tests.gate.kill_sweep`: kill the inbox's process at every write and flush, and fill its disk.

Rule: `strace` kills (or fails) the Nth write, flush, cut or unlinking, for N from 1 until the process lives
to its end. After each, the inbox is opened anew: every entry that was acknowledged is there exactly once (or
was taken by the newsroom before), and the next is taken. What was posted, acknowledged and found is told.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.gate import inboxes
from tests.gate.inboxes import append, comment, digest

ROOT = Path(__file__).parents[2]
# What SQLite does to a disk. Each is swept by itself, because strace counts each by itself.
CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink")
POSTING = ("post:a", "post:b")
ACTING = ("post:a", "collect", "post:b", "acknowledge", "tidy", "post:c")
LONGEST = 400  # system calls that write, of any sweep here


@dataclass
class Tally:
    """What one sweep found. `lost` and `doubled` are what must stay empty."""

    what: str
    runs: int = 0
    stopped: int = 0  # runs that a kill or an error reached
    posted: int = 0
    acknowledged: int = 0
    refused: int = 0
    found: int = 0  # of the acknowledged, in the inbox or with the newsroom
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"{self.what}: {self.runs} runs, {self.stopped} hit; posted {self.posted}, acknowledged "
            f"{self.acknowledged}, refused {self.refused}, found {self.found}, lost {len(self.lost)}, "
            f"doubled {len(self.doubled)}"
        )


def sweep(what: str, acts: Sequence[str], *, how: str, fresh: bool, stride: int = 1) -> Tally:
    """Run the acts once for every `stride`th system call of each kind, hit there with `how` (as strace spells
    it: `signal=KILL`, `error=ENOSPC`).

    `fresh`: into a folder without an inbox, so that making it is swept too. Else only what touches the
    inbox's own files counts: strace counts each thread's calls by themselves, and so the writer's are met.
    """
    tally = Tally(what)
    for call, number in numbered(stride):
        with tempfile.TemporaryDirectory(prefix="serai-sweep-") as folder:
            path = Path(folder) / "gate" / "inbox.sqlite3"
            if not fresh:
                inboxes.wait(inboxes.opened(path).close())
            stopped, told = _run(path, acts, f"{call}:{how}:when={number.now}", only_inbox=not fresh)
            number.reached = stopped
            tally.stopped += stopped
            count(tally, path, _posts(acts), told)
    return tally


@dataclass
class Number:
    """Which call of its kind is hit; `reached` says whether the process came so far."""

    now: int
    reached: bool = False


def numbered(stride: int, first: int = 1, calls: Sequence[str] = CALLS) -> Iterator[tuple[str, Number]]:
    """Each call and its numbers, until one was not reached."""
    for call in calls:
        for now in range(first, LONGEST, stride):
            number = Number(now)
            yield call, number
            if not number.reached:
                break
        else:
            raise RuntimeError(f"More than {LONGEST} calls of {call}: the sweep has no end")


def full_disk(what: str, folder: Path, *, limit: int = 0) -> Tally:
    """Post into a disk that fills up; make room; post again. `limit`: bytes that a file may have instead of a
    small disk (RLIMIT_FSIZE), where no disk can be mounted; nothing can be freed then."""
    tally = Tally(what)
    path, ballast = folder / "gate" / "inbox.sqlite3", folder / "ballast"
    acts = [f"post:{n}" for n in range(400)]
    if not limit:
        ballast.write_bytes(b"x" * 400_000)
        acts += [f"free:{ballast}", "post:after"]
    command = [sys.executable, "-m", "tests.gate.poster", str(path), *acts]
    told = _said(command, limit)
    tally.stopped = int(any(line.startswith("refused") for line in told))
    count(tally, path, _posts(acts), told)
    if not limit and f"acknowledged {digest('after')}" not in told:
        tally.lost.append("the entry after room was made")
    return tally


@contextmanager
def small_disk(size: int) -> Iterator[Path | None]:
    """A disk of so many bytes, in memory; None where none may be mounted."""
    with tempfile.TemporaryDirectory(prefix="serai-disk-") as name:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", name], capture_output=True, check=False
        )
        if mounted.returncode:
            yield None
            return
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def strace(log: Path, how: str, inbox: Path | None) -> list[str]:
    """The command that hits what follows it, `how` as strace spells it; only at calls that touch the files of
    `inbox`, where one is given."""
    command = [shutil.which("strace") or "strace", "-f", "-q", "-o", str(log)]
    command += ["-e", f"trace={','.join(CALLS)}", "-e", f"inject={how}"]
    paths = [f"{inbox}{end}" for end in ("", "-wal", "-journal")] if inbox else []
    return command + [word for one in paths for word in ("-P", one)]


def hit(log: Path) -> bool:
    """Whether strace came to hit anything."""
    traced = log.read_text(encoding="utf-8", errors="replace")
    return "INJECTED" in traced or "killed by SIGKILL" in traced


def _run(path: Path, acts: Sequence[str], how: str, *, only_inbox: bool) -> tuple[bool, list[str]]:
    """Whether the run was hit, and what it said before."""
    log = path.parent.parent / "strace"
    command = strace(log, how, path if only_inbox else None)
    told = _said([*command, sys.executable, "-m", "tests.gate.poster", str(path), *acts])
    return hit(log), told


def _said(command: list[str], limit: int = 0) -> list[str]:
    def bounded() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        preexec_fn=bounded,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.splitlines()


def count(tally: Tally, path: Path, posted: int, told: Sequence[str]) -> None:
    """Open the inbox anew, and compare what it gives with what was said."""
    said: dict[str, list[str]] = {"acknowledged": [], "refused": [], "taken": []}
    for line in told:
        verb, *names = line.split()
        said.get(verb, []).extend(names)
    given = _given(path)
    there = {*given, *said["taken"]}
    tally.runs += 1
    tally.posted += posted
    tally.acknowledged += len(said["acknowledged"])
    tally.refused += len(said["refused"])
    tally.found += sum(name in there for name in said["acknowledged"])
    tally.lost += [name for name in said["acknowledged"] if name not in there]
    tally.doubled += [name for name in given if given.count(name) > 1]


def _posts(acts: Sequence[str]) -> int:
    return sum(act.startswith("post:") for act in acts)


def _given(path: Path) -> list[str]:
    """Every entry that the inbox gives after the process has died; and it takes another."""
    inbox = inboxes.opened(path)
    newsroom = inboxes.newsroom_again(inbox)
    given = [one.entry.id for one in newsroom.asks().entries]
    if not append(inbox, comment("the next one")):
        raise RuntimeError("The inbox has an entry that nobody posted")
    inboxes.wait(inbox.close())
    return given


def main() -> int:
    """Every sweep whole; 1 where anything acknowledged was lost or doubled."""
    tallies = [
        sweep("killed while making and posting", POSTING, how="signal=KILL", fresh=True),
        sweep("killed while posting", POSTING, how="signal=KILL", fresh=False),
        sweep("killed while collecting and tidying", ACTING, how="signal=KILL", fresh=False),
        sweep("one write failed: no space", ACTING, how="error=ENOSPC", fresh=False),
        sweep("one write failed: broken disk", ACTING, how="error=EIO", fresh=False),
    ]
    with small_disk(1_500_000) as disk:
        if disk:
            tallies.append(full_disk("a full disk of 1.5 MB", disk))
        else:
            with tempfile.TemporaryDirectory() as folder:
                tallies.append(full_disk("no file above 300 kB", Path(folder), limit=300_000))
    for tally in tallies:
        sys.stdout.write(tally.line() + "\n")
    return int(any(tally.lost or tally.doubled for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
