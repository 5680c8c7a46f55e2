"""`serai index`: bring the search index up to date by hand."""

from typing import Annotated

import typer

from serai.cli.options import HERE, Room, opened
from serai.cli.saying import progress, say


def index(
    newsroom: Room = HERE,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make it anew; the old one is asked until that is done.")
    ] = False,
) -> None:
    """Bring the search index up to date with the baked site.

    The runner does this by itself after each bake, and a gate on a server of its own when its copy of the
    site has changed. By hand it is for an index that is damaged, and for erasing at once the words of stories
    that were withdrawn.

    Example: serai index --rebuild
    """
    from serai.newsroom import indexing

    room = opened(newsroom)
    if rebuild:
        indexing.anew(room)
    with progress("indexing") as tell:
        taken = indexing.catch_up(room, tell)
    say(f"{taken} plates indexed")
