"""Small corpora, two a language: stories as an outlet writes them, and what readers type to find them.

Rule: the first were written together with the rules of folding and stemming, the `second` by somebody who had
not read those; no query was changed or left out afterwards. A corpus is a folder of a site as the press bakes
it, with an index made of that folder.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from serai.core import files, html
from serai.press import addresses, plates
from serai.press.plates import AnyPlate, EditionPlate, Paragraph, StoryPlate
from serai.search import questions, walking
from serai.search.finding import Finder, Found
from tests.press import casting

FOLDER = Path(__file__).parent / "corpus"
WHICH = ("first", "second")
CODES = ("en", "ru", "kk", "ky", "uz", "uz-cyrl", "tg", "fa")


@dataclass(frozen=True)
class Corpus:
    """One language's stories and queries."""

    code: str
    language: str
    stories: dict[str, list[str]]  # headline, deck, text
    queries: dict[str, list[str]]  # to the keys of the stories that are to be found
    later: dict[str, list[str]] = field(default_factory=dict)  # as queries, for which no rule was changed
    layout: dict[str, list[str]] = field(default_factory=dict)  # as queries, typed on another keyboard

    @classmethod
    def read(cls, code: str, which: str = "first") -> "Corpus":
        written = tomllib.loads((FOLDER / which / f"{code}.toml").read_text(encoding="utf-8"))
        return cls(code, **written)

    def plates(self) -> list[AnyPlate]:
        edition = EditionPlate(
            edition=self.code,
            key=self.code,
            address=addresses.edition(self.code),
            language=self.language,
            direction="rtl" if self.language == "fa" else "ltr",
            name="The Bridge",
            language_name=self.language,
        )
        return [edition, casting.section(self.code), *map(self._story, range(len(self.stories)))]

    def _story(self, number: int) -> StoryPlate:
        key = list(self.stories)[number]
        headline, deck, text = self.stories[key]
        time = casting.BEGINNING
        return StoryPlate(
            edition=self.code,
            key=key,
            address=addresses.story(self.code, time.date(), key),
            slug=key,
            headline=headline,
            deck=deck,
            section="city",
            place="",
            published_at=time,
            updated_at=time,
            body=(Paragraph(html=html.escape(text)),),
        )


def lay(site: Path, *found: AnyPlate) -> None:
    """Put plates where the press publishes them."""
    for plate in found:
        files.write(site / addresses.plate(plate.address).lstrip("/"), plates.to_bytes(plate))


def indexed(folder: Path, *found: AnyPlate) -> "Asking":
    """A site of these plates, and its index."""
    lay(folder / "site", *found)
    walking.follow(folder / "search", folder / "site")
    return Asking(folder / "search")


class Asking:
    """A reader who asks an index."""

    def __init__(self, folder: Path) -> None:
        self.now = 0.0
        self.finder = Finder(folder, lambda: self.now)

    def found(self, text: str, code: str = "en", language: str = "", **more: Any) -> Found:
        """What is found, the index having been looked at anew."""
        self.now += 10
        asked = questions.read(text, edition=code, language=language or code, **more)
        return self.finder.find(asked, take=20)

    def slugs(self, text: str, code: str = "en", language: str = "", **more: Any) -> list[str]:
        return [path.split("/")[-2] for path in self.found(text, code, language, **more).paths]
