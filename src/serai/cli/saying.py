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
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    pace_column = TextColumn("{task.fields[pace]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), pace_column)
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None, pace="")
        pace = Pace()
        yield lambda done, total: bar.update(
            task, completed=done, total=total, pace=pace.told(done, total, time.monotonic())
        )


def _plain(what: str) -> Progress:
    said, pace = 0.0, Pace()

    def tell(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        rate = pace.told(done, total, now)
        if done == total or now - said >= EVERY:
            said = now
            event(f"{what}: {done} of {total}" + (f", {rate}" if rate else ""))

    return tell


class Pace:
    """How quickly something comes on, and how long it will still take. What was done before the first word
    of it does not count: a piece of work that goes on where it was is not thereby quick."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._first: tuple[int, float] | None = None

    def told(self, done: int, total: int, now: float) -> str:
        """The rate and the time left, `now` being seconds on any clock; "" while there is nothing to say."""
        if self._first is None:
            self._first = (done, now)
        before, began = self._first
        if done <= before or now <= began:
            return ""
        rate = (done - before) / (now - began)
        minutes, seconds = divmod(round((total - done) / rate), 60)
        hours, minutes = divmod(minutes, 60)
        left = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return f"{rate:,.0f} a second, {left} left"
