"""The demo newsroom, made once and opened again: what `serai demo` does before it runs.

Rule: everything in it comes from `serai.newsroom.demo`, through the desk's verbs and the press. The login's
password is a new one each time, printed and not kept.
"""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from serai.newsroom import project
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.create import create
from serai.newsroom.errors import NewsroomExistsError
from serai.newsroom.prepare import prepare
from serai.newsroom.supervisor import refuse_taken

LOGIN = "editor"
MARK = "demo"  # a file in the data folder of a newsroom that was filled to the end

Say = Callable[[str], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A demo newsroom that is ready to run, and a login for its desk."""

    newsroom: Newsroom
    login: str
    password: str


def open_or_make(folder: Path, *, public: str, desk: str, say: Say, progress: Progress) -> Demo:
    """The demo newsroom in `folder`, made and filled where there is none; the addresses are host:port."""
    folder = folder.resolve()
    made = (folder / "data" / MARK).exists()
    if not made and folder.exists() and any(folder.iterdir()):
        raise NewsroomExistsError(
            f"{folder} holds something that serai demo has not made. Name another folder: serai demo DIR"
        )
    newsroom = open_newsroom(folder) if made else _make(folder, public, desk, say, progress)
    if made:
        prepare(newsroom)
    password = secrets.token_urlsafe(9)
    _let_in(newsroom, password)
    return Demo(newsroom=newsroom, login=LOGIN, password=password)


def _make(folder: Path, public: str, desk: str, say: Say, progress: Progress) -> Newsroom:
    from serai.newsroom import demo  # noqa: PLC0415 (its content is read only where it is wanted)

    values = {
        "site_url": f"http://{public}",
        "desk_url": f"http://{desk}",
        "public_address": public,
        "desk_address": desk,
    }
    newsroom = create(folder, name=demo.NAME, editions=(), say=say, values=values)
    try:
        for setting in ("public_address", "desk_address"):
            refuse_taken(*newsroom.address(setting), setting=setting)
        demo.fill(newsroom, progress)
        _bake(newsroom, say)
        (newsroom.data / MARK).touch()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return newsroom


def _bake(newsroom: Newsroom, say: Say) -> None:
    from serai.newsroom.filling import Filler  # noqa: PLC0415 (tables can be imported once Django is up)
    from serai.newsroom.pressroom import open_press  # noqa: PLC0415

    say("baking the site")
    filler = Filler(newsroom, open_press(newsroom))
    while filler.fill_due():
        pass


def _let_in(newsroom: Newsroom, password: str) -> None:
    project.start(newsroom)
    from serai.newsroom import people  # noqa: PLC0415 (tables can be imported once Django is up)

    people.put_user(name=LOGIN, role="administrator", password=password)
