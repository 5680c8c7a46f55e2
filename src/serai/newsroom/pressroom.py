"""The press as one newsroom has set it up, and the lock that keeps two processes from baking at once.

Rule: no Django. Whoever casts and bakes holds `alone` from before the casting until after the orders are
marked: so no older cast is ever baked over a newer one.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from serai.newsroom.config import Newsroom
from serai.press.bake import Press
from serai.press.theme.environment import Theme


def open_press(newsroom: Newsroom) -> Press:
    """The press over the newsroom's ledger, site, pictures and theme."""
    override = newsroom.theme if newsroom.theme.is_dir() else None
    return Press(
        ledger=newsroom.ledger,
        site=newsroom.site,
        renditions=newsroom.renditions,
        theme=Theme(override=override),
        site_name=newsroom.text("name"),
        site_url=newsroom.text("site_url"),
        front_stories=newsroom.number("front_stories"),
        page_stories=newsroom.number("page_stories"),
    )


@contextmanager
def alone(newsroom: Newsroom) -> Iterator[None]:
    """Wait for the press to be free, and keep it."""
    with (newsroom.data / "press.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
