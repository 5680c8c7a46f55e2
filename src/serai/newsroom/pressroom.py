"""The press as one newsroom has set it up, and the lock that keeps two processes from baking at once.

Rule: no Django. Whoever casts and bakes holds `alone` from before the casting until after the orders are
marked: so no older cast is ever baked over a newer one.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from serai.newsroom import last_theme
from serai.newsroom.config import Newsroom
from serai.newsroom.table import Value
from serai.press.bake import Press, Settings
from serai.press.theme.environment import Theme

# A file of the theme as the disk tells of it: path, size in bytes, time of the last change in nanoseconds.
Seen = tuple[str, int, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Opened:
    """A press, the theme that it makes pages with, and that theme's mark as its files were then."""

    press: Press
    theme: Theme
    mark: str


def open_press(newsroom: Newsroom) -> Press:
    """The press over the newsroom's ledger, site, pictures and theme: the one opened before, so that its
    templates stay compiled, unless a setting or a file of the theme has changed since. ThemeError where the
    theme cannot be used."""
    return opened(newsroom).press


def opened(newsroom: Newsroom) -> Opened:
    """The same, with its theme."""
    values = tuple(sorted(newsroom.values.items()))
    return _open(newsroom.folder, values, tuple(_seen(newsroom.theme)))


def opened_with_last_theme(newsroom: Newsroom) -> Opened | None:
    """The press with the theme that the site stands in, whatever the files of the newsroom's own are now;
    None where that was not kept. ThemeError where this Serai cannot use it."""
    folder = last_theme.kept(newsroom)
    return _over(newsroom, Theme(override=folder)) if folder else None


@lru_cache(maxsize=1)
def _open(folder: Path, values: tuple[tuple[str, Value], ...], _theme: tuple[Seen, ...]) -> Opened:
    newsroom = Newsroom(folder=folder, values=dict(values))
    return _over(newsroom, Theme(override=newsroom.theme if newsroom.theme.is_dir() else None))


def _over(newsroom: Newsroom, theme: Theme) -> Opened:
    theme.check()
    press = Press(
        ledger=newsroom.ledger,
        site=newsroom.site,
        renditions=newsroom.renditions,
        theme=theme,
        settings=Settings(
            site_name=newsroom.text("name"),
            site_url=newsroom.text("site_url"),
            front_stories=newsroom.number("front_stories"),
            page_stories=newsroom.number("page_stories"),
            thread_depth=newsroom.number("thread_depth"),
            contacts=newsroom.sends_mail,
            variants=newsroom.flag("variants"),
            full_feeds=newsroom.text("feed_text") == "full",
            hub=newsroom.text("websub_hub"),
            fediverse_key=_fediverse_key(newsroom),
            epub=newsroom.flag("epub"),
            offline=newsroom.flag("offline"),
            search=newsroom.flag("search"),
        ),
        processes=newsroom.number("bake_processes"),
        memory=newsroom.number("bake_memory"),
    )
    return Opened(press=press, theme=theme, mark=theme.mark())


def _fediverse_key(newsroom: Newsroom) -> str:
    """The public key of the editions' accounts; "" where they have none."""
    if not newsroom.flag("fediverse"):
        return ""
    from serai.newsroom import actor_key  # noqa: PLC0415 (who has no followers does not load cryptography)

    return actor_key.public_pem(actor_key.actor_key(newsroom))


def _seen(theme: Path) -> Iterator[Seen]:
    for file in sorted(theme.rglob("*")):
        try:
            found = file.stat()
        except OSError:
            continue  # an editor's file that went away meanwhile, or a link to nothing
        yield str(file), found.st_size, found.st_mtime_ns


@contextmanager
def alone(newsroom: Newsroom) -> Iterator[None]:
    """Wait for the press to be free, and keep it."""
    with (newsroom.data / "press.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
