"""Options that several verbs take, and the newsroom that a verb works for.

Rule: `--newsroom` wins over `SERAI_NEWSROOM`, which wins over the folder that one stands in.
"""

from pathlib import Path
from typing import Annotated

import typer

from serai.newsroom.config import Newsroom, open_newsroom

Room = Annotated[
    Path,
    typer.Option(
        "--newsroom", envvar="SERAI_NEWSROOM", help="The newsroom's folder.", show_default="this folder"
    ),
]
HERE = Path()


def opened(folder: Path) -> Newsroom:
    """The newsroom in `folder`; SettingError where there is none or it cannot be used."""
    return open_newsroom(folder.resolve())


def started(folder: Path) -> Newsroom:
    """As `opened`, with Django set up."""
    from serai.newsroom import project

    newsroom = opened(folder)
    project.start(newsroom)
    return newsroom
