"""Proof of work: ALTCHA, version 1 (altcha.org, "Proof-of-Work"), solved by the reader's device where
scripts run.

Rule: a proof is never asked for, only weighed: without a good one an entry is held, not refused. A challenge
is good once; which were used is remembered in bounded memory until they run out. The same post tried again
may show the same proof. The key lives in memory.
"""

import base64
import binascii
import json
import secrets
from collections import OrderedDict
from datetime import UTC, datetime

from altcha.v1 import ChallengeOptions, Payload, create_challenge, verify_solution

from serai.press.views import View

LIFE = 3600.0  # seconds
REMEMBERED = 200_000  # used challenges; the oldest goes first
_LIMIT = 2048  # characters of a proof


class Challenge(View, frozen=True, kw_only=True):
    """What the script solves: the `number` from 0 to `maxnumber` whose hash after `salt` is `challenge`."""

    algorithm: str
    challenge: str
    maxnumber: int
    salt: str
    signature: str


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
        payload = _payload(proof)
        if payload is None:
            return False
        challenge = payload.challenge
        used_at, used_for = self._used.get(challenge, (0.0, post))
        if used_for != post:
            return False
        good, _reason = verify_solution(payload, self._key, check_expires=False)
        if not good or not _in_time(payload, now):
            return False
        if not used_at:
            self._remember(challenge, post, now)
        return True

    def _remember(self, challenge: str, post: str, now: float) -> None:
        self._used[challenge] = (now, post)
        while self._used:
            oldest = next(iter(self._used))
            if len(self._used) <= REMEMBERED and now - self._used[oldest][0] <= LIFE:
                return
            del self._used[oldest]


def _payload(proof: str) -> Payload | None:
    """The proof's fields, each of its kind; None where it is no proof."""
    if not proof or len(proof) > _LIMIT:
        return None
    try:
        said = json.loads(base64.b64decode(proof, validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(said, dict) or type(said.get("number")) is not int:
        return None
    texts = [said.get(name) for name in ("algorithm", "challenge", "salt", "signature")]
    if not all(isinstance(text, str) and text.isascii() for text in texts) or texts[0] != "SHA-256":
        return None
    return Payload("SHA-256", said["challenge"], said["number"], said["salt"], said["signature"])


def _in_time(payload: Payload, now: float) -> bool:
    """Whether a challenge of ours, which its signature has shown it to be, has not run out."""
    expires = payload.salt.partition("?expires=")[2].partition("&")[0]
    return expires.isdecimal() and now <= int(expires) <= now + LIFE + 60
