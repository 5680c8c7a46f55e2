"""What a verb says while it works: a moving bar on a terminal, plain lines in a pipe.

Rule: results go to standard output, progress to standard error; a pipe gets a line at most each second.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Progress = Callable[[int, int], None]
EVERY = 1.0  # seconds between two lines in a pipe


def say(line: str) -> None:
    """One line of result."""
    typer.echo(line)


def event(line: str) -> None:
    """One line of what is going on, to standard error, at once."""
    typer.echo(f"serai: {line}", err=True)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Show how far `what` is: call what this gives with how many are done and how many there are."""
    if not sys.stderr.isatty():
        yield _plain(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _plain(what: str) -> Progress:
    said = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal said
        if done == total or time.monotonic() - said >= EVERY:
            said = time.monotonic()
            event(f"{what}: {done} of {total}")

    return tell
