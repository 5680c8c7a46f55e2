"""Sharing: an executor that has a bake's jobs done on other machines, through a share.

Rule: to the bake it is an executor like any other: `bake_job` goes in, what came of it comes out, and the new
files lie where the setup's `out` says. In between stand the share, where ledger and theme are put once and
packs come back, and another executor (Dask's) that runs `bake_elsewhere` on its machines. Pictures, and books
with pictures in them, are put in place here, for here they lie. What is in the share goes with the executor.
"""

import pickle
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import msgspec

from serai.core import canonical, files
from serai.press import elsewhere, endings, outs
from serai.press.elsewhere import LEDGER, THEME, Packed, Sent
from serai.press.errors import ShareError
from serai.press.jobs import Job, bake_job
from serai.press.making import Made, MadeFile, Setup
from serai.press.outs import Out
from serai.press.shares import Share
from serai.press.theme.environment import Theme

P = ParamSpec("P")
T = TypeVar("T")

_FOLDER = "serai-bakes"  # of the share
_PICTURED = frozenset({"media", "book"})  # kinds of pages that are made where the pictures are


class Shared(Executor):
    """Has jobs done by `machines`, whose results it unpacks."""

    def __init__(self, machines: Executor, share: Share, broken: tuple[type[Exception], ...] = ()) -> None:
        """Nothing is sent before the first job. `broken`: what `machines` raise where they gave a job up."""
        self._machines = machines
        self._share = share
        self._broken = broken
        self._hands = ThreadPoolExecutor(1, thread_name_prefix="unpacking")
        self._bake: _Bake | None = None
        self._under_way: set[Future[Any]] = set()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have one job done; `fn` is `bake_job`."""
        [job] = args
        if fn is not bake_job or not isinstance(job, Job) or kwargs:
            raise TypeError("a share is for the jobs of a bake alone")
        if any(page.kind in _PICTURED for page in job.pages):
            future = self._under_way_now()
            self._hand(future, lambda: bake_job(job))
            return future
        bake = self._bake = self._ready(job.setup)
        sent = Sent(
            number=job.number,
            pages=job.pages,
            share=self._share.spelled,
            folder=bake.folder,
            setup=bake.sent,
            themed=bake.themed,
            code=elsewhere.code(),
        )
        asked = self._machines.submit(elsewhere.bake_elsewhere, sent)
        future = self._under_way_now()
        asked.add_done_callback(lambda done: self._hand(future, lambda: self._unpack(bake, done)))
        return future

    def _under_way_now(self) -> Future[Any]:
        """A future that `shutdown` waits for: not made before it is sure that somebody will fulfil it."""
        future: Future[Any] = Future()
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the machines end, and leave nothing in the share."""
        futures.wait(self._under_way.copy())
        self._machines.shutdown(wait=wait)
        self._hands.shutdown(wait=wait)
        self._clear()

    def _hand(self, future: Future[Any], work: Callable[[], Made]) -> None:
        """Do the newsroom's own part of a job after those before it, and tell what came of it."""

        def do() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work())
            except Exception as error:  # noqa: BLE001 - handed over to whoever asks for the result
                future.set_exception(error)

        self._hands.submit(do)

    def _ready(self, packed: bytes) -> "_Bake":
        """The bake that a job is of; before its first, what all of them need is put into the share."""
        if self._bake is None or self._bake.packed != packed:
            self._clear()
            return _put(self._share, packed)
        return self._bake

    def _clear(self) -> None:
        if self._bake:
            self._share.delete(*self._share.names(self._bake.folder))

    def _unpack(self, bake: "_Bake", done: "Future[Packed]") -> Made:
        try:
            packed = done.result()
        except self._broken as error:
            raise BrokenExecutor(str(error)) from error
        data = self._share.get(packed.pack)
        if canonical.digest(data) != packed.digest:
            raise ShareError(
                f"{packed.pack} in the share {self._share.spelled} is not what a machine left there. Bake "
                "again, and see that nothing else writes there."
            )
        setup, made = bake.setup, packed.made
        if setup.tree:
            out: Out = outs.Tree(Path(setup.out))
        else:
            out = outs.Numbered(Path(setup.out), str(made.number))
        bodies = dict(msgspec.msgpack.decode(data, type=list[tuple[str, bytes]]))
        files, found = [], 0
        for file in made.files:
            placed = _place(file, bodies, out, site=Path(setup.site) if setup.check_disk else None)
            found += len(endings.read(file.staged)) - len(endings.read(placed.staged))
            files.append(placed)
        self._share.delete(packed.pack)
        return made._replace(files=tuple(files), unchanged=made.unchanged + found)


class _Bake(NamedTuple):
    """One bake in the share."""

    packed: bytes  # its setup, as jobs carry it
    setup: Setup
    folder: str
    sent: bytes  # its setup, as it travels
    themed: bool


def _put(share: Share, packed: bytes) -> _Bake:
    """Put into the share what every job of a bake needs."""
    setup: Setup = pickle.loads(packed)  # noqa: S301 - packed by the bake in this process
    folder = f"{_FOLDER}/{canonical.digest(packed)[:32]}"
    own = setup.theme.override if isinstance(setup.theme, Theme) else None
    if own:
        share.put(f"{folder}/{THEME}", _zipped(own))
        setup_sent = setup._replace(theme=Theme())
    else:
        setup_sent = setup
    with tempfile.TemporaryDirectory(prefix="serai-share-") as name:
        copy = Path(name) / LEDGER
        source = f"{Path(setup.ledger).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as ledger, closing(sqlite3.connect(copy)) as target:
            ledger.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without another beside it
        share.put(f"{folder}/{LEDGER}", copy)
    return _Bake(packed, setup, folder, pickle.dumps(setup_sent), themed=own is not None)


def _zipped(folder: Path) -> bytes:
    packed = BytesIO()
    # A copied theme may bear a time that a zip cannot tell (1970): the nearest that it can stands for it.
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder))
    return packed.getvalue()


def _place(file: MadeFile, bodies: dict[str, bytes], out: Out, site: Path | None) -> MadeFile:
    """Put a file's bytes where they wait to be decided, but for what lies in `site` already."""
    name, staged = "", []
    for ending in endings.read(file.staged):
        data = bodies[file.name + ending]
        if site and files.holds(site / (file.path + ending), data):
            continue
        name = name or out.name(file.path)
        out.put(name + ending, data)
        staged.append(ending)
    return file._replace(name=name, staged=endings.spell(staged))
