"""Scale: one story more, in archives of a thousand, ten thousand and as many as there is room for.

Rule: the archive is taken into the ledger in bulk and made cold; then more than a hundred stories are
published one by one, as a newsroom does. Variants are off, for a million stories with .gz and .br beside each
page have more files than most disks have inodes: their cost is told by `baking`. With a folder given, each
archive stays there and is used again by the next run; without one, archives stand in a temporary folder, one
after the other.

    python -m bench scale --stories 10000 --stories 1000000 --folder /srv/archives
"""

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from bench import archive
from bench.figures import Figure, Table
from bench.pressing import child
from serai.core import canonical
from serai.press import plates

SIZES = (1_000, 10_000)
PUBLISHED = 120
_WARMING = 6  # published before, not counted: a newsroom's process has its templates compiled
_NAME = "serai-bench-archive.json"
# What a story takes, measured at a million and rounded up: its files, its share of lists, the ledger's rows
# and those of its bake until that is settled.
_BYTES, _INODES = 66_000, 5
_FLOOR_BYTES, _FLOOR_INODES = 500_000_000, 20_000


class ForeignFolderError(RuntimeError):
    """The folder holds something that no benchmark put there, or another archive."""


class NoRoomError(RuntimeError):
    """The disk has no room for the archive."""


class Kept(msgspec.Struct, forbid_unknown_fields=True):
    """What is known of an archive that was made before."""

    stories: int
    digest: str  # of what the generator makes
    made: bool = False
    published: int = 0
    taken_seconds: float = 0.0
    made_seconds: float = 0.0
    peak: float = 0.0  # MB
    files: int = 0


def measure(sizes: tuple[int, ...] = SIZES, folder: Path | None = None) -> Table:
    """Publish `PUBLISHED` stories in archives of these sizes; ForeignFolderError, NoRoomError."""
    figures: list[Figure] = []
    first = 0.0
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
            found, slow = _measured((folder or Path(name)) / str(size), size)
        figures += found
        first = first or slow
        if size != min(sizes):
            what = f"{size:,} stories: p95 beside that of {min(sizes):,}"
            figures.append(Figure(what, slow / first, "×"))
    how = (
        f"{PUBLISHED} stories published one by one in a process that is warm, each flushed to the disk "
        "before it counts; no gzip and Brotli beside the pages; two processes make the archive."
    )
    return Table("Publishing one story, by the size of the archive", how, figures)


def _measured(folder: Path, size: int) -> tuple[list[Figure], float]:
    kept = prepared(folder, size)
    wanted = _WARMING + PUBLISHED
    published, _ = child("publish", folder, stories=size, rounds=wanted, begin=kept.published)
    kept.published += wanted
    _note(folder, kept)
    nothing, _ = child("nothing", folder, stories=size)
    rounds: list[dict[str, Any]] = published["rounds"][_WARMING:]
    worked = [one["worked"] * 1000 for one in rounds]
    took = [one["seconds"] * 1000 for one in rounds]
    touched = [one["written"] + one["deleted"] for one in rounds]
    slow = statistics.quantiles(took, n=20)[-1]
    ledger = sum(file.stat().st_size for file in folder.glob("press.sqlite3*"))
    name = f"{size:,} stories"
    return [
        Figure(f"{name}: one more, median", statistics.median(took), "ms"),
        Figure(f"{name}: one more, p95", slow, "ms", f"slowest of {PUBLISHED}: {max(took):,.0f} ms"),
        Figure(f"{name}: the processor's work for one", statistics.median(worked), "ms"),
        Figure(
            f"{name}: files touched, median", statistics.median(touched), "files", f"at most {max(touched)}"
        ),
        Figure(f"{name}: a bake of nothing", nothing["seconds"] * 1000, "ms"),
        Figure(f"{name}: the ledger", ledger / 1e6, "MB", f"{ledger / size:,.0f} bytes a story"),
        Figure(f"{name}: taken", size / kept.taken_seconds, "stories/s", f"{kept.taken_seconds:,.0f} s"),
        Figure(
            f"{name}: made cold",
            kept.files / kept.made_seconds,
            "files/s",
            f"{kept.files:,} in {kept.made_seconds:,.0f} s; {kept.peak:,.0f} MB",
        ),
    ], slow


def prepared(folder: Path, size: int) -> Kept:
    """The archive of so many stories in a folder, made now where it is not there; ForeignFolderError where
    something else is, NoRoomError where it will not fit."""
    kept = _kept(folder, size)
    if kept.made:
        _tell(f"{size:,} stories: the archive in {folder} is used again")
        return kept
    check_room(folder, size)
    _note(folder, kept)
    if not kept.taken_seconds:
        for left in folder.glob("press.sqlite3*"):
            left.unlink()  # of a run that was cut short while it took
        taken, _ = child("take", folder, stories=size)
        kept.taken_seconds = taken["seconds"]
        _note(folder, kept)
    made, watched = child("make", folder, stories=size)
    kept.made, kept.made_seconds, kept.files, kept.peak = True, made["seconds"], made["files"], watched.peak
    _note(folder, kept)
    return kept


def check_room(folder: Path, size: int) -> None:
    """NoRoomError where the disk below `folder` has not the bytes or inodes for so many stories."""
    folder.mkdir(parents=True, exist_ok=True)
    disk = os.statvfs(folder)
    room, inodes = disk.f_bavail * disk.f_frsize, disk.f_favail
    wanted, nodes = _FLOOR_BYTES + size * _BYTES, _FLOOR_INODES + size * _INODES
    _tell(
        f"{size:,} stories take about {wanted / 1e9:,.1f} GB and {nodes:,} inodes; free are "
        f"{room / 1e9:,.1f} GB and {inodes:,}"
    )
    if room < wanted or (disk.f_files and inodes < nodes):
        raise NoRoomError(f"{folder} has no room for {size:,} stories. Give a folder on a larger disk.")


def _kept(folder: Path, size: int) -> Kept:
    note = folder / _NAME
    wanted = Kept(stories=size, digest=_digest())
    if not note.exists():
        if folder.exists() and any(folder.iterdir()):
            raise ForeignFolderError(f"{folder} holds something else. Give an empty folder, or none.")
        return wanted
    kept = msgspec.json.decode(note.read_bytes(), type=Kept)
    if (kept.stories, kept.digest) != (wanted.stories, wanted.digest):
        raise ForeignFolderError(f"{folder} holds another archive. Delete it, or give another folder.")
    return kept


def _note(folder: Path, kept: Kept) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{_NAME}.new"
    new.write_text(json.dumps(msgspec.to_builtins(kept)) + "\n", encoding="utf-8")
    new.replace(folder / _NAME)


def _digest() -> str:
    """Changes when the generator gives other plates."""
    some = [put.plate for put in (*archive.things(), *archive.stories(20))]
    return canonical.digest(b"".join(plates.to_bytes(plate) for plate in some))


def _tell(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
