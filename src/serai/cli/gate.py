"""`serai gate` and `serai gate-kit`: a gate on a server of its own."""

from pathlib import Path
from typing import Annotated

import typer

from serai.cli.options import HERE, Room, opened
from serai.cli.saying import event, say


def gate(newsroom: Room = HERE) -> None:
    """Run a gate alone: the baked site and its forms, without a desk, on a cheap server.

    The folder is one that gate-kit made, with the site carried into it. The newsroom collects from here what
    readers wrote, once this gate's URL stands in its setting gates; this gate never calls the newsroom.

    Example: serai gate --newsroom /srv/courier-gate
    """
    from serai.newsroom import supervisor

    supervisor.run_gate(opened(newsroom), event)


def gate_kit(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must be empty or not there yet.")],
    newsroom: Room = HERE,
) -> None:
    """Make the folder that a gate on another server needs: settings and public keys, no secret.

    Example: serai gate-kit /tmp/courier-gate --newsroom courier
    """
    from serai.newsroom import gatekit

    where = gatekit.make(opened(newsroom), folder)
    say(f"{where} is ready to be carried to the gate's server")
    say(f"The steps are in {where / 'README.md'}")
