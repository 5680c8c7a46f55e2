"""Jobs: some hundred pages made by whoever is free: this process, another, or another machine.

Rule: a job and what came of it are plain records that pickle; `bake_job` is a function of the job, the ledger
that it names and the theme. It only reads the ledger, and writes new files nowhere but to the setup's `out`.
Nothing is decided here: a job may be done twice, or for nothing.

    future = executor.submit(bake_job, Job(number=1, setup=pack(setup), pages=(…)))
    future.result()     # Made(number=1, files=(MadeFile(path="en/2026/11/23/the-bridge/index.html", …), …
"""

import pickle
from pathlib import Path
from typing import NamedTuple

from serai.core import canonical, processes
from serai.press.errors import OtherThemeError
from serai.press.ledger import Ledger
from serai.press.making import Made, MadeFile, Maker, Setup
from serai.press.pages import Page
from serai.press.rendering import AnyTheme

__all__ = ["Job", "Made", "MadeFile", "Setup", "bake_job", "fingerprint_of", "pack"]


class Job(NamedTuple):
    """Pages to make. The number is the place of the first of them among all pages of the bake."""

    number: int
    setup: bytes  # a Setup, packed: every job of a bake carries the same bytes
    pages: tuple[Page, ...]


def pack(setup: Setup) -> bytes:
    """A setup as jobs carry it."""
    return pickle.dumps(setup)


def fingerprint_of(theme: AnyTheme) -> str:
    """What all files of a theme come to, its templates among them."""
    return canonical.digest(canonical.encode([theme.fingerprint(), theme.templates()]))


def bake_job(job: Job) -> Made:
    """Make a job's pages, in any process. SeraiError where a page cannot be made, OSError where the disk
    fails; the job may then be done again."""
    maker, ledger = _maker(job.setup)
    ledger.db.execute("BEGIN")  # one look at the ledger for all of the job's pages
    try:
        made = maker.make(job.number, job.pages)
    finally:
        ledger.db.execute("ROLLBACK")
    return made._replace(memory=processes.memory())


_open: dict[bytes, tuple[Maker, Ledger]] = {}  # this process's maker of one bake, kept from job to job


def forget() -> None:
    """Let go of what this process has kept for a bake."""
    while _open:
        _open.popitem()[1][1].close()


def _maker(packed: bytes) -> tuple[Maker, Ledger]:
    if packed not in _open:
        forget()
        setup: Setup = pickle.loads(packed)  # noqa: S301 - packed above, carried by the bake's own executor
        if setup.fingerprint != fingerprint_of(setup.theme):
            raise OtherThemeError(
                "The theme's files have changed since this bake began, or are others on the machine that was "
                "to make pages with them. Bake again."
            )
        ledger = Ledger.open_reading(Path(setup.ledger))
        _open[packed] = Maker(setup, ledger), ledger
    return _open[packed]
