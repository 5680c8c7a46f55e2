"""`serai run`: the whole newsroom, under one supervisor."""

from serai.cli.options import HERE, Room, opened
from serai.cli.saying import event


def run(newsroom: Room = HERE) -> None:
    """Run the newsroom until it is stopped with ^C or SIGTERM.

    Starts the public site, the gate, the desk, the runner and the collector, starts again what dies, and
    prints the addresses once they answer.

    Example: serai run --newsroom courier
    """
    from serai.newsroom import supervisor

    supervisor.run(opened(newsroom), event)
