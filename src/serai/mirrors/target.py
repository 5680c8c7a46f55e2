"""Target: what carrying asks of a place that the site is carried to.

Rule: the shape, and nothing else. A target does as it is told: which files, and in which order, is decided
elsewhere.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from serai.mirrors.manifest import Gone
from serai.mirrors.site import Site
from serai.mirrors.state import Due, Lying

MARKER = ".serai-carry.json"


class Sent(NamedTuple):
    """What came of sending: the paths that were put in place, variants among them, and their bytes."""

    paths: tuple[str, ...]
    size: int


class Target(Protocol):
    """A place that the site is carried to. Every method raises TargetUnreachableError where the place fails,
    and NotInStepError passes through."""

    batch: int  # files that are sent at once

    @property
    def name(self) -> str:
        """How a person names it; holds no password."""

    def marker(self) -> bytes | None:
        """What lies there as MARKER."""

    def put_marker(self, data: bytes) -> None:
        """Put MARKER in place."""

    def look(self, paths: Sequence[str]) -> list[Lying]:
        """Those of these files that lie there."""

    def everything(self) -> Iterator[Lying]:
        """All files that lie there."""

    def send(self, dues: Sequence[Due], site: Site, *, really: bool) -> Sent:
        """Bring these files up to date, each put in place whole, in any order among them; a file's variants
        before it, and those that it has no more away. What holds the right bytes already is left alone.
        When this returns, they are there as durably as the place can say. Not `really`: only find out."""

    def delete(self, gone: Sequence[Gone]) -> int:
        """Delete these files with their variants, and what an interrupted `send` has left of them; how many
        were there, or, where the place does not say, how many were named."""

    def close(self) -> None:
        """Let go of it."""
