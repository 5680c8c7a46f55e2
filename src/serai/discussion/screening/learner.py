"""The learner: what this newsroom's own decisions say of a comment's wording.

Rule: pure; given the same texts in the same order it is the same learner. A comment is the set of hashed
character 2- to 5-grams of its folded letters (K. Weinberger and others, "Feature Hashing for Large Scale
Multitask Learning", 2009), its judgement a logistic regression, learned online, one decision at a time, with
AdaGrad's rates (J. Duchi, E. Hazan, Y. Singer, 2011). `score` is the judged likelihood, 0 to 1, that a
moderator rejects. On Russian it tells spam well and rudeness badly, so it may sort and hold, never reject.

`explain` names the fragments of the text that weighed most, in the text's own letters.
"""

import math
import struct
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from serai.discussion.screening import folding
from serai.discussion.screening.errors import LearnerError

BITS: Final = 18
SIZE: Final = 1 << BITS
SHORTEST: Final = 2
LONGEST: Final = 5
READ: Final = 4_000  # code points of a comment that are read
RATE: Final = 0.6
SHRINK: Final = 1e-6  # of a weight at each step it takes part in
FRAGMENTS: Final = 5
FRAGMENT: Final = 40  # characters of one fragment

_HEADER: Final = struct.Struct("<8sIIddII")
_MAGIC: Final = b"seraiLRN"
_VERSION: Final = 1

Floats = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Explained:
    """The fragments that spoke for rejecting and for approving, those that weighed most first."""

    against: list[str]
    for_it: list[str]


class Learner:
    """Weights that change with each decision it is told."""

    def __init__(self) -> None:
        self._weights: Floats = np.zeros(SIZE, dtype=np.float32)
        self._squares: Floats = np.zeros(SIZE, dtype=np.float32)
        self._bias = 0.0
        self._bias_square = 0.0
        self.approved = 0
        self.rejected = 0

    def score(self, text: str) -> float:
        """How likely it is, as far as was learned, that a moderator rejects this: 0 to 1; 0.5 at first."""
        return self._judged(_features(folding.read(text[:READ])))

    def learn(self, text: str, *, rejected: bool) -> float:
        """Learn from one decision; gives the score that it had before."""
        features = _features(folding.read(text[:READ]))
        score = self._judged(features)
        slope = score - float(rejected)
        if len(features):
            value = 1.0 / math.sqrt(len(features))
            step = slope * value
            self._squares[features] += np.float32(step * step)
            rates = RATE / (np.sqrt(self._squares[features]) + 1e-6)
            kept = self._weights[features] * np.float32(1.0 - SHRINK)
            self._weights[features] = kept - (rates * step).astype(np.float32)
        self._bias_square += slope * slope
        self._bias -= 0.1 * slope / (math.sqrt(self._bias_square) + 1e-6)
        if rejected:
            self.rejected += 1
        else:
            self.approved += 1
        return score

    def explain(self, text: str) -> Explained:
        """The fragments of the text that weighed most; each is a stretch of the text as it was written."""
        text = text[:READ]
        letters, origins = folding.read(text), folding.places(text)
        weight = np.zeros(len(letters) + 1, dtype=np.float64)
        hashed: dict[int, int] = {}
        for width, of_width in _by_width(letters):
            for start, feature in enumerate(of_width.tolist()):
                if hashed.setdefault(feature, start) != start:
                    continue  # counted once, as `score` does
                share = float(self._weights[feature]) / width
                weight[start] += share
                weight[start + width] -= share
        of_letter = np.cumsum(weight)[:-1]
        return Explained(
            against=_stretches(text, origins, of_letter), for_it=_stretches(text, origins, -of_letter)
        )

    def to_bytes(self) -> bytes:
        """The learner, to be kept: a header of 40 bytes and two arrays of `SIZE` little-endian float32."""
        header = _HEADER.pack(
            _MAGIC, _VERSION, BITS, self._bias, self._bias_square, self.approved, self.rejected
        )
        arrays = (self._weights.astype("<f4").tobytes(), self._squares.astype("<f4").tobytes())
        return header + b"".join(arrays)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Learner":
        """The learner that was kept; LearnerError where the bytes are not one of this version and size."""
        expected = _HEADER.size + 2 * 4 * SIZE
        if len(data) != expected:
            raise LearnerError(
                f"A learner is {expected} bytes long, these are {len(data)}. Let it learn anew: "
                "the decisions are still there."
            )
        magic, version, bits, bias, bias_square, approved, rejected = _HEADER.unpack_from(data)
        arrays = np.frombuffer(data, dtype="<f4", offset=_HEADER.size).astype(np.float32)
        sound = bool(np.isfinite(arrays).all()) and math.isfinite(bias) and math.isfinite(bias_square)
        if (magic, version, bits) != (_MAGIC, _VERSION, BITS) or not sound or bias_square < 0:
            raise LearnerError(
                f"These bytes are no learner of version {_VERSION}. Let it learn anew: the decisions are "
                "still there."
            )
        made = cls()
        made._weights, made._squares = arrays[:SIZE].copy(), np.maximum(arrays[SIZE:], 0)
        made._bias, made._bias_square = bias, bias_square
        made.approved, made.rejected = approved, rejected
        return made

    def _judged(self, features: Indexes) -> float:
        total = self._bias
        if len(features):
            total += float(self._weights[features].sum()) / math.sqrt(len(features))
        return 1.0 / (1.0 + math.exp(-min(max(total, -30.0), 30.0)))


def _features(letters: str) -> Indexes:
    found = [feature for _, feature in _by_width(letters)]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _by_width(letters: str) -> list[tuple[int, Indexes]]:
    """For each width, the feature of each gram of that width, in the text's order."""
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    found = []
    for width in range(SHORTEST, LONGEST + 1):
        count = len(codes) - width + 1
        if count < 1:
            break
        hashed = np.full(count, width, dtype=np.uint64)
        for offset in range(width):
            hashed = (hashed ^ codes[offset : offset + count]) * np.uint64(0x9E3779B97F4A7C15)
            hashed ^= hashed >> np.uint64(29)
        found.append((width, (hashed >> np.uint64(64 - BITS)).astype(np.int64)))
    return found


def _stretches(text: str, origins: list[int], weight: npt.NDArray[np.float64]) -> list[str]:
    """The heaviest stretches of letters that weigh above half of the heaviest letter, each once."""
    if not len(weight) or weight.max() <= 0:
        return []
    above = weight >= weight.max() * 0.5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], above.view(np.int8), [0]))))
    spans = [
        (float(weight[start:end].sum()), start, min(end, start + FRAGMENT))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    found: dict[str, None] = {}
    for _, start, end in sorted(spans, reverse=True):
        fragment = text[origins[start] : origins[end - 1] + 1].strip()
        if fragment:
            found[fragment] = None
    return list(found)[:FRAGMENTS]
