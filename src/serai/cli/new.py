"""`serai new`: make a newsroom."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from serai.cli.saying import event, say


def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must be empty or not there yet.")],
    name: Annotated[str, typer.Option(help="The outlet's name.")] = "Serai",
    edition: Annotated[
        list[str] | None, typer.Option(help="The code of an edition's language; may be given again.")
    ] = None,
) -> None:
    """Make a newsroom: settings, databases, roles, a workflow, a theme folder, and its editions.

    Example: serai new courier --name "The Courier" --edition en --edition ru
    """
    from serai.newsroom.create import create

    newsroom = create(folder, name=name, editions=tuple(edition or ["en"]), say=event)
    where = newsroom.folder
    named = shlex.quote(str(folder))
    say(f"{name} is in {where}")
    say(f"Add yourself:  serai user add NAME --role administrator --newsroom {named}")
    say(f"Run it:        serai run --newsroom {named}")
