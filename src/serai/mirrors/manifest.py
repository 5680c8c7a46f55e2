"""The manifest: what the site holds, as one moment of the press's ledger has it.

Rule: records and the shape of what gives them; nothing is read here. A ledger has an id of its own, so that
one made anew is not taken for the old one, and counts its bakes: each file knows the number of the bake that
last changed it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

ENDINGS = (".br", ".gz")  # of the variants that may stand beside a file


class File(NamedTuple):
    """One file of the site: its path below the site, the SHA-256 of its bytes (64 hexadecimal digits), its
    rank (a file links to files of lower ranks, and to what stood before), and which of ENDINGS stand
    beside it."""

    path: str
    digest: str
    rank: int
    variants: tuple[str, ...]


class Gone(NamedTuple):
    """A file that stood once and does not stand now, with the variants that it had."""

    path: str
    variants: tuple[str, ...]


class Snapshot(Protocol):
    """The ledger at one moment, when every file that it names lies in the site."""

    @property
    def ledger(self) -> str:
        """The ledger's id; "" where it has none, and then nothing that was remembered is trusted."""

    @property
    def bake(self) -> int:
        """The number of the last bake."""

    def changed(self, since: int) -> Iterator[File]:
        """The files that a bake after number `since` has changed, in any order; 0 gives all files."""

    def gone(self, since: int) -> Iterator[Gone]:
        """The files that a bake after number `since` has deleted."""

    def file(self, path: str) -> File | None:
        """One file, or None where it does not stand."""


class Manifest(Protocol):
    """Gives snapshots."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """The ledger as it is now, held still until the block is left: leave it soon. NotInStepError where
        the site does not come into step with it."""
