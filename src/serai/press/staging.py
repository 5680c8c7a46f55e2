"""Staging: how a bake's files get into the site, so that a crash leaves the old site or the new one.

Rule: decides nothing about what is written. New files are first written whole into `.staging/` inside the
site (one file system, so that `rename(2)` is atomic) and flushed together; what is to become of each is in
the ledger's journal, inside the bake's own transaction. Its commit is the decision. Before it, nothing of
the site has changed and the staged files are rubbish; after it, `finish` does what the journal says, as
often as it takes. Each step may be done twice. Where somebody has removed a staged file meanwhile, the
ledger forgets the file it was for, and the next bake makes it again.
"""

import os
import shutil
from pathlib import Path

from serai.core import files
from serai.press.ledger import Ledger

FOLDER = ".staging"
_DELETE_RANK = 9  # after everything that is put in place


class Staging:
    """The staged files of one bake."""

    def __init__(self, ledger: Ledger, site: Path) -> None:
        """Begin with an empty staging folder; what a bake that was never decided left is removed."""
        self._ledger = ledger
        self._folder = site / FOLDER
        self._names = 0
        discard(site)

    def put(self, path: str, data: bytes, rank: int) -> None:
        """Stage bytes for a file of the site."""
        name = self._next()
        with (self._folder / name).open("wb") as file:
            file.write(data)
        self._note(path, name, rank)

    def link(self, path: str, source: Path, rank: int) -> None:
        """Stage a file that exists, without copying it where the file system can."""
        name = self._next()
        try:
            os.link(source, self._folder / name)
        except OSError:
            shutil.copyfile(source, self._folder / name)
        self._note(path, name, rank)

    def delete(self, path: str) -> None:
        """Note that a file of the site goes."""
        self._ledger.add_to_journal(_DELETE_RANK, path, None)

    def flush(self) -> None:
        """Wait until the disk has everything staged; call before the commit that decides."""
        if self._names:
            files.flush_file_system(self._folder)

    def _next(self) -> str:
        if not self._names:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)  # no server has business in it
        self._names += 1
        return str(self._names)

    def _note(self, path: str, name: str, rank: int) -> None:
        self._ledger.add_to_journal(rank, path, name)


def discard(site: Path) -> None:
    """Remove what a bake that was not decided has staged."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)


def finish(ledger: Ledger, site: Path) -> None:
    """Do what the journal says, clear it, and leave no staging folder."""
    if not ledger.has_journal():
        discard(site)
        return
    touched: set[Path] = set()
    for path, staged in ledger.journal():
        target = site / path
        if staged is None:
            target.unlink(missing_ok=True)
        else:
            source = site / FOLDER / staged
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.exists():
                source.replace(target)
            elif not target.exists():
                ledger.forget_file(path)
        touched.add(target.parent)
    for folder in sorted(touched, key=lambda folder: len(folder.parts), reverse=True):
        _drop_empty(folder, site)
    files.flush_file_system(site)
    ledger.clear_journal()
    discard(site)


def _drop_empty(folder: Path, site: Path) -> None:
    """Remove a folder that holds nothing any more, and those above it."""
    while folder != site:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass  # removed before a crash, but perhaps not the one above it
        except OSError:
            return
        folder = folder.parent
