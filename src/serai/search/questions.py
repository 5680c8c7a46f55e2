"""Questions: what a reader asks, in words that are looked up one by one.

Rule: pure. A reader's text is cut into words and quoted phrases and is never any language of a search
engine's: nothing in it can mean anything but itself. Their number is bounded; what is over is left out.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from serai.search import analysis
from serai.search.analysis import Forms

LONGEST = 200  # characters that a reader may ask
MOST_WORDS = 12
_UZBEK_KEYS = frozenset("ўқғҳ")
_QUOTED = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]')


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Question:
    """What is to be found in one edition. `since` and `until`: seconds since 1970, until not included."""

    edition: str
    language: str  # BCP 47
    words: tuple[Forms, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = field(default=())  # folded words in a row
    also: tuple[tuple[Forms, Forms], ...] = ()  # a word, and another that would do in its place
    section: str = ""  # a key
    author: tuple[Forms, ...] = ()  # words of a name
    topic: tuple[Forms, ...] = ()  # as of an author
    since: int | None = None
    until: int | None = None

    @property
    def says(self) -> bool:
        """There is something to look for."""
        return bool(self.words or self.phrases)

    @property
    def big(self) -> tuple[Forms, ...]:
        """The words that say something by themselves."""
        return tuple(word for word in self.words if not analysis.small(word.exact, self.language))

    @property
    def chooses(self) -> bool:
        """There is a filter."""
        return (
            bool(self.section or self.author or self.topic)
            or self.since is not None
            or self.until is not None
        )


def read(
    text: str,
    *,
    edition: str,
    language: str,
    section: str = "",
    author: str = "",
    topic: str = "",
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
    plain = _QUOTED.sub(" ", text)
    words = list(dict.fromkeys(_forms(plain, spoken)))[:room]
    return Question(
        edition=edition,
        language=language,
        words=tuple(words),
        phrases=tuple(phrases),
        also=tuple(dict.fromkeys(_also(plain, spoken, words))),
        section=section,
        author=_name(author, spoken),
        topic=_name(topic, spoken),
        since=since,
        until=until,
    )


def _also(text: str, spoken: str, words: Collection[Forms]) -> Iterator[tuple[Forms, Forms]]:
    """What would do in a word's place. Neighbours written as one: who looks for "rail way" or "1 200" means
    "railway" and "1200" as well. And Uzbek typed on a Russian keyboard, whose у is ў as well."""
    spelled = [text[start:end] for start, end in analysis.spans(text)]
    known = [(word, one) for word in spelled if (one := analysis.forms(word, spoken)) in words]
    for (first, one), (second, other) in pairwise(known):
        if one != other:
            both = analysis.forms(first + second, spoken)
            yield one, both
            yield other, both
    if spoken == "uz":
        for word, one in known:
            small = word.lower()
            if "у" in small and not set(small) & _UZBEK_KEYS:
                yield one, analysis.forms(small.replace("у", "ў"), spoken)
                yield one, analysis.forms(small.replace("у", "ў", 1), spoken)


def _name(text: str, spoken: str) -> tuple[Forms, ...]:
    return tuple(dict.fromkeys(_forms(text[:LONGEST], spoken)))[:MOST_WORDS]


def _forms(text: str, spoken: str) -> list[Forms]:
    found = (analysis.forms(text[start:end], spoken) for start, end in analysis.spans(text))
    return [one for one in found if one.exact]
