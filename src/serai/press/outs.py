"""Outs: where new files go until it is decided that they stand.

Rule: writes and links, decides nothing. Each file is given a name below a folder: a number or, where a whole
site is made and none stands, its own path. A name may be written twice, by a job that is done again.
"""

import os
import shutil
from pathlib import Path
from typing import Protocol

TREE = "tree"  # the folder of a whole site

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC


class Out(Protocol):
    """Where a maker leaves new files."""

    def name(self, path: str) -> str:
        """What the file that is to stand at `path` is called here; its variants, with their endings."""

    def put(self, name: str, data: bytes) -> None:
        """Keep these bytes."""

    def link(self, name: str, source: Path) -> None:
        """Keep what a file holds, without copying it where the file system can."""


class Nowhere:
    """For a plan: nothing is kept."""

    def name(self, path: str) -> str:
        """The path itself."""
        return path

    def put(self, name: str, data: bytes) -> None:
        """Let go."""

    def link(self, name: str, source: Path) -> None:
        """Let go."""


class Numbered:
    """Files with the numbers of their coming as names, in one folder."""

    def __init__(self, folder: Path, below: str = "") -> None:
        """Names lie `below` a folder of `folder`, or right in it. Nothing is made before there is a file."""
        self._folder = f"{folder}/"
        self._below = f"{below}/" if below else ""
        self._names = 0

    def name(self, path: str) -> str:
        """The next number."""
        self._names += 1
        return f"{self._below}{self._names}"

    def put(self, name: str, data: bytes) -> None:
        """Keep these bytes."""
        _write(self._folder + name, data)

    def link(self, name: str, source: Path) -> None:
        """Keep what a file holds."""
        _link(Path(self._folder + name), source)


class Tree:
    """Files below the paths that they will have in the site."""

    def __init__(self, folder: Path) -> None:
        """Names lie below the folder `TREE` of `folder`."""
        self._folder = f"{folder}/"

    def name(self, path: str) -> str:
        """The path, below the tree."""
        return f"{TREE}/{path}"

    def put(self, name: str, data: bytes) -> None:
        """Keep these bytes."""
        _write(self._folder + name, data)

    def link(self, name: str, source: Path) -> None:
        """Keep what a file holds."""
        _link(Path(self._folder + name), source)


def _write(path: str, data: bytes) -> None:
    try:
        descriptor = os.open(path, _FLAGS, 0o666)
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
        descriptor = os.open(path, _FLAGS, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def _make_folder(path: str) -> None:
    """A story has a folder of its own, below a day's that mostly is there."""
    try:
        os.mkdir(path)  # noqa: PTH102 - a hundred thousand times
    except FileNotFoundError:
        Path(path).mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        pass


def _link(path: Path, source: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    try:
        os.link(source, path)
    except OSError:
        shutil.copyfile(source, path)
