"""Very many pages by many hands: the same bytes, killed or not, from a ledger that came in parts or whole."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from serai.press import bake, docket, pool, reports
from serai.press.bake import BakeReport
from serai.press.changes import Change, Put, PutThread, Withdraw
from serai.press.errors import LostWorkerError, PlateError
from serai.press.jobs import Made
from serai.press.pool import Inline, Pool
from tests.press import casting
from tests.press.kill_sweep import visible
from tests.press.plain import PlainTheme
from tests.press.sites import Works, differing
from tests.press.talking import thread

SEED = 4
KILLS = 4  # bakes that are killed at random moments
STORIES = 40


@pytest.fixture(autouse=True)
def _many_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a small site is baked by jobs, from a docket in a file."""
    monkeypatch.setattr(bake, "INLINE_PLATES", 0)
    monkeypatch.setattr(docket, "JOB_PAGES", 7)


def archive(desk: Works) -> list[Change]:
    told: list[Change] = [Put(casting.edition()), Put(casting.section()), Put(casting.author())]
    for number in range(STORIES):
        photo = casting.photo(desk.pool, number) if number % 9 == 0 else None
        former = (f"/old/{number}.html", "/en/archive/") if number % 4 == 0 else ()
        story = casting.story(number, authors=("ada",), lead_photo=photo, former_addresses=former)
        told.append(Put(story))
    return [*told, PutThread(thread(120, key="s3"))]


@pytest.fixture
def alike(desk: Works, monkeypatch: pytest.MonkeyPatch) -> Works:
    """The site that one process makes in one transaction."""
    whole = desk.beside("whole")
    with monkeypatch.context() as small:
        small.setattr(bake, "INLINE_PLATES", 10_000)
        whole.press().bake(archive(desk))
    return whole


@pytest.mark.parametrize("processes", [1, 2])
def test_many_hands_make_the_site_that_one_makes(desk: Works, alike: Works, processes: int) -> None:
    seen: list[tuple[int, int]] = []
    desk.press().take(archive(desk)[:20])
    desk.press().take(archive(desk)[20:])
    assert not desk.site.exists()
    report = desk.press(processes=processes).bake_cold(lambda done, total: seen.append((done, total)))
    assert differing(desk, alike) == []
    assert report.files_written == len(alike.tree())
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]
    assert left_behind(desk) == []
    assert desk.press().bake(()) == BakeReport((), (), 0)


def left_behind(desk: Works) -> list[str]:
    """What a bake that came to its end leaves nothing of."""
    return [path.name for path in desk.folder.glob("*docket*")] + [path.name for path in desk.site.glob(".*")]


def test_a_theme_of_another_day_is_brought_to_a_standing_site_by_many_hands(
    desk: Works, alike: Works
) -> None:
    desk.press().bake(archive(desk))
    told: list[Change] = [Withdraw(kind="story", edition="en", key="s5"), Put(casting.story(8, slug="moved"))]
    theme = PlainTheme("Another look")
    report = desk.press(theme=theme, processes=2).bake(told)
    alike.press(theme=theme).bake(told)
    assert differing(desk, alike) == []
    assert report.files_deleted > 0
    assert [desk.press(theme=theme).bake_cold().files_written, left_behind(desk)] == [0, []]


def test_variants_come_and_go_with_the_setting(desk: Works, alike: Works) -> None:
    desk.press(variants=False).bake(archive(desk))
    assert [path for path in desk.tree() if path.endswith((".br", ".gz"))] == []
    desk.press().bake(())
    assert differing(desk, alike) == []
    desk.press(variants=False).bake(())
    plain = {path: data for path, data in alike.tree().items() if not path.endswith((".br", ".gz"))}
    assert desk.tree() == plain


def test_a_report_of_very_much_lists_the_first_and_counts_the_rest(
    desk: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "LISTED", 10)
    report = desk.press().bake(archive(desk))
    assert (len(report.written), report.deleted) == (10, ())
    assert report.files_written == len(desk.tree())


def test_a_picture_that_is_not_what_its_name_says_is_refused_before_anything_is_taken(desk: Works) -> None:
    told = archive(desk)
    (desk.pool / casting.photo(desk.pool, 9).renditions[0].file).unlink()
    for work in (desk.press().take, desk.press().bake):
        with pytest.raises(PlateError, match="Upload the photo again"):
            work(told)
    assert desk.press().bake(()).files_written == len(desk.tree())
    assert not (desk.site / "en").exists()


def test_what_is_taken_twice_and_changes_nothing_leaves_the_site_in_step(desk: Works) -> None:
    desk.press().bake(archive(desk))
    desk.press().take(archive(desk))
    assert desk.press().bake(()) == BakeReport((), (), 0)


class Counting(Inline):
    """Does jobs at once and counts them; it is interrupted before the given one."""

    def __init__(self, stop: int) -> None:
        self.done = 0
        self._stop = stop

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.done == self._stop:
            raise KeyboardInterrupt
        self.done += 1
        return super().submit(fn, *args, **kwargs)


def test_what_is_done_is_not_done_again(desk: Works, alike: Works) -> None:
    desk.press().take(archive(desk))
    with pytest.raises(KeyboardInterrupt):
        desk.press().bake_cold(executor=Counting(9), at_once=1)
    assert visible(desk) == {}
    rest, whole = Counting(1000), Counting(1000)
    desk.press().bake_cold(executor=rest, at_once=1)
    assert differing(desk, alike) == []
    desk.press().bake_cold(executor=whole, at_once=1)
    assert rest.done == whole.done - 9


@pytest.mark.parametrize("between", ["a story", "another theme", "another machine's start"])
def test_a_killed_bake_goes_on_only_where_nothing_has_changed(
    desk: Works, alike: Works, between: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.press().take(archive(desk))
    with pytest.raises(KeyboardInterrupt):
        desk.press().bake_cold(executor=Counting(9), at_once=1)
    theme = PlainTheme("Another look" if between == "another theme" else "")
    if between == "a story":
        desk.press().take([Put(casting.story(99))])
        alike.press().bake([Put(casting.story(99))])
    if between == "another machine's start":
        (tmp_path / "boot").write_text("another", encoding="ascii")
        monkeypatch.setattr("serai.press.cold._BOOT", tmp_path / "boot")
    again, whole = Counting(1000), Counting(1000)
    desk.press(theme=theme).bake_cold(executor=again, at_once=1)
    alike.press(theme=theme).bake_cold(executor=whole, at_once=1)
    assert differing(desk, alike) == []
    assert again.done == whole.done


def in_child(work: Callable[[], object]) -> int:
    """Begin the work in a process of its own; its number."""
    child = os.fork()
    if child == 0:
        code = 9
        try:
            work()
            code = 0
        except LostWorkerError:
            code = 7
        finally:
            os._exit(code)
    return child


def workers(parent: int) -> list[int]:
    """The processes that make pages for this one."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    lines = {int(one): Path(f"/proc/{one}/cmdline").read_bytes() for one in found}
    return [one for one, line in lines.items() if b"spawn_main" in line]


def moments() -> Iterator[float]:
    dice = random.Random(SEED)
    return (dice.uniform(0.05, 2.5) for _ in range(KILLS))


def test_killed_at_any_moment_and_gone_on_with_it_comes_to_the_same_bytes(desk: Works, alike: Works) -> None:
    desk.press().take(archive(desk))
    for number, moment in enumerate(moments()):
        child = in_child(lambda: desk.press(processes=2).bake_cold())
        time.sleep(moment)
        found = workers(child) if Path(f"/proc/{child}").exists() else []
        os.kill(found[0] if number % 2 and found else child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in {0, 7, -9}
        desk.press().resume()
        assert visible(desk) in ({}, alike.tree())
    desk.press(processes=2).bake_cold()
    assert differing(desk, alike) == []
    assert left_behind(desk) == []


def test_workers_end_with_the_process_that_started_them(desk: Works) -> None:
    desk.press().take(archive(desk))
    child = in_child(lambda: desk.press(processes=2).bake_cold())
    found: list[int] = []
    while not found and Path(f"/proc/{child}/stat").read_text(encoding="ascii").split()[2] != "Z":
        found = workers(child)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for _ in range(100):
        if not any(Path(f"/proc/{one}").exists() for one in found):
            break
        time.sleep(0.05)
    assert [one for one in found if Path(f"/proc/{one}").exists()] == []


def test_processes_that_hold_too_much_memory_give_way_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_BREATH", 2)
    with Pool(1, memory=1) as hands:
        first = [hands.submit(holding, 10_000_000).result() for _ in range(2)]
        then = [hands.submit(holding, 1000).result() for _ in range(3)]
    assert [len({made.number for made in some}) for some in (first, then, [first[0], *then])] == [1, 1, 2]


def holding(memory: int) -> Made:
    """A job that says where it was done, and that its process holds so much."""
    return Made(number=os.getpid(), files=(), left=(), unchanged=0, memory=memory)
