"""What carrying refuses. See the tree in `serai.core.errors`.

CarryError
├── TargetError              what was named cannot be a target
├── TargetUnreachableError   the target does not answer, refuses, or fails
├── CarryToolError           a program that carrying needs is not installed
├── AlreadyCarryingError     another process carries to this target
├── CarryStateError          what is remembered of a target cannot be used
└── NotInStepError           the site's files are not what the ledger says
"""

from serai.core.errors import SeraiError


class CarryError(SeraiError):
    """The site could not be carried. What a target says is told without keys or passwords."""


class TargetError(CarryError):
    """What was named cannot be a target."""


class TargetUnreachableError(CarryError):
    """The target does not answer, does not let us in, or fails. What is there already is not sent twice."""


class CarryToolError(CarryError):
    """A program that carrying needs is not installed."""


class AlreadyCarryingError(CarryError):
    """Another process carries to this target."""


class CarryStateError(CarryError):
    """What is remembered of a target cannot be used."""


class NotInStepError(CarryError):
    """A file of the site is not what the ledger says: a bake went on, or somebody changed it. While a carry
    is under way it is told which file (`path`) and reads the ledger again."""

    def __init__(self, path: str, message: str) -> None:
        """`path` below the site."""
        super().__init__(message)
        self.path = path
