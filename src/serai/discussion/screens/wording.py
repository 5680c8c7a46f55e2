"""What screening found, in a moderator's words, and where in the text it stands.

Rule: pure. A reason is the JSON that screening wrote, so it is read with care: what is not understood is
shown by its code, and nothing here raises for it. The pieces of a text are plain strings: the template
escapes them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

SHOWN_AT_ONCE = 1500  # code points of a comment; the rest is folded away
MARKS_LIMIT = 40  # different fragments that are marked in one text
_LONGEST = 100  # code points of one word or detail that are shown


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a text; `marked` where screening weighed it."""

    text: str
    marked: bool = False


def reason_in_words(reason: Mapping[str, Any], *, copies: int = 0) -> str:
    """One line for a moderator. `copies`: how many comments the cluster has by now."""
    code = str(reason.get("code", ""))
    match code:
        case "word":
            words = _strings(reason.get("words"))
            return ngettext("word: “%(words)s”", "words: “%(words)s”", max(len(words), 1)) % {
                "words": "”, “".join(words)
            }
        case "links":
            count = _number(reason.get("count"))
            return ngettext("%(count)d link", "%(count)d links", count) % {"count": count}
        case "copy":
            others = max(max(copies, _number(reason.get("size"))) - 1, 1)
            return ngettext(
                "near-copy of %(count)d other comment", "near-copy of %(count)d other comments", others
            ) % {"count": others}
        case "burst":
            return (
                gettext("more comments than usual under this story")
                if reason.get("of") == "story"
                else gettext("more comments than usual on the whole site")
            )
        case "script":
            return gettext("written in another script than the story’s: %(found)s") % {
                "found": _scripts().get(str(reason.get("found")), _short(reason.get("found")))
            }
        case "learner":
            return gettext("the learner thinks it will be rejected: %(percent)d %%") % {
                "percent": round(100 * _share(reason.get("score")))
            }
    plain = _plain().get(code)
    return plain if plain is not None else _short(code)


def weighed(reason: Mapping[str, Any]) -> tuple[str, ...]:
    """The fragments that weighed with the learner, heaviest first; () for other reasons."""
    return _strings(reason.get("fragments")) if reason.get("code") == "learner" else ()


def pieces(text: str, reasons: Iterable[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """The text, cut where a word or fragment that screening weighed begins and ends.

    >>> [piece.text for piece in pieces("a cheap loan", [{"code": "word", "words": ["cheap"]}])]
    ['a ', 'cheap', ' loan']
    """
    fragments: list[str] = []
    for reason in reasons:
        fragments += weighed(reason)
        if reason.get("code") == "word":
            fragments += [word.rstrip("*") for word in _strings(reason.get("words"))]
    wanted = sorted({one.strip() for one in fragments if one.strip()}, key=len, reverse=True)[:MARKS_LIMIT]
    if not wanted:
        return (Piece(text=text),) if text else ()
    pattern = re.compile("|".join(re.escape(one) for one in wanted), re.IGNORECASE)
    found: list[Piece] = []
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            found.append(Piece(text=text[end : match.start()]))
        found.append(Piece(text=match[0], marked=True))
        end = match.end()
    if end < len(text):
        found.append(Piece(text=text[end:]))
    return tuple(found)


def _plain() -> dict[str, str]:
    return {
        "no_proof": gettext("no proof of work (a browser without scripts)"),
        "over_limit": gettext("one of many from the same source"),
        "muted": gettext("its source is muted"),
        "closed": gettext("it came as comments closed"),
        "reported": gettext("readers reported it"),
        "edited": gettext("its writer changed it"),
        "no_story": gettext("its story is not known here"),
        "unscreened": gettext("it could not be screened"),
    }


def _scripts() -> dict[str, str]:
    return {
        "latin": gettext("Latin"),
        "cyrillic": gettext("Cyrillic"),
        "arabic": gettext("Arabic"),
        "other": gettext("another"),
    }


def _strings(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(one[:_LONGEST] for one in listed[:MARKS_LIMIT] if isinstance(one, str) and one.strip())


def _short(value: Any) -> str:
    return str(value if value is not None else "?")[:_LONGEST]


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _share(value: Any) -> float:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
    return min(max(number, 0.0), 1.0)
