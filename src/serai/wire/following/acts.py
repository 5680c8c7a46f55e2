"""Acts: what of ActivityStreams an edition's account hears, read strictly.

Rule: pure. What is none of these is nothing that an edition hears, however sound it is.
"""

from typing import TypeAlias

import msgspec


class Wish(msgspec.Struct, tag="Follow", tag_field="type"):
    """A wish to follow, as another act holds it."""

    id: str = ""
    actor: str = ""
    object: str = ""


class Follow(msgspec.Struct, tag="Follow", tag_field="type"):
    """Somebody wishes to follow an edition."""

    actor: str
    object: str
    id: str = ""


class Undo(msgspec.Struct, tag="Undo", tag_field="type"):
    """Somebody takes a wish back: the wish, or its address."""

    actor: str
    object: Wish | str
    id: str = ""


class Delete(msgspec.Struct, tag="Delete", tag_field="type"):
    """An account is gone."""

    actor: str
    object: str
    id: str = ""


class Block(msgspec.Struct, tag="Block", tag_field="type"):
    """Somebody wants nothing more of an edition."""

    actor: str
    object: str
    id: str = ""


Act: TypeAlias = Follow | Undo | Delete | Block
decoder = msgspec.json.Decoder(Act)
