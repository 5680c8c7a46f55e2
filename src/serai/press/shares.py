"""Shares: where machines that bake one site together leave things for each other.

Rule: names in, bytes out; nothing here knows what is kept. A folder that all machines see under one path
(NFS, sshfs) or a bucket; obstore speaks to both. What is put is whole or not there at all. A share is
spelled as one word, the folder's path or `s3://…`, by which every machine opens its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from serai.core import buckets
from serai.press.errors import ShareError

_FAILURES = (BaseError, OSError, ValueError)  # what obstore raises, by its documentation


class Share:
    """An open share. May be used by several threads."""

    def __init__(self, spelled: str) -> None:
        """A folder's path, which must be there, or `s3://bucket/prefix`. ShareError or BucketError where it
        cannot be opened; a bucket is not asked yet."""
        self.spelled = spelled
        self._store: LocalStore | S3Store
        if spelled.startswith("s3://"):
            self._store = buckets.open_bucket(spelled)
            return
        folder = Path(spelled)
        if not folder.is_absolute() or not folder.is_dir():
            raise ShareError(
                f"{spelled} is no folder that this machine sees. Mount the share under the same whole path "
                "on every machine, or name a bucket: s3://BUCKET/FOLDER"
            )
        self._store = LocalStore(folder)

    def put(self, name: str, kept: bytes | Path) -> None:
        """Keep bytes, or a file's however large, in the place of what was there."""
        with self._asking(f"keeping {name}"):
            obstore.put(self._store, name, kept)

    def get(self, name: str) -> bytes:
        """What is kept under a name; ShareError where nothing is."""
        with self._asking(f"reading {name}"):
            return bytes(obstore.get(self._store, name).bytes())

    def fetch(self, name: str, target: Path) -> None:
        """Write what is kept under a name into a file of this machine, which is whole or not there."""
        beside = target.with_name(f"{target.name}.new")
        with self._asking(f"reading {name}"), beside.open("wb") as file:
            for piece in obstore.get(self._store, name).stream():
                file.write(piece)
        beside.replace(target)

    def names(self, below: str) -> Iterator[str]:
        """Every name below the folder `below`, some at a time."""
        with self._asking(f"listing {below}"):
            for some in obstore.list(self._store, below):
                yield from (one["path"] for one in some)

    def delete(self, *names: str) -> None:
        """Keep these no more; nothing happens where one is not there."""
        for name in names:
            with self._asking(f"deleting {name}"):
                try:
                    obstore.delete(self._store, name)
                except FileNotFoundError:
                    continue

    @contextmanager
    def _asking(self, doing: str) -> Iterator[None]:
        try:
            yield
        except _FAILURES as error:
            said = buckets.first_line(error)
            raise ShareError(
                f"The share {self.spelled} failed at {doing}: {said}. See that it is there, has room and may "
                "be written, and bake again: what is done already is not done twice."
            ) from error
