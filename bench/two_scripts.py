"""Two scripts: how well Uzbek comes back from the other script, and what the second edition costs casting.

Rule: the running text is Django's own Uzbek catalogues, the names are CLDR's. Transliteration is timed with
no word remembered, and again as a running newsroom has it.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

import django
from babel import Locale
from babel.messages.pofile import read_po

from bench.figures import Figure, Table
from serai.core import clock
from serai.core.uzbek import to_cyrillic, to_latin, tokens
from serai.core.uzbek.letters import APOSTROPHES, spelled
from serai.core.uzbek.words import word_to_cyrillic
from serai.desk import derived
from serai.press import plates

PARAGRAPHS = 20
ROUNDS = 20
_WORD = re.compile(rf"\w+(?:[{APOSTROPHES}]\w+)*[{APOSTROPHES}]?")
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%\w|\{\w*\}|<[^>]+>")


def measure() -> Table:
    """Turn the text there and back, count what is lost, and derive a plate of `PARAGRAPHS` paragraphs."""
    text = running_text()
    before, after = _WORD.findall(text), _WORD.findall(to_latin(to_cyrillic(text)))
    kept = sum(word == back for word, back in zip(before, after, strict=True))
    cold = _seconds(lambda: to_cyrillic(text), forget=True)
    warm = _seconds(lambda: to_cyrillic(text), forget=False)
    story, way = _story(text), _way()
    took = _seconds(lambda: way.plate(story), forget=False)
    names = _names()
    same = sum(to_cyrillic(latin) == cyrillic for latin, cyrillic in names)
    return Table(
        title="Two scripts of one language",
        how=f"Uzbek, Latin to Cyrillic; {len(before):,} words of Django's catalogues, CLDR's territories.",
        figures=[
            Figure("words that come back as they were", kept, "words", f"of {len(before):,}"),
            Figure("territories named as in CLDR's Cyrillic", same, "names", f"of {len(names)}"),
            Figure("words turned in a second, none seen before", len(before) / cold, "words/s"),
            Figure("words turned in a second, seen before", len(before) / warm, "words/s"),
            Figure(f"a story of {PARAGRAPHS} paragraphs derived", took * 1000, "ms", "beside its casting"),
        ],
    )


def running_text() -> str:
    """Django's Uzbek catalogues without their placeholders."""
    lines: list[str] = []
    for file in sorted(Path(django.__file__).parent.rglob("locale/uz/LC_MESSAGES/*.po")):
        with file.open("rb") as catalogue:
            lines += (str(entry.string) for entry in read_po(catalogue) if isinstance(entry.string, str))
    return spelled(_PLACEHOLDER.sub(" ", "\n".join(lines)))


def _names() -> list[tuple[str, str]]:
    latin, cyrillic = Locale.parse("uz").territories, Locale.parse("uz_Cyrl").territories
    return [(latin[code], name) for code, name in cyrillic.items() if re.search("[а-яў]", name)]


def _seconds(act: Callable[[], object], *, forget: bool) -> float:
    act()
    best = float("inf")
    for _ in range(ROUNDS):
        if forget:
            word_to_cyrillic.cache_clear()
            tokens.is_uzbek.cache_clear()
        started = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - started)
    return best


def _story(text: str) -> plates.StoryPlate:
    words = text.split()
    each = len(words) // PARAGRAPHS
    moment = clock.whole_seconds(clock.now())
    return plates.StoryPlate(
        edition="uz",
        key="s1",
        address="/uz/2026/11/23/s/",
        slug="s",
        headline="Koʻprik",
        section="city",
        place="Toshkent",
        published_at=moment,
        updated_at=moment,
        body=tuple(
            plates.Paragraph(html=" ".join(words[start : start + each]).replace("&", "&amp;"))
            for start in range(0, each * PARAGRAPHS, each)
        ),
    )


def _way() -> derived.Deriving:
    rule = derived.rule_for("uz", "uz-cyrl")
    assert rule is not None
    own = plates.EditionPlate(
        edition="uz-cyrl",
        key="uz-cyrl",
        address="/uz-cyrl/",
        language="uz-Cyrl",
        name="",
        language_name="Ўзбекча",
    )
    return derived.Deriving(source="uz", code="uz-cyrl", rule=rule, own=own)
