"""Questions: what a reader asks, in words that are looked up one by one.

Rule: pure. A reader's text is cut into words and quoted phrases and is never any language of a search
engine's: nothing in it can mean anything but itself. Their number is bounded; what is over is left out.
"""

import re
from dataclasses import dataclass, field

from serai.search import analysis
from serai.search.analysis import Forms

LONGEST = 200  # characters that a reader may ask
MOST_WORDS = 12
_QUOTED = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]')


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Question:
    """What is to be found in one edition. `since` and `until`: seconds since 1970, until not included."""

    edition: str
    language: str  # BCP 47
    words: tuple[Forms, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = field(default=())  # folded words in a row
    section: str = ""  # a key
    author: tuple[Forms, ...] = ()  # words of a name
    since: int | None = None
    until: int | None = None

    @property
    def says(self) -> bool:
        """There is something to look for."""
        return bool(self.words or self.phrases)

    @property
    def chooses(self) -> bool:
        """There is a filter."""
        return bool(self.section or self.author) or self.since is not None or self.until is not None


def read(
    text: str,
    *,
    edition: str,
    language: str,
    section: str = "",
    author: str = "",
    since: int | None = None,
    until: int | None = None,
) -> Question:
    """The question in a reader's text, of which at most `LONGEST` characters are read."""
    text = text[:LONGEST]
    spoken = analysis.family(language)
    phrases: list[tuple[str, ...]] = []
    room = MOST_WORDS
    for quoted in _QUOTED.finditer(text):
        found = tuple(one.exact for one in _forms(next(filter(None, quoted.groups()), ""), spoken))[:room]
        room -= len(found)
        if found:
            phrases.append(found)
    words = list(dict.fromkeys(_forms(_QUOTED.sub(" ", text), spoken)))[:room]
    return Question(
        edition=edition,
        language=language,
        words=tuple(words),
        phrases=tuple(phrases),
        section=section,
        author=tuple(dict.fromkeys(_forms(author[:LONGEST], spoken)))[:MOST_WORDS],
        since=since,
        until=until,
    )


def _forms(text: str, spoken: str) -> list[Forms]:
    found = (analysis.forms(text[start:end], spoken) for start, end in analysis.spans(text))
    return [one for one in found if one.exact]
