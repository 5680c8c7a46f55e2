"""`serai demo`: a newsroom full of stories, to look around in."""

from pathlib import Path
from typing import Annotated

import typer

from serai.cli.saying import event, progress, say

FOLDER = Path("demo-newsroom")


def demo(
    folder: Annotated[Path, typer.Argument(help="The folder to make, or one that demo has made.")] = FOLDER,
    public: Annotated[str, typer.Option(help="Where a new demo's site shall listen.")] = "127.0.0.1:8000",
    desk: Annotated[str, typer.Option(help="Where a new demo's desk shall listen.")] = "127.0.0.1:8001",
    stay: Annotated[bool, typer.Option("--run/--no-run", help="Run it once it is made.")] = True,
) -> None:
    """Make a newsroom, fill it with an invented outlet's stories, and run it.

    Example: serai demo /tmp/look-around --public 127.0.0.1:9000
    """
    from serai.newsroom import demonstration, supervisor

    with progress("writing stories") as tell:
        made = demonstration.open_or_make(folder, public=public, desk=desk, say=event, progress=tell)
    say(f"site:     {made.newsroom.text('site_url')}")
    say(f"desk:     {made.newsroom.text('desk_url')}")
    for login in made.logins:
        say(f"login:    {login.name:<10} {login.password}   ({login.role})")
    if stay:
        supervisor.run(made.newsroom, event)
