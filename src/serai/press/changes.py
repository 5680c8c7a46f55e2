"""Changes: what the Press is told, one plate or thread put or withdrawn at a time.

Rule: pure records. A change names the whole new state of one thing, never a difference, so that being
told twice changes nothing.
"""

from typing import TypeAlias

import msgspec

from serai.press.plates import AnyPlate, Kind
from serai.press.threads import Thread


class Put(msgspec.Struct, frozen=True):
    """This plate is now public."""

    plate: AnyPlate


class Withdraw(msgspec.Struct, frozen=True):
    """There is no such plate any more."""

    kind: Kind
    edition: str
    key: str


class PutThread(msgspec.Struct, frozen=True):
    """This is now a story's discussion; an empty thread is put, not withdrawn."""

    thread: Thread


Change: TypeAlias = Put | Withdraw | PutThread
