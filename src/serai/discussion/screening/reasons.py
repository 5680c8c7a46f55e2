"""Reasons: how what was found in a comment is spelled, for a moderator to read and a queue to sort by.

Rule: pure. A reason is a small JSON object with a `code`; its other members are details, never more of a
reader's words than the list of words or the learner's fragments need. A comment with a reason that *holds*
waits among the held; a burst, another script or the learner's mere score sort and hold nobody, so that an
attack on a story cannot bury its ordinary readers.

    no_proof, over_limit, muted      what the gate marked
    word       words: [str, …]       words of the newsroom's list
    links      count, kinds: [str]   more addresses than a comment needs
    copy       cluster, size         near-copies; `cluster` and `size` as they were when it came in
    burst      of: "story"           it came while an alarm was on there
    script     expected, found       written in another script than the edition's
    learner    score, fragments      the learner's score is at its threshold
    closed, no_story, reported,      given by the discussion's verbs
    edited, unscreened
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

Reason: TypeAlias = dict[str, Any]

# Gravest first. What is not here is as grave as the last.
ORDER: Final = (
    "muted",
    "word",
    "copy",
    "learner",
    "links",
    "over_limit",
    "reported",
    "unscreened",
    "no_story",
    "closed",
    "edited",
    "no_proof",
    "burst",
    "script",
)
SORTING: Final = frozenset({"burst", "script"})
LISTED: Final = 10  # words or fragments that one reason names


def holds(reasons: Iterable[Reason]) -> bool:
    """Whether any of these makes a comment held.

    >>> holds([burst("story")]), holds([burst("story"), links(3, ["web"])])
    (False, True)
    """
    return any(reason.get("code") not in SORTING for reason in reasons)


def gravest(reasons: Iterable[Reason]) -> int:
    """The place in `ORDER` of the gravest reason, from 0; `len(ORDER)` where there is none.

    >>> gravest([links(3, ["web"]), word(["casino"])]), gravest([])
    (1, 14)
    """
    return min((_place(reason) for reason in reasons), default=len(ORDER))


def in_order(reasons: Iterable[Reason]) -> list[Reason]:
    """The reasons, gravest first."""
    return sorted(reasons, key=_place)


def word(words: Sequence[str]) -> Reason:
    return {"code": "word", "words": list(words[:LISTED])}


def links(count: int, kinds: Sequence[str]) -> Reason:
    return {"code": "links", "count": count, "kinds": list(kinds)}


def copy(cluster: str, size: int) -> Reason:
    return {"code": "copy", "cluster": cluster, "size": size}


def burst(of: str) -> Reason:
    return {"code": "burst", "of": of}


def script(expected: str, found: str) -> Reason:
    return {"code": "script", "expected": expected, "found": found}


def learner(score: float, fragments: Sequence[str]) -> Reason:
    return {"code": "learner", "score": round(score, 3), "fragments": list(fragments[:LISTED])}


def _place(reason: Reason) -> int:
    code = reason.get("code")
    return ORDER.index(code) if code in ORDER else len(ORDER) - 1
