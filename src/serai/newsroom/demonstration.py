"""The demo newsroom, made once and opened again: what `serai demo` does before it runs.

Rule: everything in it comes from `serai.newsroom.demo`, through the desk's verbs and the press. Passwords
are new each time, printed and not kept.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from serai.newsroom import demo, listening
from serai.newsroom.config import Newsroom, open_newsroom, refuse_unusable
from serai.newsroom.create import create
from serai.newsroom.errors import NewsroomExistsError
from serai.newsroom.listening import Address
from serai.newsroom.prepare import prepare
from serai.newsroom.table import TABLE

MARK = "demo"  # a file in the data folder of a newsroom that was filled to the end

Say = Callable[[str], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A demo newsroom that is ready to run, and who may log in to its desk."""

    newsroom: Newsroom
    logins: tuple[demo.Login, ...]


def open_or_make(folder: Path, *, public: str, desk: str, say: Say, progress: Progress) -> Demo:
    """The demo newsroom in `folder`, made and filled where there is none; the addresses are host:port."""
    folder = folder.resolve()
    if not (folder / "data" / MARK).exists():
        with making(folder):
            return _make(folder, public, desk, say, progress)
    _unfinished(folder).unlink(missing_ok=True)
    newsroom = open_newsroom(folder)
    prepare(newsroom)
    return Demo(newsroom=newsroom, logins=demo.new_passwords())


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Hold `folder` while a demo is made in it; on any error nothing of it stays. What a demo that was killed
    has left is removed first; NewsroomExistsError where anything else is there, or another is being made."""
    mark = _unfinished(folder)
    mark.parent.mkdir(parents=True, exist_ok=True)
    left = mark.exists()
    with mark.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NewsroomExistsError(
                f"Another serai demo is making {folder} just now. Wait for it, or name another folder."
            ) from error
        if left:
            shutil.rmtree(folder, ignore_errors=True)
        elif folder.exists() and any(folder.iterdir()):
            mark.unlink()
            raise NewsroomExistsError(
                f"{folder} holds something that serai demo has not made. Name another folder: serai demo DIR"
            )
        try:
            yield
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            mark.unlink()


def _unfinished(folder: Path) -> Path:
    """Beside the folder while it is being made: only what demo itself has begun may be removed."""
    return folder.with_name(f".{folder.name}.unfinished")


def _make(folder: Path, public: str, desk: str, say: Say, progress: Progress) -> Demo:
    values = {
        "site_url": f"http://{public}",
        "desk_url": f"http://{desk}",
        "public_address": public,
        "desk_address": desk,
    }
    _refuse_addresses(Newsroom(folder=folder, values=values))
    newsroom = create(folder, name=demo.NAME, editions=(), say=say, values=values)
    logins = demo.fill(newsroom, progress)
    say("baking the site")
    _bake(newsroom)
    say("hearing what readers say")
    demo.fill_forum()
    _bake(newsroom)
    (newsroom.data / MARK).touch()
    return Demo(newsroom=newsroom, logins=logins)


def _refuse_addresses(newsroom: Newsroom) -> None:
    """Better told now than after the stories are written."""
    for row in TABLE:
        if row.name in newsroom.values:
            refuse_unusable(row, newsroom.values[row.name], "--public or --desk")
    for setting in ("public_address", "desk_address"):
        listening.refuse_taken(Address(*newsroom.address(setting), setting))


def _bake(newsroom: Newsroom) -> None:
    from serai.newsroom.filling import Filler  # noqa: PLC0415 (tables can be imported once Django is up)
    from serai.newsroom.pressroom import open_press  # noqa: PLC0415

    filler = Filler(newsroom, open_press(newsroom))
    while filler.fill_due():
        pass
