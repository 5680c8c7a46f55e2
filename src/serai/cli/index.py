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

    The runner does this by itself after each bake; by hand it is for a gate on a server of its own, which has
    a copy of the site and no ledger, and for an index that is damaged.

    Example: serai index --rebuild
    """
    from serai.newsroom import indexing

    room = opened(newsroom)
    if rebuild:
        indexing.anew(room)
    with progress("indexing") as tell:
        taken = indexing.catch_up(room, tell)
    say(f"{taken} plates indexed")
