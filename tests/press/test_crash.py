"""The power goes at any step of a bake: after `resume` the site is the old one or the new one, whole."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from serai.core import files
from serai.press import compression, staging
from serai.press import ledger as ledgers
from serai.press.changes import Put
from tests.press import casting
from tests.press.news import before, news
from tests.press.sites import Works, differing

_STEPS = {
    "open",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "shutil.copyfile",
    "fcntl.flock",
}
_WRITES = ("BEGIN", "COMMIT", "ROLLBACK", "DELETE FROM journal")


class Countdown:
    """Lets `steps` steps pass and fails at the next: by SIGKILL or, given an error, by raising it from
    then on."""

    def __init__(self, steps: int, error: Exception | None = None) -> None:
        self.left = steps
        self.error = error

    def step(self, *_: Any) -> None:
        if self.left == 0:
            if self.error is None:
                os.kill(os.getpid(), signal.SIGKILL)
            else:
                raise self.error
        self.left -= 1

    def watch(self) -> None:
        """Count whatever goes to the disk from here on. There is no way back: for a forked child only."""
        flush, opened = files.flush_file_system, ledgers.Ledger.open

        def flush_file_system(folder: Path) -> None:
            self.step()
            flush(folder)

        def open_ledger(path: Path) -> ledgers.Ledger:
            found = opened(path)
            found.db.set_trace_callback(
                lambda statement: self.step() if statement.startswith(_WRITES) else None
            )
            return found

        files.flush_file_system = flush_file_system
        ledgers.Ledger.open = open_ledger  # type: ignore[method-assign]
        sys.addaudithook(lambda event, arguments: self.step() if event in _STEPS else None)


def in_child(work: Callable[[], object], countdown: Countdown) -> bool:
    """Do the work in a process that the countdown ends; True where it came to its end first."""
    child = os.fork()
    if child == 0:
        countdown.watch()
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture(autouse=True)
def _few_variants(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough pages have variants, and not so many that the steps cannot all be tried."""
    monkeypatch.setattr(compression, "SMALLEST", 2000)


@pytest.fixture
def sites(desk: Works) -> tuple[Works, Works]:
    """The old site and the new one."""
    old, new = desk.beside("old"), desk.beside("new")
    for works in (old, new):
        works.press().bake(before(desk))
    new.press().bake(news(desk))
    return old, new


def copies(desk: Works, old: Works) -> Iterator[tuple[int, Works]]:
    """Fresh copies of the old works, one for each step."""
    for step in range(100_000):
        trial = desk.beside("trial")
        shutil.rmtree(trial.folder, ignore_errors=True)
        shutil.copytree(old.folder, trial.folder)
        yield step, trial


def torn(trial: Works, old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """Files that a reader can ask for and that are neither the old site's nor the new one's."""
    seen = {path: data for path, data in trial.tree().items() if not path.startswith(staging.FOLDER)}
    return [path for path in seen if path[-1] != "/" and seen[path] not in (old.get(path), new.get(path))]


def test_a_kill_at_any_step_leaves_the_old_site_or_the_new(desk: Works, sites: tuple[Works, Works]) -> None:
    old, new = sites
    trees = old.tree(), new.tree()
    ends = []
    for step, trial in copies(desk, old):
        done = in_child(lambda trial=trial: trial.press().bake(news(desk)), Countdown(step))  # type: ignore[misc]
        assert torn(trial, *trees) == []
        trial.press().resume()
        tree = trial.tree()
        ends.append("new" if tree == trees[1] else "old")
        assert tree in trees
        if done:
            break
        if ends[-1] == "old" and step % 10 == 0:
            trial.press().bake(news(desk))
            assert differing(trial, new) == []
    decided = ends.index("new")
    assert ends == ["old"] * decided + ["new"] * (len(ends) - decided)
    assert min(decided, len(ends) - decided) > 50


def test_a_kill_at_any_step_of_resuming_is_resumed(desk: Works, sites: tuple[Works, Works]) -> None:
    old, new = sites
    trees = old.tree(), new.tree()
    halfway = desk.beside("halfway")
    for step, trial in copies(desk, old):
        in_child(lambda trial=trial: trial.press().bake(news(desk)), Countdown(step))  # type: ignore[misc]
        reader = ledgers.Ledger.open(trial.ledger)
        decided = reader.has_journal()
        reader.close()
        if decided:
            shutil.copytree(trial.folder, halfway.folder)
            break
    for step, trial in copies(desk, halfway):
        done = in_child(trial.press().resume, Countdown(step * 3))
        assert torn(trial, *trees) == []
        trial.press().resume()
        assert trial.tree() == trees[1]
        if done:
            break


def test_a_full_disk_at_any_step_leaves_the_old_site_or_the_new(
    desk: Works, sites: tuple[Works, Works]
) -> None:
    old, new = sites
    trees = old.tree(), new.tree()
    for step, trial in copies(desk, old):
        full = Countdown(step * 7, OSError(28, "No space left on device"))
        done = in_child(lambda trial=trial: trial.press().bake(news(desk)), full)  # type: ignore[misc]
        trial.press().resume()
        assert trial.tree() in trees
        if done:
            break


def test_a_second_process_waits_its_turn(desk: Works) -> None:
    desk.press().bake(before(desk))
    children = []
    for number in range(10, 18):
        child = os.fork()
        if child == 0:
            desk.press().bake([Put(casting.story(number))])
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8

    alone = desk.beside("alone")
    alone.press().bake([*before(desk), *(Put(casting.story(number)) for number in range(10, 18))])
    assert differing(desk, alone) == []
