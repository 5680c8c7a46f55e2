"""Derived editions: an edition that is made from another one by transliteration, plate by plate.

Rule: pure. Whatever is public in the source is public here, with the same keys, the same days and slugs in
its addresses, and links to the source's own pages leading to their twins; what is withdrawn there goes here
too. Nothing is written in a derived edition. Names of a photo's files, times, slugs, keys and a copyright
line (a legal notice, as it stands in the file) stay as they are. Readers talk in one place for both
scripts: a derived story says where its discussion is.

    rule_for("uz", "uz-cyrl")    # how; None where there is no rule for the pair
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec.structs import replace

from serai.core import uzbek
from serai.core.uzbek import markup
from serai.press import plates
from serai.press.changes import Change, Put, Withdraw

PlateT = TypeVar("PlateT", bound=plates.Plate)
RecordT = TypeVar("RecordT", bound=plates.Record)
Turn = Callable[[str, frozenset[str]], str]
KEPT_LIMIT = 500  # words that one edition may leave alone


@dataclass(frozen=True)
class Rule:
    """How one script becomes another: plain words, and markup."""

    text: Turn
    markup: Turn


_TO_CYRILLIC = Rule(uzbek.to_cyrillic, markup.to_cyrillic)
_TO_LATIN = Rule(uzbek.to_latin, markup.to_latin)
_SCRIPTS = {"uz": "latn", "uz-latn": "latn", "uz-cyrl": "cyrl"}


def rule_for(source: str, language: str) -> Rule | None:
    """The rule from one language of the desk to another (`uz`, `uz-cyrl`), or None."""
    pair = f"{_SCRIPTS.get(source.lower())} {_SCRIPTS.get(language.lower())}"
    return {"latn cyrl": _TO_CYRILLIC, "cyrl latn": _TO_LATIN}.get(pair)


def kept_words(lines: str) -> frozenset[str]:
    """The words left alone, as an editor lists them: one a line. The edition's form takes at most
    `KEPT_LIMIT`; of more, which only a program can write, the first count."""
    return frozenset([line.strip() for line in lines.splitlines() if line.strip()][:KEPT_LIMIT])


@dataclass(frozen=True, kw_only=True)
class Deriving:
    """The way from the plates of the edition `source` to those of the edition `code`."""

    source: str
    code: str
    rule: Rule
    own: plates.EditionPlate  # what it says of itself: what is empty, or the source's name, is transliterated
    kept: frozenset[str] = frozenset()

    def changes(self, changes: Iterable[Change]) -> Iterator[Change]:
        """What the press must be told of the derived edition where it is told `changes` of the source."""
        for change in changes:
            if isinstance(change, Put) and change.plate.edition == self.source:
                yield Put(plate=self.plate(change.plate))
            elif isinstance(change, Withdraw) and change.edition == self.source:
                yield withdrawn(change, self.code)

    def plate(self, plate: plates.AnyPlate) -> plates.AnyPlate:
        """A plate of the source as the derived edition has it."""
        made: plates.AnyPlate = getattr(self, f"_{plates.kind(plate)}")(plate)
        return made

    def name(self, source: str) -> str:
        """The derived edition's masthead, where the source's is `source`."""
        return self.own.name if self.own.name not in ("", source) else self._text(source)

    def _story(self, plate: plates.StoryPlate) -> plates.StoryPlate:
        return self._moved(
            plate,
            headline=self._text(plate.headline),
            deck=self._text(plate.deck),
            place=self._text(plate.place),
            lead_photo=self._photo(plate.lead_photo) if plate.lead_photo else None,
            body=tuple(self._block(block) for block in plate.body),
            corrections=tuple(self._worded(line, "text", "changed") for line in plate.corrections),
            comments="closed",
            discussed_at=plate.address,
            card=None,  # it shows the source's words; casting draws another
        )

    def _section(self, plate: plates.SectionPlate) -> plates.SectionPlate:
        return self._worded(self._moved(plate), "name", "description")

    def _topic(self, plate: plates.TopicPlate) -> plates.TopicPlate:
        return self._worded(self._moved(plate), "name", "description")

    def _author(self, plate: plates.AuthorPlate) -> plates.AuthorPlate:
        moved = self._worded(self._moved(plate), "name", "role")
        return replace(
            moved,
            biography=self._markup(plate.biography),
            photo=self._photo(plate.photo) if plate.photo else None,
        )

    def _edition(self, plate: plates.EditionPlate) -> plates.EditionPlate:
        own = self.own
        return self._moved(
            plate,
            key=self.code,
            language=own.language,
            language_name=own.language_name,
            position=own.position,
            direction="ltr",
            name=self.name(plate.name),
            tagline=own.tagline or self._text(plate.tagline),
            description=own.description or self._text(plate.description),
            about=own.about or self._markup(plate.about),
            comment_policy=own.comment_policy or self._markup(plate.comment_policy),
        )

    def _front(self, plate: plates.FrontPlate) -> plates.FrontPlate:
        banner = plate.banner
        if banner is not None:
            banner = replace(banner, text=self._text(banner.text), link=self._address(banner.link))
        return self._moved(plate, banner=banner)

    # --- their parts --------------------------------------------------------------------------------------

    def _moved(self, plate: PlateT, **fields: Any) -> PlateT:
        former = (past for past in plate.former_addresses if past.startswith(f"/{self.source}/"))
        return replace(
            plate,
            edition=self.code,
            address=self._address(plate.address),
            former_addresses=tuple(map(self._address, former)),
            **fields,
        )

    def _block(self, block: plates.Block) -> plates.Block:
        if isinstance(block, plates.Figure):
            return plates.Figure(photo=self._photo(block.photo))
        if isinstance(block, plates.ListBlock):
            return replace(block, items=tuple(map(self._markup, block.items)))
        if isinstance(block, plates.LinkCard):
            return self._worded(block, "title", "text", "source")
        if isinstance(block, plates.Paragraph | plates.Quote):
            block = replace(block, html=self._markup(block.html))
        if isinstance(block, plates.Paragraph):
            return block
        return self._worded(block, *_PLAIN[type(block)])

    def _photo(self, photo: plates.Photo) -> plates.Photo:
        return self._worded(photo, "alt", "caption", "credit")

    def _worded(self, record: RecordT, *names: str) -> RecordT:
        words = {name: self._text(getattr(record, name)) for name in names}
        return replace(record, **words)

    def _text(self, words: str) -> str:
        return self.rule.text(words, self.kept)

    def _markup(self, words: str) -> str:
        turned = self.rule.markup(words, self.kept)
        return re.sub(rf'(<a\b[^>]*\bhref=")/{re.escape(self.source)}/', rf"\g<1>/{self.code}/", turned)

    def _address(self, address: str) -> str:
        start = f"/{self.source}/"
        return f"/{self.code}/{address.removeprefix(start)}" if address.startswith(start) else address


_PLAIN: dict[type[Any], tuple[str, ...]] = {
    plates.Subhead: ("text",),
    plates.Quote: ("speaker", "role"),
    plates.PullQuote: ("text", "speaker"),
}


def withdrawn(change: Put | Withdraw, code: str) -> Withdraw:
    """That what `change` speaks of is not there in the edition `code`."""
    if isinstance(change, Put):
        kind, key = plates.kind(change.plate), change.plate.key
    else:
        kind, key = change.kind, change.key
    return Withdraw(kind=kind, edition=code, key=code if kind == "edition" else key)
