"""The cold bake: very many pages, made by many hands, and decided at once.

Rule: the survey is put on a docket, the docket's jobs are done by an executor, and when the last is done
one transaction of the ledger decides. Till then the site is the old one. Nothing of the archive's size is
held in memory, and only some jobs are under way at a time. A docket in a file of its own outlives a kill:
the same bake goes on where it was, so long as ledger, theme, settings and scope are the same and the machine
has not been started anew (what was written and never flushed may be lost then).
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path
from typing import NamedTuple

from serai.core import canonical, files
from serai.press import looks, outs, reports, staging
from serai.press.docket import JOB_PAGES, Docket
from serai.press.errors import LostWorkerError
from serai.press.jobs import Job, Made, bake_job, pack
from serai.press.ledger import Ledger
from serai.press.making import Maker, Setup
from serai.press.outs import Out
from serai.press.pages import Page
from serai.press.reports import BakeReport

Progress = Callable[[int, int], None]

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_FORMAT = "1"  # of docket and staged files


class Scope(NamedTuple):
    """Which pages a bake goes through."""

    word: str  # tells it from other scopes
    pages: Callable[[], Iterator[Page]]
    editions: tuple[str, ...] | None  # gone through whole; None for the whole site
    redirects: Callable[[], Iterable[str]]  # addresses that may have to lead on


class Work:
    """One bake of a scope."""

    def __init__(
        self, *, ledger: Ledger, docket: Docket, scope: Scope, setup: Setup, progress: Progress | None
    ) -> None:
        """The docket holds the survey already, or `survey` is called first."""
        self._ledger = ledger
        self._docket = docket
        self._scope = scope
        self._setup = setup
        self._progress = progress

    def survey(self, token: str = "") -> None:
        """Begin: put every page of the scope on the docket, and the bake's name."""
        with self._docket.whole():
            self._docket.begin()
            self._docket.add(self._scope.pages())
            self._docket.set_word("surveyed", str(self._docket.count()))
            self._docket.set_word("token", token)

    def make(self, do: "Do") -> None:
        """Do what is not done: pages first, then the redirects that they leave room for."""
        last = int(self._docket.word("surveyed"))
        self._tell()
        do(self._docket.undone(1, last), self._take)
        self._find_redirects(last)
        do(self._docket.undone(last + 1, self._docket.count()), self._take)
        self._tell(done=True)

    def settle(self, site: Path, *, decide: bool) -> BakeReport:
        """Bring rows and journal in step, inside the ledger's transaction, with all files on the disk."""
        docket, tree = self._docket, self._setup.tree
        docket.settle(
            self._ledger.bake_number + 1, delete_rank=staging.DELETE_RANK, journal=decide and not tree
        )
        if decide and tree:
            staging.note_tree(self._ledger, site, outs.TREE)
        report = reports.report(
            docket.written(reports.LISTED), docket.deleted(reports.LISTED), docket.unchanged()
        )
        docket.forget_lost()
        looks.keep(self._ledger, self._setup.theme)
        if decide and report.files_written:
            files.flush_file_system(site / staging.FOLDER)
        return report

    # --- jobs -------------------------------------------------------------------------------------------

    def _take(self, made: Made) -> None:
        self._docket.take(made)
        self._tell()

    def _find_redirects(self, surveyed: int) -> None:
        with self._docket.whole():
            self._find(surveyed)

    def _find(self, surveyed: int) -> None:
        docket = self._docket
        docket.add((_redirect(place) for place in self._scope.redirects()), wanted=False)
        for edition in [None] if self._scope.editions is None else self._scope.editions:
            docket.lose_gone(edition)
        if self._scope.editions is not None:
            docket.add((_redirect(place) for place in docket.places_left()), wanted=False)
        docket.clear_way(surveyed + 1, docket.count())

    def _tell(self, *, done: bool = False) -> None:
        if self._progress:
            total = self._docket.count()
            self._progress(total if done else self._docket.count_done(), total)


Pages = Iterator[tuple[int, tuple[Page, ...]]]  # with the number of the first of them
Take = Callable[[Made], None]
Do = Callable[[Pages, Take], None]


def by(executor: Executor, at_once: int, setup: Setup) -> Do:
    """How jobs are done: by an executor, so many of them at once."""
    packed = pack(setup)

    def do(pages: Pages, take: Take) -> None:
        waiting: set[Future[Made]] = set()
        try:
            for number, some in pages:
                waiting.add(executor.submit(bake_job, Job(number, packed, some)))
                if len(waiting) >= at_once:
                    waiting = _collect(waiting, take)
            while waiting:
                waiting = _collect(waiting, take)
        except BrokenExecutor as error:
            raise LostWorkerError(
                "A process that made pages was killed, perhaps for want of memory. Nothing of the site has "
                "changed. Bake again: it goes on where it was. If it happens again, set bake_processes to 1."
            ) from error
        finally:
            for future in waiting:
                future.cancel()

    return do


def _collect(waiting: set[Future[Made]], take: Take) -> set[Future[Made]]:
    """Take what is done; what is still under way."""
    done, rest = wait(waiting, return_when=FIRST_COMPLETED)
    failed = None
    for future in done:
        if error := future.exception():
            failed = error
        else:
            take(future.result())
    if failed:
        raise failed
    return rest


def by_hand(maker: Maker, out: Out | None) -> Do:
    """How jobs are done: one after another by a maker of this process, which may read what is not committed;
    new files go where its setup says, or to `out`."""

    def do(pages: Pages, take: Take) -> None:
        for number, some in pages:
            take(maker.make(number, some, out))

    return do


def token_of(scope: Scope, setup: Setup) -> str:
    """Names a bake: a docket of this token may be gone on with. "" where none may."""
    try:
        boot = _BOOT.read_text(encoding="ascii")
    except OSError:
        return ""
    said = [_FORMAT, str(JOB_PAGES), boot, scope.word, repr(setup._replace(theme=None))]  # type: ignore[arg-type]
    return canonical.digest(canonical.encode(said))


def _redirect(place: str) -> Page:
    return Page("", "redirect", key=place)
