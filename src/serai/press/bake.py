"""The Press: takes changes, and makes the site show them and nothing else.

Rule: what a change touches is decided in `plan`, what a page shows in `building`, how files get in place in
`staging`; here they are put together. One bake is one transaction of the ledger: its commit is the moment
at which the new site is decided. One process bakes at a time (a lock file beside the ledger; the second
waits). The clock is not read: a site depends on plates, threads, settings and theme alone.

    press = Press(ledger=…, site=…, renditions=…, theme=Theme(), site_name="…", site_url="https://…")
    press.bake([Put(plate)])       # BakeReport(written=("en/2026/11/23/the-bridge/index.html", …), …)

When theme or settings are not those of the last bake, `bake` makes everything again, so that a site is
never of two minds; where only templates are others, the pages that were made with them.
"""

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from serai.core import canonical
from serai.press import looks, staging, survey
from serai.press.building import Building
from serai.press.changes import Change
from serai.press.checking import check, check_thread
from serai.press.errors import PlateError
from serai.press.ledger import Ledger
from serai.press.plan import Touched, take_all
from serai.press.plates import StoryPlate
from serai.press.rendering import Look
from serai.press.run import BakeReport, Run
from serai.press.surroundings import Settings
from serai.press.threads import Thread
from serai.press.weights import Weight, weigh, weigh_all

__all__ = ["BakeReport", "Press", "Weight"]

Progress = Callable[[int, int], None]
Before = Callable[[Weight], None]


class Press:
    """One newsroom's press. Making one opens nothing; not for use across a fork."""

    def __init__(
        self,
        *,
        ledger: Path,
        site: Path,
        renditions: Path,
        theme: Look,
        site_name: str,
        site_url: str,
        front_stories: int = 12,
        page_stories: int = 20,
        thread_depth: int = 3,
        contacts: bool = False,
    ) -> None:
        """`site_url` has no slash at the end and may be ""; the two counts are of stories, 1 or more.
        `thread_depth`: replies are set in so far, 0 or more. `contacts`: the comment form asks for one."""
        self._path = ledger
        self._site = site
        self._pool = renditions
        self._theme = theme
        self._settings = Settings(
            site_name=site_name,
            site_url=site_url.rstrip("/"),
            front_stories=max(1, front_stories),
            page_stories=max(1, page_stories),
            style=theme.style,
            icon=theme.icon,
            thread_depth=max(0, thread_depth),
            contacts=contacts,
        )
        self._fingerprint = ""

    def bake(self, changes: Sequence[Change], before: Before | None = None) -> BakeReport:
        """Make these changes public, durably: PlateError, and nothing written, where one may not be. `before`
        is told what is gone through, before the first page is."""
        return self._bake(changes, decide=True, before=before)

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
                touched = take_all(ledger, changes, self._settings.page_stories, everything=stale)
                return self._weigh(ledger, touched, stale=stale)
            finally:
                ledger.roll_back()

    def bake_cold(self, progress: Progress | None = None) -> BakeReport:
        """Make everything again from the plates and compare it with what is on the disk, which is mended
        where it differs. `progress` is told pages done and pages in all."""
        return self._bake((), decide=True, cold=True, progress=progress)

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
        ledger = Ledger.open_reading(self._path)
        try:
            ledger.begin("DEFERRED")
            ledger.lay_over(beside)
            view = Building(ledger, self._settings).preview(plate, thread)
        finally:
            ledger.close()
        if view is None:
            raise PlateError(
                f"The edition {plate.edition!r} is not public yet, so there is no page to preview. "
                "Publish the edition first."
            )
        return self._theme.render(view)

    # --- a bake -----------------------------------------------------------------------------------------

    def _bake(
        self,
        changes: Sequence[Change],
        *,
        decide: bool,
        cold: bool = False,
        progress: Progress | None = None,
        before: Before | None = None,
    ) -> BakeReport:
        with self._opened() as ledger:
            staged = None
            ledger.begin()
            try:
                stale = cold or ledger.note("fingerprint") != self._print()
                touched = take_all(ledger, changes, self._settings.page_stories, everything=stale)
                if before:
                    before(self._weigh(ledger, touched, stale=stale))
                staged = staging.Staging(ledger, self._site) if decide else None
                run = self._run(ledger, staged, None if stale else touched, cold=cold, progress=progress)
                if staged:
                    staged.flush()
                    ledger.count_bake()
                    ledger.commit()
            finally:
                ledger.roll_back()
                if staged and not ledger.has_journal():  # not decided
                    staging.discard(self._site)
            if decide:
                staging.finish(ledger, self._site)
            return run.report()

    def _weigh(self, ledger: Ledger, touched: Touched, *, stale: bool) -> Weight:
        if stale:
            return weigh_all(ledger, self._theme.assets(), self._settings.page_stories)
        return weigh(ledger, touched, self._theme, self._settings.page_stories)

    def _run(
        self,
        ledger: Ledger,
        staged: "staging.Staging | None",
        touched: Touched | None,
        *,
        cold: bool,
        progress: Progress | None,
    ) -> Run:
        """Go through the touched pages or, without any word of what is touched, through all."""
        if cold:
            ledger.index_again()
        run = Run(
            ledger=ledger,
            building=Building(ledger, self._settings),
            theme=self._theme,
            site=self._site,
            staged=staged,
            pool=self._pool,
            check_disk=cold,
        )
        if touched is None:
            self._everything(ledger, run, progress)
            ledger.set_note("fingerprint", self._print())
        else:
            self._only(ledger, run, touched)
        run.delete_left()
        looks.keep(ledger, self._theme)
        return run

    def _everything(self, ledger: Ledger, run: Run, progress: Progress | None) -> None:
        def pages() -> "Iterator[object]":
            return survey.whole_site(ledger, run.assets, self._settings.page_stories)

        total = sum(1 for _ in pages()) if progress else 0
        for done, page in enumerate(survey.whole_site(ledger, run.assets, self._settings.page_stories), 1):
            run.page(page)
            if progress:
                progress(done, total)
        run.gone(None)
        run.redirects(ledger.former_places())

    def _only(self, ledger: Ledger, run: Run, touched: Touched) -> None:
        for page in touched.pages():
            run.page(page)
        for page in looks.pages(ledger, looks.stale(ledger, self._theme)):
            if page.kind == "redirect":
                touched.redirects.add(page.key)
            else:
                run.page(page)
        for code in sorted(touched.editions):
            for page in survey.whole_edition(ledger, code, self._settings.page_stories):
                run.page(page)
            run.gone(code)
            touched.redirects.update(ledger.former_places_of(code))
        run.redirects(sorted(touched.redirects))

    def _print(self) -> str:
        """What a site was made with, apart from plates and threads."""
        if not self._fingerprint:
            made_with = [self._theme.fingerprint(), *self._settings]
            self._fingerprint = canonical.digest(canonical.encode(made_with))
        return self._fingerprint

    @contextmanager
    def _opened(self) -> Iterator[Ledger]:
        """The ledger, for this process alone, with nothing left undone."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_name(f"{self._path.name}.lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            ledger = Ledger.open(self._path)
            try:
                staging.finish(ledger, self._site)
                yield ledger
            finally:
                ledger.close()
