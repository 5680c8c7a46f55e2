"""What the Desk refuses. See the tree in `serai.core.errors`; photos have their own branch.

SeraiError
└── DeskError
    ├── NotReadyError      a story that lacks what a published story must have
    ├── OriginalGoneError  a photo's original is not on the disk any more
    └── NoEditionError     nothing can be cast or ordered for a language without an edition
"""

from collections.abc import Mapping, Sequence

from serai.core.errors import SeraiError


class DeskError(SeraiError):
    """What the Desk refuses to do."""


class NotReadyError(DeskError):
    """A story may not be public yet; `problems` maps a field's name to what is wrong there."""

    def __init__(self, story: str, problems: Mapping[str, Sequence[str]]) -> None:
        self.problems = {field: tuple(lines) for field, lines in problems.items()}
        lines = " ".join(line for field in self.problems.values() for line in field)
        super().__init__(f"“{story}” cannot be published yet. {lines}")


class OriginalGoneError(DeskError):
    """A photo's original cannot be read."""


class NoEditionError(DeskError):
    """There is no edition for this language."""
