"""What the Desk refuses. See the tree in `serai.core.errors`; photos have their own branch.

SeraiError
└── DeskError
    ├── NotReadyError      a story that lacks what a published story must have
    ├── OriginalGoneError  a photo's original is not on the disk any more
    ├── NoEditionError     nothing can be cast or ordered for a language without an edition
    ├── DerivedEditionError  a story in an edition that is made from another one
    ├── FrontChangedError  somebody else has arranged this front meanwhile
    └── TranslationError   what the translation desk refuses
        ├── TypedError         typed words or markup that cannot stand in a story
        ├── PoError            a PO file that cannot be read, or belongs to something else
        └── NotAllowedError    this user may not translate this story into this edition
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


class DerivedEditionError(DeskError):
    """Nothing is written in an edition that is made from another one."""


class FrontChangedError(DeskError):
    """Somebody else has arranged this front since it was looked at."""


class TranslationError(DeskError):
    """What the translation desk refuses."""


class TypedError(TranslationError):
    """Typed words or markup cannot stand in a story."""


class PoError(TranslationError):
    """A PO file cannot be read, or belongs to another story or edition."""


class NotAllowedError(TranslationError):
    """This user may not translate this story into this edition."""
