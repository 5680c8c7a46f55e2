"""The demo newsroom, made once and opened again: what `serai demo` does before it runs.

Rule: everything in it comes from `serai.newsroom.demo`, through the desk's verbs and the press. Passwords
are new each time, printed and not kept.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from serai.newsroom import demo
from serai.newsroom.config import TABLE, Newsroom, open_newsroom, refuse_unusable
from serai.newsroom.create import create
from serai.newsroom.errors import NewsroomExistsError
from serai.newsroom.prepare import prepare
from serai.newsroom.supervisor import refuse_taken

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
    made = (folder / "data" / MARK).exists()
    if not made and folder.exists() and any(folder.iterdir()):
        raise NewsroomExistsError(
            f"{folder} holds something that serai demo has not made. Name another folder: serai demo DIR"
        )
    if not made:
        return _make(folder, public, desk, say, progress)
    newsroom = open_newsroom(folder)
    prepare(newsroom)
    return Demo(newsroom=newsroom, logins=demo.new_passwords())


def _make(folder: Path, public: str, desk: str, say: Say, progress: Progress) -> Demo:
    values = {
        "site_url": f"http://{public}",
        "desk_url": f"http://{desk}",
        "public_address": public,
        "desk_address": desk,
    }
    _refuse_addresses(Newsroom(folder=folder, values=values))
    newsroom = create(folder, name=demo.NAME, editions=(), say=say, values=values)
    try:
        logins = demo.fill(newsroom, progress)
        _bake(newsroom, say)
        (newsroom.data / MARK).touch()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Demo(newsroom=newsroom, logins=logins)


def _refuse_addresses(newsroom: Newsroom) -> None:
    """Better told now than after the stories are written."""
    for row in TABLE:
        if row.name in newsroom.values:
            refuse_unusable(row, newsroom.values[row.name], "--public or --desk")
    for setting in ("public_address", "desk_address"):
        refuse_taken(*newsroom.address(setting), setting=setting)


def _bake(newsroom: Newsroom, say: Say) -> None:
    from serai.newsroom.filling import Filler  # noqa: PLC0415 (tables can be imported once Django is up)
    from serai.newsroom.pressroom import open_press  # noqa: PLC0415

    say("baking the site")
    filler = Filler(newsroom, open_press(newsroom))
    while filler.fill_due():
        pass
