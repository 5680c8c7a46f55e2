"""The Press: takes changes, and makes the site show them and nothing else.

Rule: what a change touches is decided in `plan`, what a page shows in `building`, how files get in place in
`staging`; here they are put together. The commit of one transaction of the ledger is the moment at which the
new site is decided. Few pages are made inside it; very many (`cold`) before it, by several processes, from
what is committed: till then the site is the old one, and a kill loses no page that is made. One process bakes
at a time (a lock file beside the ledger; the second waits). The clock is not read: a site depends on plates,
threads, settings and theme alone.

    press = Press(ledger=…, site=…, renditions=…, theme=Theme(), settings=Settings("…", "https://…"))
    press.bake([Put(plate)])       # BakeReport(written=("en/2026/11/23/the-bridge/index.html", …), …)

When theme or settings are not those of the last bake, `bake` makes everything again, so that a site is
never of two minds; where only templates are others, the pages that were made with them.
"""

import fcntl
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from serai.core import canonical
from serai.press import activity, compression, docket, jobs, looks, media, outs, staging, survey
from serai.press.building import Building
from serai.press.changes import Change, Put, Withdraw
from serai.press.checking import check, check_thread
from serai.press.cold import Progress, Scope, Work, by, by_hand, token_of
from serai.press.disks import plainly
from serai.press.docket import Docket
from serai.press.errors import PlateError
from serai.press.ledger import Ledger
from serai.press.making import Maker, Setup
from serai.press.pages import OWN_LIST, Page, media_of
from serai.press.plan import Touched, take_all, take_only
from serai.press.plates import FrontPlate, StoryPlate
from serai.press.pool import Inline, Pool
from serai.press.rendering import AnyTheme
from serai.press.reports import BakeReport
from serai.press.run import Run
from serai.press.surroundings import Settings
from serai.press.threads import Thread
from serai.press.weights import Weight, weigh, weigh_all

__all__ = ["BakeReport", "Press", "Settings", "Weight"]

FEW_JOBS = 3  # are done before another process would be up
INLINE_PLATES = 1000  # a site of no more is made by this process, in one transaction
Before = Callable[[Weight], None]


class Press:
    """One newsroom's press. Making one opens nothing; not for use across a fork."""

    def __init__(
        self,
        *,
        ledger: Path,
        site: Path,
        renditions: Path,
        theme: AnyTheme,
        settings: Settings,
        processes: int = 1,
        memory: int = 400,
    ) -> None:
        """What of `settings` is the theme's is taken from `theme`. Very many pages are made by so many
        `processes` in so much `memory` (MB)."""
        self._path = ledger
        self._site = site
        self._pool = renditions
        self._theme = theme
        self._settings = settings._replace(
            site_url=settings.site_url.rstrip("/"),
            front_stories=max(1, settings.front_stories),
            page_stories=max(1, settings.page_stories),
            thread_depth=max(0, settings.thread_depth),
            style=theme.style,
            icon=theme.icon,
            portrait=activity.portrait(theme.assets(), theme.icon) if settings.fediverse_key else "",
        )
        self._processes = max(1, processes)
        self._memory = max(1, memory)
        self._fingerprint = ""

    def bake(self, changes: Sequence[Change], before: Before | None = None) -> BakeReport:
        """Make these changes public, durably: PlateError, and nothing written, where one may not be. `before`
        is told what is gone through, before the first page is."""
        return self._bake(changes, decide=True, before=before)

    def take(self, changes: Sequence[Change]) -> None:
        """Put changes into the ledger, durably, and make no page: the next bake makes everything. For an
        archive that comes in parts. PlateError, and nothing put, where one may not be public."""
        with plainly(self._path), self._opened() as ledger:
            ledger.begin()
            try:
                before = ledger.db.total_changes
                touched = take_only(ledger, changes)
                self._check_pictures(ledger, touched)
                if ledger.db.total_changes > before:
                    ledger.entries.postpone()
                    _put_out_of_step(ledger)
                ledger.commit()
            finally:
                ledger.roll_back()

    def plan(self, changes: Sequence[Change]) -> BakeReport:
        """What `bake` would report; nothing is written. (A bake that a crash cut short is finished first.)"""
        return self._bake(changes, decide=False)

    def weigh(self, changes: Sequence[Change]) -> Weight:
        """What `bake` would go through, counted without rendering a page; PlateError as there. (A bake that a
        crash cut short is finished first.)"""
        with self._opened() as ledger:
            ledger.begin()
            try:
                stale = ledger.note("fingerprint") != self._print()
                touched = self._take(ledger, changes, everything=stale)
                return self._weigh(ledger, touched, stale=stale)
            finally:
                ledger.roll_back()

    def bake_cold(
        self, progress: Progress | None = None, *, executor: Executor | None = None, at_once: int = 0
    ) -> BakeReport:
        """Make everything again from the plates and compare it with what is on the disk, which is mended
        where it differs. `progress` is told pages done and pages in all. Jobs go to `executor`, `at_once` of
        them, or to processes of this bake's own."""
        return self._bake((), decide=True, cold=True, progress=progress, executor=executor, at_once=at_once)

    def count_stories(self) -> int:
        """How many stories are public, in all editions."""
        with self._opened() as ledger:
            return sum(ledger.entries.count(edition.key, OWN_LIST) for edition in ledger.editions())

    def resume(self) -> None:
        """Finish what a crash left. Every bake and plan begins with it."""
        with self._opened():
            pass

    def preview(
        self, plate: StoryPlate, thread: Thread | None = None, beside: Sequence[Change] = ()
    ) -> bytes:
        """The page that `bake` would write for this plate now, with the preview's banner, if the changes of
        sections, authors and topics in `beside` were baked with it. Reads the ledger only, also while
        another process bakes; LedgerError or PlateError where there is no edition yet."""
        check(plate)
        if thread is not None:
            check_thread(thread)
        with self._ahead(beside) as building:
            view = building.preview(plate, thread)
        if view is None:
            raise _no_edition(plate.edition)
        return self._theme.render(view)

    def preview_front(self, code: str, plate: FrontPlate | None, beside: Sequence[Change] = ()) -> bytes:
        """The front that `bake` would write for an edition now, if it were arranged so, or not at all, and if
        the changes in `beside` were baked with it. Reads as `preview` does; LedgerError or PlateError as
        there."""
        arranged = Put(plate) if plate else Withdraw(kind="front", edition=code, key="front")
        for change in (*beside, arranged):
            if isinstance(change, Put):
                check(change.plate)
        with self._ahead([*beside, arranged]) as building:
            view = building.front(code)
        if view is None:
            raise _no_edition(code)
        return self._theme.render(view)

    @contextmanager
    def _ahead(self, changes: Sequence[Change]) -> Iterator[Building]:
        """Pages as they would be after these changes; read only."""
        ledger = Ledger.open_reading(self._path, changes)
        try:
            ledger.begin("DEFERRED")
            yield Building(ledger, self._settings)
        finally:
            ledger.close()

    # --- a bake -----------------------------------------------------------------------------------------

    def _bake(
        self,
        changes: Sequence[Change],
        *,
        decide: bool,
        cold: bool = False,
        progress: Progress | None = None,
        before: Before | None = None,
        executor: Executor | None = None,
        at_once: int = 0,
    ) -> BakeReport:
        with plainly(self._path), self._opened() as ledger:
            many = decide and (executor is not None or _holds_many(ledger))
            ledger.begin()
            try:
                stale = cold or ledger.note("fingerprint") != self._print()
                put = ledger.db.total_changes
                if cold and not (many and self._goes_on(ledger)):
                    ledger.index_again()
                touched = self._take(ledger, changes, everything=stale)
                if before:
                    before(self._weigh(ledger, touched, stale=stale))
                scope = self._scope(ledger, touched, whole=stale)
                if scope is None:
                    return self._few(ledger, touched, decide=decide)
                if not many:
                    return self._all_at_once(ledger, scope, cold=cold, decide=decide, progress=progress)
                self._check_pictures(ledger, touched)
                if ledger.db.total_changes > put:
                    _put_out_of_step(ledger)
                ledger.commit()
            finally:
                ledger.roll_back()
                self._discard(ledger)
            hands = executor or self._hands()
            try:
                setup = self._setup(ledger, cold=cold, scope=scope)
                return self._by_many(ledger, scope, setup, hands, at_once, progress)
            finally:
                if hands is not executor:
                    hands.shutdown(cancel_futures=True)
                jobs.forget()

    def _take(self, ledger: Ledger, changes: Sequence[Change], *, everything: bool) -> Touched:
        sizes = self._settings
        return take_all(
            ledger, changes, sizes.page_stories, front_stories=sizes.front_stories, everything=everything
        )

    def _weigh(self, ledger: Ledger, touched: Touched, *, stale: bool) -> Weight:
        if stale:
            return weigh_all(ledger, self._theme.assets())
        return weigh(ledger, touched, self._theme)

    def _scope(self, ledger: Ledger, touched: Touched, *, whole: bool) -> Scope | None:
        """What is gone through, where that may be very many pages; None where it is the touched ones only."""
        if whole:
            return Scope(
                word="",
                pages=lambda: survey.whole_site(ledger, self._theme.assets()),
                editions=None,
                redirects=ledger.former_places,
            )
        editions, stale = tuple(sorted(touched.editions)), looks.stale(ledger, self._theme)
        if not editions and not stale:
            return None

        def pages() -> Iterator[Page]:
            yield from touched.pages()
            yield from (page for page in looks.pages(ledger, stale) if page.kind != "redirect")
            for code in editions:
                yield from survey.whole_edition(ledger, code)

        def redirects() -> Iterable[str]:
            yield from sorted(touched.redirects)
            yield from (page.key for page in looks.pages(ledger, stale) if page.kind == "redirect")
            for code in editions:
                yield from ledger.former_places(code)

        return Scope(" ".join([*editions, *stale]), pages, editions, redirects)

    def _few(self, ledger: Ledger, touched: Touched, *, decide: bool) -> BakeReport:
        """Go through the touched pages, inside the transaction that decides."""
        if decide:
            docket.remove(self._docket)  # what a killed bake has made is of another state from here on
        staged = staging.Staging(ledger, self._site) if decide else None
        run = Run(ledger=ledger, maker=Maker(self._setup(ledger), ledger), staged=staged)
        for page in touched.pages():
            run.page(page)
        run.redirects(sorted(touched.redirects))
        run.delete_left()
        looks.keep(ledger, self._theme)
        if staged:
            staged.flush()
            self._decide(ledger)
        return run.report()

    def _all_at_once(
        self, ledger: Ledger, scope: Scope, *, cold: bool, decide: bool, progress: Progress | None
    ) -> BakeReport:
        """Go through a scope inside the transaction that decides."""
        if decide:
            docket.remove(self._docket)
            staging.discard(self._site)
            staging.make_folder(self._site)
        setup = self._setup(ledger, cold=cold, scope=scope)
        work = Work(
            ledger=ledger, docket=Docket(ledger.db, "temp"), scope=scope, setup=setup, progress=progress
        )
        work.survey()
        work.make(by_hand(Maker(setup, ledger), None if decide else outs.Nowhere()))
        report = work.settle(self._site, decide=decide)
        if decide:
            self._keep_step(ledger)
            self._decide(ledger)
        return report

    def _by_many(
        self,
        ledger: Ledger,
        scope: Scope,
        setup: Setup,
        hands: Executor,
        at_once: int,
        progress: Progress | None,
    ) -> BakeReport:
        """Go through a scope by many hands, from the committed ledger; then decide."""
        token = token_of(scope, setup)
        if not token or docket.token_in(self._docket) != token:
            docket.remove(self._docket)
            staging.discard(self._site)
        with docket.attached(ledger.db, self._docket) as rows:
            work = Work(ledger=ledger, docket=rows, scope=scope, setup=setup, progress=progress)
            if not rows.word("token"):
                work.survey(token)
            staging.make_folder(self._site)
            if isinstance(hands, Pool) and rows.count() <= FEW_JOBS * docket.JOB_PAGES:
                hands = Inline()
            work.make(by(hands, at_once or 2 * self._processes + 1, setup))
            ledger.begin()
            try:
                report = work.settle(self._site, decide=True)
                self._keep_step(ledger)
                self._decide(ledger)
            finally:
                ledger.roll_back()
        return report

    def _decide(self, ledger: Ledger) -> None:
        """Commit, and do what was decided."""
        ledger.count_bake()
        ledger.commit()
        docket.remove(self._docket)
        self._finish(ledger)

    def _keep_step(self, ledger: Ledger) -> None:
        """The whole site is in step with theme and settings now: a scope that is not the whole site is gone
        through only where the rest was in step before."""
        ledger.set_note("fingerprint", self._print())
        ledger.set_note("variants", _WITH_VARIANTS[self._settings.variants])

    def _setup(self, ledger: Ledger, *, cold: bool = False, scope: Scope | None = None) -> Setup:
        """What pages are made with. A whole site that is not there yet is made as one tree."""
        whole = scope is not None and scope.editions is None
        bare = not ledger.db.execute("SELECT 1 FROM files LIMIT 1").fetchone()
        noted = ledger.note("variants") or _WITH_VARIANTS[True]
        return Setup(
            ledger=str(self._path),
            state=f"{ledger.bake_number} {ledger.note('taken')}",
            settings=self._settings,
            theme=self._theme,
            fingerprint=jobs.fingerprint_of(self._theme) if scope else "",
            pool=str(self._pool),
            site=str(self._site),
            out=str(self._site / staging.FOLDER),
            tree=whole and (bare or cold) and not _holds_anything(self._site),
            bare=bare and whole,
            check_disk=cold and not bare,
            check_variants=whole and noted != _WITH_VARIANTS[self._settings.variants],
        )

    def _goes_on(self, ledger: Ledger) -> bool:
        """A cold bake that was killed has begun with this very ledger."""
        scope = self._scope(ledger, Touched(ledger, 1), whole=True)
        return scope is not None and docket.token_in(self._docket) == token_of(
            scope, self._setup(ledger, cold=True, scope=scope)
        )

    def _hands(self) -> Executor:
        return Pool(self._processes, self._memory) if self._processes > 1 else Inline()

    def _check_pictures(self, ledger: Ledger, touched: Touched) -> None:
        """PlateError where a picture that these changes bring is not what its name says."""
        names = {file for plate in touched.put.values() for file in media_of(plate)}
        for name in sorted(names):
            if not ledger.db.execute("SELECT 1 FROM files WHERE path = ?", (f"media/{name}",)).fetchone():
                media.source(self._pool, name)

    def _print(self) -> str:
        """What a site was made with, apart from plates and threads."""
        if not self._fingerprint:
            made_with = [self._theme.fingerprint(), compression.RULES, *self._settings]
            self._fingerprint = canonical.digest(canonical.encode(made_with))
        return self._fingerprint

    @property
    def _docket(self) -> Path:
        return self._path.with_name(f"{self._path.name}.docket")

    @contextmanager
    def _opened(self) -> Iterator[Ledger]:
        """The ledger, for this process alone, with nothing left undone."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_name(f"{self._path.name}.lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            ledger = Ledger.open(self._path)
            try:
                self._finish(ledger)
                yield ledger
            finally:
                ledger.close()

    def _finish(self, ledger: Ledger) -> None:
        """Do what is decided. What is staged and not decided goes, but for what a docket is about."""
        if staging.finish(ledger, self._site):
            docket.remove(self._docket)
        self._discard(ledger)

    def _discard(self, ledger: Ledger) -> None:
        if not self._docket.exists() and not ledger.has_journal():
            staging.discard(self._site)


_WITH_VARIANTS = {True: f"yes {compression.RULES}", False: "no"}


def _no_edition(code: str) -> PlateError:
    return PlateError(
        f"The edition {code!r} is not public yet, so there is no page to preview. Publish the edition first."
    )


def _put_out_of_step(ledger: Ledger) -> None:
    """The ledger holds what the site does not show: until a bake of everything, no page can be trusted."""
    ledger.set_note("taken", str(int(ledger.note("taken") or 0) + 1))
    ledger.set_note("fingerprint", "")


def _holds_many(ledger: Ledger) -> bool:
    rows = ledger.db.execute("SELECT 1 FROM plates LIMIT 1 OFFSET ?", (INLINE_PLATES,))
    return rows.fetchone() is not None


def _holds_anything(site: Path) -> bool:
    return site.is_dir() and any(found.name != staging.FOLDER for found in site.iterdir())
