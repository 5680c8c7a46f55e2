"""Copies: whether two comments say nearly the same, and how to find those that do among very many.

Rule: pure; linear in the text. A comment is the set of the character 4-grams of its folded text, hashed to
64 bits. Two comments are near-copies where the Jaccard index of their sets is at least `ALIKE`
(A. Broder, "On the resemblance and containment of documents", 1997). To find candidates, each set has a
MinHash signature of `BANDS` × `ROWS` values, and the rows of a band are hashed to one number: comments that
share a band's number are candidates, and their sets are then compared exactly (J. Leskovec, A. Rajaraman,
J. Ullman, "Mining of Massive Datasets", 3.4).

With 24 bands of 4 rows, a pair of index s shares a band with the probability 1 - (1 - s⁴)²⁴:

    s      0.1    0.2    0.3    0.4    0.5    0.6    0.65   0.7    0.8
    found  0.2 %  3.8 %  18 %   46 %   79 %   96 %   98.9%  99.9%  100 %

A copy with 15 % of its words changed is at 0.64 to 0.75 to what it was copied from. Short texts have too few
4-grams to tell: they are near-copies where they are equal.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from serai.discussion.screening.folding import fold

GRAM: Final = 4
BANDS: Final = 24
ROWS: Final = 4
ALIKE: Final = 0.5
SHORT: Final = 20  # folded characters; below, only equal texts are copies

Grams = npt.NDArray[np.uint64]

_random = np.random.default_rng(1997)  # the same permutations in every process: bands are kept in a database
_ODD: Final = _random.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_ADD: Final = _random.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_CHUNK: Final = 2048  # grams hashed at once: bounds the memory a long text takes


def grams(folded: str) -> Grams:
    """The set of a folded text's hashed 4-grams, sorted; of a shorter text, of the text as one."""
    codes = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    width = min(GRAM, len(codes))
    if width == 0:
        return np.empty(0, dtype=np.uint64)
    count = len(codes) - width + 1
    hashed = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        hashed = _mixed(hashed * _MIX + codes[offset : offset + count])
    return np.unique(hashed)


def alike(one: Grams, other: Grams) -> float:
    """The Jaccard index of two sets, 0 to 1; 0 where both are empty."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    together = len(one) + len(other) - shared
    return shared / together if together else 0.0


def signature(of: Grams, salt: int = 0) -> Grams:
    """The MinHash signature: for each permutation the least value that the set takes under it. `salt`, below
    2⁶⁴, makes the permutations a newsroom's own."""
    least = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(of), _CHUNK):
        part = (of[start : start + _CHUNK] ^ np.uint64(salt))[:, np.newaxis]
        least = np.minimum(least, _mixed(part * _ODD + _ADD).min(axis=0))
    return least


def bands(of: Grams, salt: int = 0) -> list[int]:
    """The numbers, below 2⁶³, of a set's bands; no two bands share a number but by chance.

    Whoever knows the permutations can try copies until one shares no band with any before it: the salt is
    to be a secret.
    """
    if not len(of):
        return []
    rows = signature(of, salt).reshape(BANDS, ROWS)
    hashed = np.arange(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        hashed = _mixed(hashed * _MIX + rows[:, row])
    return [int(number) for number in hashed >> np.uint64(1)]


def equal_band(folded: str, place: str) -> int:
    """The number under which short texts that are equal are found, in one place (a story)."""
    of_place = grams(place)
    start = int(of_place.sum(dtype=np.uint64)) if len(of_place) else 0
    codes = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashed = np.array([start], dtype=np.uint64)
    for code in codes:
        hashed = _mixed(hashed * _MIX + code)
    return int(hashed[0] >> np.uint64(1))


def short(folded: str) -> bool:
    """Whether a folded text is too short to be compared by its 4-grams."""
    return len(folded) < SHORT


def near(one: str, other: str) -> bool:
    """Whether two texts are near-copies, compared exactly.

    >>> near("The bridge is closed again, thank you", "THE BRIDGE is closed again - thank  you!!!")
    True
    """
    first, second = fold(one), fold(other)
    if short(first) or short(second):
        return first == second != ""
    return alike(grams(first), grams(second)) >= ALIKE


def _mixed(values: Grams) -> Grams:
    """SplitMix64's finaliser (G. Steele, D. Lea, C. Flood, 2014): each bit moves every other."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
