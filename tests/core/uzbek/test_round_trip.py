"""How well a running text comes back, and how far the rules give what a Cyrillic source prints.

The figures stand in docs/explanation/two-scripts.md; `--junitxml` records them.
"""

import re
from collections.abc import Callable
from pathlib import Path

import django
from babel import Locale
from babel.messages.pofile import read_po

from serai.core.uzbek import fold, to_cyrillic, to_latin
from serai.core.uzbek.letters import APOSTROPHES, spelled

Record = Callable[[str, object], None]
WORD = re.compile(rf"\w+(?:[{APOSTROPHES}]\w+)*[{APOSTROPHES}]?")
PLACEHOLDER = re.compile(r"%\(\w+\)s|%\w|\{\w*\}|<[^>]+>")
CYRILLIC = re.compile("[\u0400-\u04ff]")


def _running_text() -> str:
    """Django's Uzbek catalogues: sentences that people have written, in many spellings of the apostrophe."""
    files = sorted(Path(django.__file__).parent.rglob("locale/uz/LC_MESSAGES/*.po"))
    lines: list[str] = []
    for file in files:
        with file.open("rb") as catalogue:
            lines += (
                str(message.string) for message in read_po(catalogue) if isinstance(message.string, str)
            )
    return spelled(PLACEHOLDER.sub(" ", "\n".join(lines)))


def test_running_text_comes_back_word_for_word(record_property: Record) -> None:
    text = _running_text()
    before, after = WORD.findall(text), WORD.findall(to_latin(to_cyrillic(text)))
    assert len(before) == len(after) > 1000
    lost = [word for word, back in zip(before, after, strict=True) if word != back]
    record_property("round trip", f"{len(before) - len(lost)} of {len(before)} words")
    assert len(lost) <= len(before) // 1000
    assert all(fold(word) == fold(to_cyrillic(word)) for word in before)


def test_territories_are_named_as_unicode_names_them(record_property: Record) -> None:
    latin, cyrillic = Locale.parse("uz").territories, Locale.parse("uz_Cyrl").territories
    pairs = [(latin[code], name) for code, name in cyrillic.items() if CYRILLIC.search(name)]
    same = [pair for pair in pairs if to_cyrillic(pair[0]) == pair[1]]
    back = [name for _, name in pairs if to_cyrillic(to_latin(name)) == name]
    record_property("territories", f"{len(same)} of {len(pairs)} as CLDR has them, {len(back)} come back")
    assert len(pairs) > 250
    assert len(same) > len(pairs) * 0.9
    assert len(back) > len(pairs) * 0.95


def test_days_and_months_are_named_as_unicode_names_them_but_for_the_soft_sign() -> None:
    latin, cyrillic = Locale.parse("uz"), Locale.parse("uz_Cyrl")
    for names in ("months", "days"):
        theirs = getattr(cyrillic, names)["format"]["wide"]
        ours = getattr(latin, names)["format"]["wide"]
        assert [to_cyrillic(ours[number]).replace("ь", "") for number in ours] == [theirs[n] for n in ours]
