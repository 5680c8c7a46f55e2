"""Elsewhere: a job done on another machine, with what it needs fetched from a share.

Rule: `bake_elsewhere` is a function of what it is sent and of what lies in the share: the same bytes come of
it as here. A machine fetches a bake's ledger and theme once, for all its processes, and keeps them until
another bake comes. What is made goes back as one pack a job. Another Serai, or another theme, is refused.
"""

import fcntl
import os
import pickle
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from serai.core import canonical
from serai.press.errors import OtherThemeError, ShareError
from serai.press.jobs import fingerprint_of
from serai.press.ledger import Ledger
from serai.press.making import Made, MadeFile, Maker, Setup
from serai.press.pages import Page
from serai.press.shares import Share
from serai.press.theme.environment import Theme

LEDGER, THEME = "ledger.sqlite3", "theme.zip"
_KEPT = f"serai-bake-{os.getuid()}-"  # folders of this machine's own, below its temporary folder
_used: dict[Path, IO[bytes]] = {}  # those that this process uses, each with its lock
_using = threading.Lock()
_here = threading.local()  # one maker for each thread: a ledger's connection is not for two


class Sent(NamedTuple):
    """A job on its way to another machine."""

    number: int
    pages: tuple[Page, ...]
    share: str  # what opens the share
    folder: str  # of the share: this bake's own
    setup: bytes  # a Setup, packed: what it is at the newsroom, but for the theme's folder
    themed: bool  # the newsroom has templates of its own: they lie in the share
    code: str  # what the code that makes pages comes to


class Packed(NamedTuple):
    """What came of it: the record of it all, and the name and digest of the pack that holds the bytes."""

    made: Made
    pack: str
    digest: str


class Pack:
    """An out in memory: what one job makes goes to the share together."""

    def __init__(self) -> None:
        """Empty at first."""
        self.files: list[tuple[str, bytes]] = []

    def name(self, path: str) -> str:
        """The path itself: a file is put where it belongs by whoever unpacks it."""
        return path

    def put(self, name: str, data: bytes) -> None:
        """Keep these bytes."""
        self.files.append((name, data))

    def link(self, name: str, source: Path) -> None:
        """Pictures lie where the newsroom is, and are never sent for."""
        raise ShareError(f"The picture {name} was asked of another machine. Bake it where the newsroom is.")


def bake_elsewhere(sent: Sent) -> Packed:
    """Make a job's pages and leave them in the share. ShareError or OtherThemeError where this machine
    cannot, other SeraiErrors as `bake_job`; may be done again, and again."""
    if sent.code != code():
        raise ShareError(
            "A machine that was to make pages has another Serai than the newsroom. Install the same there, "
            "and bake again."
        )
    maker, ledger, share = _opened(sent)
    pack = Pack()
    maker.unchanged = 0
    files: list[MadeFile] = []
    left: list[str] = []
    ledger.db.execute("BEGIN")
    try:
        for page in sent.pages:
            some, gone = maker.page(page, pack)
            files += some
            left += gone
    finally:
        ledger.db.execute("ROLLBACK")
    data = msgspec.msgpack.encode(pack.files)
    name = f"{sent.folder}/packs/{sent.number}"
    share.put(name, data)
    made = Made(sent.number, tuple(files), tuple(left), maker.unchanged)
    return Packed(made, name, canonical.digest(data))


@lru_cache(maxsize=1)
def code() -> str:
    """What the press's own code comes to, with the ground that it stands on: equal where two machines would
    make equal bytes."""
    rooms = (resources.files(room) for room in ("serai.core", "serai.press"))
    return canonical.digest(b"\0".join(data for room in rooms for data in _sources(room)))


def _sources(folder: Traversable) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".sql")):
            yield entry.read_bytes()


# --- what this machine keeps of a bake ------------------------------------------------------------------


def _opened(sent: Sent) -> tuple[Maker, Ledger, Share]:
    """This thread's maker for a bake, kept from job to job."""
    name = (sent.share, sent.folder, sent.setup)
    if getattr(_here, "name", None) != name:
        _here.name = None
        setup: Setup = pickle.loads(sent.setup)  # noqa: S301 - from the newsroom, by the scheduler it trusts
        share = Share(sent.share)
        folder = _fetched(share, sent)
        theme = Theme(override=folder / "theme") if sent.themed else setup.theme
        if fingerprint_of(theme) != setup.fingerprint:
            raise OtherThemeError(
                "A machine that was to make pages would make them with another theme: its Serai or a library "
                "that it stands on is not the newsroom's. Install the same there, and bake again."
            )
        # Whether files lie in the site as they should is for the newsroom to see: here none does.
        setup = setup._replace(ledger=str(folder / LEDGER), theme=theme, site=str(folder / "none"))
        ledger = Ledger.open_reading(folder / LEDGER)
        _here.opened = (Maker(setup, ledger), ledger, share)
        _here.name = name
    opened: tuple[Maker, Ledger, Share] = _here.opened
    return opened


def _fetched(share: Share, sent: Sent) -> Path:
    """This machine's folder for a bake, filled by the first of its processes that comes."""
    name = canonical.digest(f"{share.spelled} {sent.folder}".encode())[:32]
    folder = Path(tempfile.gettempdir()) / (_KEPT + name)
    with _using:
        if folder not in _used:
            _drop_unused(beside=folder)
            _used[folder] = _take(folder, share, sent)
    return folder


def _take(folder: Path, share: Share, sent: Sent) -> IO[bytes]:
    """Fill the folder, if nobody has, and keep others from removing it for as long as the lock is open."""
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            raise ShareError(
                f"{folder} is somebody else's. Remove it, or set TMPDIR to a folder of your own."
            )
        try:
            lock = (folder / "lock").open("ab")
        except FileNotFoundError:
            continue  # another process removed it as unused: it is made anew
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "lock").exists():  # it was not removed while we waited
            break
        lock.close()
    if not (folder / LEDGER).exists():
        if sent.themed:
            with zipfile.ZipFile(BytesIO(share.get(f"{sent.folder}/{THEME}"))) as packed:
                packed.extractall(folder / "theme")
        share.fetch(f"{sent.folder}/{LEDGER}", folder / LEDGER)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def _drop_unused(beside: Path) -> None:
    """Remove what earlier bakes left on this machine, where no process uses it."""
    for folder in beside.parent.glob(f"{_KEPT}*"):
        if folder in _used or folder == beside:
            continue
        try:
            with (folder / "lock").open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # in use, gone meanwhile, or somebody else's: it is not for us to remove
