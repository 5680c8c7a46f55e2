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
from contextlib import suppress
from pathlib import Path

from serai.core import files
from serai.press.endings import FOLDER as WHOLE_FOLDER
from serai.press.endings import read, spell
from serai.press.ledger import Ledger
from serai.press.outs import Numbered

FOLDER = ".staging"
DELETE_RANK = 9  # after everything that is put in place
_TOP_RANKS = {"media": 0, "assets": 0, "index.html": 6}
_OTHER_RANKS = {True: 3, False: 5}  # whether it is a folder


class Staging(Numbered):
    """The staged files of one bake."""

    def __init__(self, ledger: Ledger, site: Path) -> None:
        """Begin with an empty staging folder; what a bake that was never decided left is removed."""
        super().__init__(site / FOLDER)
        self._ledger = ledger
        self._site = site
        discard(site)

    def name(self, path: str) -> str:
        """The next number."""
        if not self._names:
            make_folder(self._site)
        return super().name(path)

    def note(self, path: str, rank: int, name: str, staged: str) -> None:
        """Note that what was put under `name`, with each of these endings, is for a file of the site."""
        self._ledger.add_to_journal(rank, path, name, staged)

    def delete(self, path: str, *endings: str) -> None:
        """Note that a file of the site goes, or variants of it."""
        self._ledger.add_to_journal(DELETE_RANK, path, None, spell(endings))

    def flush(self) -> None:
        """Wait until the disk has everything staged; call before the commit that decides."""
        if self._names:
            files.flush_file_system(self._site / FOLDER)


def note_tree(ledger: Ledger, site: Path, name: str) -> None:
    """Note that a whole staged tree is to be put in place: each folder and file at its top, in one step."""
    for found in sorted((site / FOLDER / name).iterdir()):
        rank = _TOP_RANKS.get(found.name, _OTHER_RANKS[found.is_dir()])
        what = WHOLE_FOLDER if found.is_dir() else spell([""])
        ledger.add_to_journal(rank, found.name, f"{name}/{found.name}", what)


def make_folder(site: Path) -> Path:
    """The staging folder of a site, which is made where it is not there."""
    site.mkdir(parents=True, exist_ok=True)
    folder = site / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)  # no server has business in it
    return folder


def discard(site: Path) -> None:
    """Remove what a bake that was not decided has staged."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)


def finish(ledger: Ledger, site: Path) -> bool:
    """Do what the journal says and clear it; whether it said anything. What else is staged is left."""
    if not ledger.has_journal():
        return False
    emptied: set[str] = set()
    root = f"{site}/"
    for path, staged, spelled in ledger.journal():
        endings = read(spelled)
        if staged is None:
            for ending in endings:
                with suppress(FileNotFoundError, NotADirectoryError):
                    os.unlink(f"{root}{path}{ending}")  # noqa: PTH108 - one of very many
            emptied.add(os.path.dirname(path))  # noqa: PTH120 - as above
        elif not _put(f"{root}{FOLDER}/{staged}", f"{root}{path}", endings):
            ledger.forget_file(path)
    for folder in sorted(emptied, key=lambda folder: folder.count("/"), reverse=True):
        _drop_empty(site / folder, site)
    files.flush_file_system(site)
    ledger.clear_journal()
    return True


def _put(source: str, target: str, endings: list[str]) -> bool:
    """Rename into place; False where one is neither staged nor there."""
    if endings == [WHOLE_FOLDER]:
        return _put_folder(Path(source), Path(target))
    found = [_put_file(source + ending, target + ending) for ending in endings]
    return all(found)


def _put_file(source: str, target: str) -> bool:
    try:
        os.rename(source, target)  # noqa: PTH104 - one of very many
    except FileNotFoundError:
        if not Path(source).exists():
            return Path(target).exists()
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(source).replace(target)
    return True


def _put_folder(source: Path, target: Path) -> bool:
    """A folder in one step or, where something is there by now, file by file."""
    try:
        source.rename(target)
    except FileNotFoundError:
        return target.exists()
    except OSError:
        if not target.is_dir():
            raise
        for inside in sorted(source.iterdir()):
            put = _put_folder if inside.is_dir() else _replace
            put(inside, target / inside.name)
    return True


def _replace(source: Path, target: Path) -> None:
    source.replace(target)


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
