"""Proof of work: ALTCHA, version 1 (altcha.org, "Proof-of-Work"), solved by the reader's device where
scripts run.

Rule: a proof is never asked for, only weighed: without a good one an entry is held, not refused. A challenge
is good once; which were used is remembered in bounded memory until they run out. The same post tried again
may show the same proof. The key lives in memory.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections import OrderedDict
from datetime import UTC, datetime
from typing import Literal

import msgspec
from altcha.v1 import ChallengeOptions, create_challenge

from serai.press.views import View

LIFE = 3600.0  # seconds
REMEMBERED = 200_000  # used challenges; the oldest goes first
_LIMIT = 2048  # characters of a proof
_SALT = re.compile(r"[0-9a-f]{16,64}\?expires=[0-9]{1,12}&?", re.ASCII)


class Challenge(View, frozen=True, kw_only=True):
    """What the script solves: the `number` from 0 to `maxnumber` whose hash after `salt` is `challenge`."""

    algorithm: str
    challenge: str
    maxnumber: int
    salt: str
    signature: str


class _Proof(msgspec.Struct, frozen=True):
    algorithm: Literal["SHA-256"]
    challenge: str
    number: int
    salt: str
    signature: str


_decoder = msgspec.json.Decoder(_Proof)


class Proofs:
    """Gives challenges and weighs proofs. `cost` is the largest number of the puzzle."""

    def __init__(self, *, cost: int, key: str | None = None) -> None:
        """`key`: made here where none is given."""
        self._cost = cost
        self._key = key if key is not None else secrets.token_hex(32)
        self._used: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def challenge(self, now: float) -> Challenge:
        """A new challenge; `now` in seconds since 1970."""
        made = create_challenge(
            ChallengeOptions(
                algorithm="SHA-256",
                max_number=self._cost,
                hmac_key=self._key,
                expires=datetime.fromtimestamp(now + LIFE, UTC),
            )
        )
        return Challenge(
            algorithm=made.algorithm,
            challenge=made.challenge,
            maxnumber=made.max_number,
            salt=made.salt,
            signature=made.signature,
        )

    def weigh(self, proof: str, *, post: str, now: float) -> bool:
        """Whether `proof` (base64) solves a challenge of ours that no other post has used."""
        said = _read(proof)
        if said is None or not self._solved(said):
            return False
        expires = int(said.salt.partition("?expires=")[2].rstrip("&"))
        if not now <= expires <= now + LIFE + 60:
            return False
        used_at, used_for = self._used.get(said.challenge, (0.0, post))
        if used_for != post:
            return False
        if not used_at:
            self._remember(said.challenge, post, now)
        return True

    def _solved(self, said: "_Proof") -> bool:
        """As ALTCHA's own servers do it, of which each post needs one quickly: the challenge is the hash of
        salt and number, and it is signed."""
        salt = said.salt if said.salt.endswith("&") else f"{said.salt}&"
        found = hashlib.sha256(f"{salt}{said.number}".encode()).hexdigest()
        signature = hmac.digest(self._key.encode(), found.encode(), "sha256").hex()
        return hmac.compare_digest(found, said.challenge) and hmac.compare_digest(signature, said.signature)

    def _remember(self, challenge: str, post: str, now: float) -> None:
        self._used[challenge] = (now, post)
        while self._used:
            oldest = next(iter(self._used))
            if len(self._used) <= REMEMBERED and now - self._used[oldest][0] <= LIFE:
                return
            del self._used[oldest]


def _read(proof: str) -> _Proof | None:
    """The proof's fields; None where it is no proof, or of a challenge that cannot be ours."""
    if not proof or len(proof) > _LIMIT:
        return None
    try:
        said = _decoder.decode(base64.b64decode(proof, validate=True))
    except (ValueError, binascii.Error, msgspec.MsgspecError, RecursionError):
        return None
    return said if _SALT.fullmatch(said.salt) and _plain(said) else None


def _plain(said: _Proof) -> bool:
    return said.challenge.isascii() and said.signature.isascii()
