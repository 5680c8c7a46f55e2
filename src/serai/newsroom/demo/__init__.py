"""The demo newsroom: an invented paper in eight editions, its pictures, and what fills the desk.

Rule: the words are data (`copy/`), the pictures are code (`illustrations/`), and `filler` uses the
desk's own verbs and nothing else. Every person, town and institution in it is invented.
"""

from collections.abc import Callable

from serai.newsroom.config import Newsroom
from serai.newsroom.demo.people import Login, new_passwords

__all__ = ["NAME", "Login", "fill", "fill_forum", "new_passwords"]

NAME = "The Karez"


def fill(newsroom: Newsroom, progress: Callable[[int, int], None]) -> tuple[Login, ...]:
    """Put the demo's outlet into the desk of a fresh newsroom, and say who may log in."""
    from serai.newsroom import project  # noqa: PLC0415 (the content is read only where it is wanted)

    project.start(newsroom)
    from serai.newsroom.demo import filler  # noqa: PLC0415 (tables can be imported once Django is up)

    return filler.fill(newsroom, progress)


def fill_forum() -> None:
    """Let readers speak and moderators decide. The stories must be baked, and Django set up."""
    from serai.newsroom.demo import forum  # noqa: PLC0415 (as above)

    forum.fill()
