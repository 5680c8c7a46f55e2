"""Signing: which of the two ways of signing a letter came in, and in which order we try them.

Rule: pure. A letter with `Signature-Input` is of RFC 9421 (`messages`), any other of the older draft
(`drafts`): only the former has that header. We sign as the draft says, which all servers read, and once more
as the RFC says where a server answers that it could not tell who writes (401).
"""

from typing import Final

from serai.wire.following import drafts, messages
from serai.wire.following.signatures import Came, Signed

WAYS: Final = (drafts.headers_for, messages.headers_for)
UNPROVED: Final = 401  # the answer that a letter signed in another way may change


def read(came: Came) -> Signed:
    """The signature of a letter; LetterError where it is none, covers too little, or what came is not what it
    covers."""
    return messages.read(came) if "signature-input" in came.headers else drafts.read(came)
