"""Reports: what came of a bake, in few words however much it was.

Rule: pure records. A report lists the first paths only; how many there were is always told.
"""

from collections.abc import Iterable

import msgspec

from serai.press import endings

LISTED = 1000  # files, with their variants


class BakeReport(msgspec.Struct, frozen=True):
    """What a bake wrote and deleted, as paths below the site's folder, sorted: the first of them, and how
    many more there were; and how many files it made again to find them the same."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int
    more_written: int = 0
    more_deleted: int = 0

    @property
    def files_written(self) -> int:
        """How many files were written."""
        return len(self.written) + self.more_written

    @property
    def files_deleted(self) -> int:
        """How many files were deleted."""
        return len(self.deleted) + self.more_deleted


def report(
    written: tuple[int, Iterable[tuple[str, str]]],
    deleted: tuple[int, Iterable[tuple[str, str]]],
    unchanged: int,
) -> BakeReport:
    """From how many files were written and deleted, and the first of them: each a path and its endings."""
    first_written, first_deleted = _first(written[1]), _first(deleted[1])
    return BakeReport(
        written=first_written,
        deleted=first_deleted,
        unchanged=unchanged,
        more_written=written[0] - len(first_written),
        more_deleted=deleted[0] - len(first_deleted),
    )


def _first(some: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    paths = sorted(path + ending for path, spelled in some for ending in endings.read(spelled))
    return tuple(paths[:LISTED])
