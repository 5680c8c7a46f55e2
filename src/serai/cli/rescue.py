"""`serai rescue`: saved pages of a lost site become drafts."""

from pathlib import Path
from typing import Annotated

import typer

from serai.cli.options import HERE, Room, started
from serai.cli.saying import progress, say


def rescue(
    files: Annotated[list[Path], typer.Argument(help="Saved pages, or folders of them.", exists=True)],
    edition: Annotated[str, typer.Option(help="The code of the edition that the drafts are for.")],
    newsroom: Room = HERE,
) -> None:
    """Make drafts of saved pages, HTML or plain text. Nothing is published.

    Each draft's receipt at the desk accounts for every line of the page. A page that cannot be read is
    named with the reason, and the others go on; the exit code is then 1. The same page makes one draft,
    however often it is rescued.

    Example: serai rescue saved-pages/ --edition en
    """
    room = started(newsroom)
    from serai.desk.queries import edition as find_edition
    from serai.newsroom.errors import NewsroomError
    from serai.wire.rescue import rescue as outcomes

    home = find_edition(edition)
    if home is None:
        raise NewsroomError(f"There is no edition {edition!r} here. Make it at the desk, or name another.")
    counts = {"draft": 0, "already": 0, "refused": 0}
    limit = room.number("rescue_limit") * 1024 * 1024
    with progress("rescuing") as tell:
        for outcome in outcomes(files, edition=home, limit_bytes=limit, progress=tell):
            counts[outcome.kind] += 1
            say(f"{outcome.kind}: {outcome.file}: {outcome.message}")
    say(f"{counts['draft']} drafts, {counts['already']} rescued before, {counts['refused']} refused")
    if counts["refused"]:
        raise typer.Exit(1)
