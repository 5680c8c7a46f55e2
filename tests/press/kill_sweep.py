"""`python -m tests.press.kill_sweep`: kill a bake at every write, rename, unlink and flush; fill its disk.

Rule: a process that has imported everything forks a child for each kill, which waits until `strace` holds it
and then bakes; the Nth call of its kind kills it, for N from 1 until the child lives to its end. After each
the site is looked at as the next start leaves it: it must be the old one or the new one, whole, and baking
the same news again must bring the new one.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from serai.press import bake, docket
from serai.press.errors import DiskError
from tests.press.news import before, news
from tests.press.plain import PlainTheme
from tests.press.sites import Works, works

# Whatever changes a disk, by the names that Linux has for it on one machine or another. Each is swept by
# itself, because strace counts each by itself.
CALLS = (
    *("write", "pwrite64", "rename", "renameat", "unlink", "unlinkat", "mkdir", "rmdir", "link", "linkat"),
    *("ftruncate", "fsync", "fdatasync", "syncfs"),
)
FILLED = ("write", "pwrite64", "mkdir", "ftruncate")  # calls that a full disk refuses
LONGEST = 1000  # calls of one kind in one bake
_WHOLE, _FULL, _OTHER = 0, 3, 4  # how a child ends
_ANY_TRACER = (0x59616D61, ctypes.c_ulong(-1))  # prctl(2): PR_SET_PTRACER, for strace is not the parent


@dataclass
class Tally:
    """What one sweep found. `torn` must stay empty: runs after which the site was neither."""

    what: str
    runs: int = 0
    hit: int = 0
    old: int = 0
    new: int = 0
    torn: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)  # a full disk that was not told as one

    def line(self) -> str:
        return (
            f"{self.what}: {self.runs} runs, {self.hit} hit; old site {self.old}, new site {self.new}, "
            f"torn {len(self.torn)} {self.torn}, told unclearly {len(self.unclear)} {self.unclear}"
        )


@dataclass(frozen=True)
class Bakes:
    """A bake to be swept, between two sites."""

    old: Works
    new: dict[str, bytes]
    bake: Callable[[Works], object]


@contextmanager
def publish() -> Iterator[Bakes]:
    """One story comes, one moves, one goes, one is spoken of: a few pages, in one transaction."""
    with works() as desk:
        old, new = desk.beside("old"), desk.beside("new")
        for site in (old, new):
            site.press().bake(before(desk))
        new.press().bake(news(desk))
        told = news(desk)
        yield Bakes(old, new.tree(), lambda site: site.press().bake(told))


@contextmanager
def many_jobs() -> Iterator[None]:
    """Even the smallest site is baked by jobs, from a docket in a file."""
    with mock.patch.object(bake, "INLINE_PLATES", 0), mock.patch.object(docket, "JOB_PAGES", 9):
        yield


@contextmanager
def everything() -> Iterator[Bakes]:
    """The theme is another: every page, by jobs, from a docket in a file."""
    with works() as desk, many_jobs():
        old, new = desk.beside("old"), desk.beside("new")
        for site in (old, new):
            site.press().bake(before(desk))
        theme = PlainTheme("Another look")
        new.press(theme=theme).bake(())
        yield Bakes(old, new.tree(), lambda site: site.press(theme=theme).bake(()))


@contextmanager
def template() -> Iterator[Bakes]:
    """One template is another: the pages that were made with it and no others, by jobs."""
    with works() as desk, many_jobs():
        old, new = desk.beside("old"), desk.beside("new")
        for site in (old, new):
            site.press().bake(before(desk))
        theme = PlainTheme(templates={"StoryView": "Another look"})
        new.press(theme=theme).bake(())
        yield Bakes(old, new.tree(), lambda site: site.press(theme=theme).bake(()))


@contextmanager
def first() -> Iterator[Bakes]:
    """The first bake of a site, whose tree is put in place folder by folder."""
    with works() as desk, many_jobs():
        old, new = desk.beside("old"), desk.beside("new")
        for site in (old, new):
            site.site.mkdir(parents=True)
            site.press().take(before(desk))
        new.press().bake(())
        yield Bakes(old, new.tree(), lambda site: site.press().bake(()))


def sweep(what: str, bakes: Bakes, *, how: str = "signal=KILL", stride: int = 1, first: int = 1) -> Tally:
    """Bake once for every `stride`th call of each kind, hit there with `how` (as strace spells it)."""
    tally = Tally(what)
    old = bakes.old.tree()
    with tempfile.TemporaryDirectory(prefix="serai-sweep-", dir=bakes.old.folder.parent) as name:
        trial = Works(Path(name) / "trial")
        trial.pool = bakes.old.pool
        for call in CALLS if how.startswith("signal") else FILLED:
            for number in range(first, LONGEST, stride):
                shutil.rmtree(trial.folder, ignore_errors=True)
                shutil.copytree(bakes.old.folder, trial.folder)
                hit, code = _run(lambda: bakes.bake(trial), f"{call}:{how}:when={number}")
                tally.runs += 1
                if not hit:
                    break
                tally.hit += 1
                _look(tally, f"{call} {number}", trial, old, bakes)
                if how.startswith("error") and code not in {_WHOLE, _FULL}:
                    tally.unclear.append(f"{call} {number}")
            else:
                raise RuntimeError(f"More than {LONGEST} calls of {call}: the sweep has no end")
    return tally


def _look(tally: Tally, where: str, trial: Works, old: dict[str, bytes], bakes: Bakes) -> None:
    trial.press().resume()
    found = visible(trial)
    tally.old += found == old
    tally.new += found == bakes.new
    bakes.bake(trial)
    if found not in (old, bakes.new) or trial.tree() != bakes.new:
        tally.torn.append(where)


def visible(site: Works) -> dict[str, bytes]:
    """What readers can ask for: not what is staged for a bake that goes on."""
    return {path: data for path, data in site.tree().items() if not path.startswith(".")}


def _run(work: Callable[[], object], inject: str) -> tuple[bool, int]:
    """Do the work in a child that strace holds; whether it was hit, and how it ended."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        _wait_and_work(ready, go, work)
    os.close(ready)
    with tempfile.NamedTemporaryFile(prefix="serai-strace-") as log:
        command = [shutil.which("strace") or "strace", "-f", "-o", log.name, "-p", str(child)]
        call = inject.partition(":")[0]
        command += ["-e", f"trace=?{call}", "-e", f"inject=?{inject}"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
            assert tracer.stderr is not None
            said = tracer.stderr.readline()
            if "attached" not in said:
                os.kill(child, 9)
            os.close(go)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            tracer.stderr.read()
        if "attached" not in said:
            raise RuntimeError(f"strace cannot hold a process: {said}")
        traced = Path(log.name).read_text(encoding="utf-8", errors="replace")
    return code == -9 or "INJECTED" in traced, code


def _wait_and_work(ready: int, go: int, work: Callable[[], object]) -> None:
    code = _OTHER
    try:
        ctypes.CDLL(None).prctl(*_ANY_TRACER)
        os.close(go)
        os.read(ready, 1)
        work()
        code = _WHOLE
    except DiskError:
        code = _FULL
    finally:
        os._exit(code)


def main() -> int:
    """Every sweep whole; 1 where a site was torn."""
    tallies = []
    for made in (publish, everything, template, first):
        with made() as bakes:
            tallies.append(sweep(f"{made.__name__}, killed", bakes))
            tallies.append(sweep(f"{made.__name__}, disk full", bakes, how="error=ENOSPC"))
            sys.stdout.write(f"{tallies[-2].line()}\n{tallies[-1].line()}\n")
    return int(any(tally.torn or tally.unclear for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
