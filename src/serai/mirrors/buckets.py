"""An S3 bucket as a target.

Rule: a put is atomic and durable once it is answered (the storage's own promise). Each object gets its type
and how long it may be kept; variants are left out, since storage does not choose among them: a network that
stands before it compresses by itself. What lies there is compared by its entity tag, the MD5 of an object
put in one piece: it finds what differs by accident, and nobody's word for what is right but the ledger's.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from serai.core import buckets
from serai.mirrors import headers
from serai.mirrors.carrying import is_hidden
from serai.mirrors.errors import TargetUnreachableError
from serai.mirrors.manifest import Gone
from serai.mirrors.site import Site
from serai.mirrors.state import Due, Lying
from serai.mirrors.target import MARKER, Sent

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import S3Store

_AT_ONCE = 16  # requests on their way
_AT_ONE_GO = 1000  # objects that one request lists or deletes
_MARKER_HEADERS = {"Content-Type": "application/json", "Cache-Control": "no-store"}

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class BucketTarget:
    """A bucket, or what is below a prefix in one."""

    batch = 1000

    def __init__(self, address: str, endpoint: str) -> None:
        """`address`: s3://bucket/prefix. `endpoint`: a URL, or "" for the environment's. BucketError where it
        cannot be opened; nothing is asked of the network yet."""
        self.name = address
        self._store: S3Store = buckets.open_bucket(address, endpoint=endpoint)
        self._refusals = _base_error()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="carry")

    def marker(self) -> bytes | None:
        """What lies there as MARKER."""
        return self._asked("reading", lambda: _unless_missing(lambda: bytes(self._store.get(MARKER).bytes())))

    def put_marker(self, data: bytes) -> None:
        """Put MARKER in place."""
        self._put(MARKER, data, _MARKER_HEADERS)

    def look(self, paths: Sequence[str]) -> list[Lying]:
        """Those of these objects that lie there."""
        return [found for found in self._each(self._look, paths) if found]

    def everything(self) -> Iterator[Lying]:
        """All objects below the prefix, hidden ones left out."""
        pages = self._store.list(chunk_size=_AT_ONE_GO)
        while page := self._asked("listing", lambda: next(pages, None)):
            yield from (_lying(item) for item in page if not is_hidden(item["path"]))

    def send(self, dues: Sequence[Due], site: Site, *, really: bool) -> Sent:
        """Bring these objects up to date, many at once."""

        def one(due: Due) -> tuple[str, int] | None:
            (found,) = site.read(due.file, variants=False)
            if due.there and due.there.tag.strip('"') == _md5(found.data):
                return None
            if really:
                self._put(found.path, found.data, headers.of(found.path))
            return found.path, len(found.data)

        sent = [found for found in self._each(one, dues) if found]
        return Sent(tuple(path for path, _ in sent), sum(size for _, size in sent))

    def delete(self, gone: Sequence[Gone]) -> int:
        """Delete these objects; storage does not say which of them were there."""
        paths = [one.path for one in gone]
        for start in range(0, len(paths), _AT_ONE_GO):
            some = paths[start : start + _AT_ONE_GO]
            self._asked(f"deleting {some[0]}", partial(self._store.delete, some))
        return len(paths)

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(cancel_futures=True)

    def _put(self, path: str, data: bytes, attributes: dict[str, str]) -> None:
        # In one piece, so that the tag is the bytes' MD5.
        put = partial(self._store.put, path, data, attributes=attributes, use_multipart=False)
        self._asked(f"writing {path}", put)

    def _look(self, path: str) -> Lying | None:
        found = self._asked(f"looking at {path}", lambda: _unless_missing(lambda: self._store.head(path)))
        return _lying(found) if found else None

    def _each(self, do: Callable[[_In], _Out], those: Sequence[_In]) -> list[_Out]:
        """`do` with each, many at once; where one fails the others are waited for before it is told."""
        futures = [self._pool.submit(do, one) for one in those]
        wait(futures, return_when=FIRST_EXCEPTION)
        for future in futures:
            future.cancel()
        wait(futures)
        failed = (future.exception() for future in futures if not future.cancelled())
        if error := next(filter(None, failed), None):
            raise error
        return [future.result() for future in futures]

    def _asked(self, doing: str, ask: Callable[[], _Out]) -> _Out:
        """What storage answers; what it refuses is told with the bucket's name."""
        try:
            return ask()
        except (self._refusals, OSError, ValueError) as error:
            raise TargetUnreachableError(str(buckets.refused(self.name, doing, error))) from error


def _base_error() -> type[Exception]:
    """What obstore's own errors are; it is an extra, and is there once a bucket has been opened."""
    from obstore.exceptions import BaseError  # noqa: PLC0415

    return BaseError


def _unless_missing(ask: Callable[[], _Out]) -> _Out | None:
    try:
        return ask()
    except FileNotFoundError:
        return None


def _lying(item: "ObjectMeta") -> Lying:
    return Lying(item["path"], item["size"], item["e_tag"] or "")


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
