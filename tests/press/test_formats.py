"""What programs read is what its standard asks for: each format against a schema that is not ours to bend.

Which schema is whose is told in `schemas/README.md`. What is held to them is a baked site: of plain stories,
of stories with everything, and of stories whose every word is hostile.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from serai.press.changes import Put
from serai.press.plates import (
    Correction,
    Figure,
    LinkCard,
    ListBlock,
    Paragraph,
    PullQuote,
    Quote,
    StoryPlate,
    Subhead,
)
from serai.press.theme.environment import Theme
from tests.press import casting
from tests.press.sites import Works, works

SCHEMAS = Path(__file__).parent / "schemas"
EVIL = "]]> <b>&amp; \"quoted\" 'n' </script><!-- \u0007\u202e \u2028 \ud7ff\ufffd 🜏 & é"
HUB = "https://hub.example/?a=1&b=2"


def everything(pool: Path) -> StoryPlate:
    """A story with all that a plate can hold."""
    photo = casting.photo(pool, caption="A bridge", copyright="© A. Writer")
    return casting.story(
        2,
        deck="In short",
        authors=("ada", "bek"),
        topics=("water",),
        lead_photo=photo,
        comments="open",
        related=("s1",),
        corrections=(Correction(at=casting.BEGINNING, text="Not so.", changed="So."),),
        body=(
            Paragraph(html='One <a href="/en/">link</a>.'),
            Subhead(text="Then"),
            Quote(html="So", speaker="B", role="mayor"),
            PullQuote(text="Large"),
            Figure(photo=casting.photo(pool, 2)),
            ListBlock(items=("one", "two")),
            LinkCard(url="https://elsewhere.example/?a=1&b=2", title="Elsewhere", source="E"),
        ),
    )


def hostile(pool: Path) -> StoryPlate:
    """A story whose every word would break what it stands in."""
    words = EVIL
    return casting.story(
        3,
        headline=words,
        deck=words,
        place=words,
        lead_photo=casting.photo(pool, 3, caption=words),
        body=(Paragraph(html=words), Subhead(text=words), Quote(html=words, speaker=words)),
        corrections=(Correction(at=casting.BEGINNING, text=words),),
    )


@pytest.fixture(scope="module")
def site() -> Iterator[Works]:
    """A site in two languages, in the real theme, with everything on it."""
    with works() as desk:
        desk.pool = desk.folder / "pool"
        changes = []
        for code in ("en", "fa"):
            name = EVIL if code == "fa" else "City"
            changes += [
                Put(casting.edition(code, tagline="News & views")),
                Put(casting.section(code, name=name, description=name)),
                Put(casting.author(code, name=name, biography="<p>Writes.</p>", role=name)),
                Put(casting.author(code, "bek")),
                Put(casting.topic(code, name=name)),
                Put(casting.story(1, code)),
            ]
        changes += [Put(everything(desk.pool)), Put(hostile(desk.pool))]
        desk.press(theme=Theme(), hub=HUB).bake(changes)
        yield desk


def found(site: Works, name: str) -> list[Path]:
    """The files of a name; there are some."""
    files = sorted(site.site.rglob(name))
    assert files
    return files


def refusals(schema: Any, file: Path) -> list[str]:
    """What an XML schema has against a file."""
    tree = etree.parse(file)
    return [] if schema.validate(tree) else [f"{file.name}: {error.message}" for error in schema.error_log]


def test_atom_feeds_are_those_of_rfc_4287(site: Works) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "atom-rfc4287.rng"))
    files = found(site, "feed.xml")
    assert [refusals(schema, file) for file in files] == [[]] * len(files)


def test_rss_feeds_are_those_of_the_rss_board(site: Works) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "rss-2.0.rng"))
    files = found(site, "rss.xml")
    assert [refusals(schema, file) for file in files] == [[]] * len(files)


@pytest.mark.parametrize(
    ("name", "schema"),
    [("feed.json", "json-feed-1.1.schema.json"), ("ninjs.json", "ninjs-3.0.schema.json")],
)
def test_json_is_what_its_schema_asks_for(site: Works, name: str, schema: str) -> None:
    rules = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(rules)
    kind.check_schema(rules)
    checker = kind(rules, format_checker=kind.FORMAT_CHECKER)
    told = {file.parent.name: json.loads(file.read_bytes()) for file in found(site, name)}
    assert {place: [e.message for e in checker.iter_errors(data)] for place, data in told.items()} == {
        place: [] for place in told
    }


def test_the_cut_down_ninjs_schema_still_refuses(site: Works) -> None:
    rules = json.loads((SCHEMAS / "ninjs-3.0.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(rules)
    story = json.loads(found(site, "ninjs.json")[0].read_bytes())
    assert checker.is_valid(story)
    assert not checker.is_valid({**story, "byline": "a property of ninjs 1"})
    assert not checker.is_valid({**story, "headlines": [{"text": "no value"}]})
    assert not checker.is_valid({name: value for name, value in story.items() if name != "uri"})


def test_sitemaps_are_those_of_sitemaps_org_and_news_that_of_google(site: Works) -> None:
    index = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap-index-0.9.xsd"))
    both = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9"
        schemaLocation="{(SCHEMAS / "sitemap-0.9.xsd").as_uri()}"/>
      <xsd:import namespace="http://www.google.com/schemas/sitemap-news/0.9"
        schemaLocation="{(SCHEMAS / "sitemap-news-0.9.xsd").as_uri()}"/></xsd:schema>"""
    urls = etree.XMLSchema(etree.fromstring(both))
    indexes = found(site, "index-*.xml")
    files = [file for file in found(site, "*.xml") if "sitemaps" in file.parts and file not in indexes]
    assert {file.name for file in files} >= {"news.xml", "fronts.xml", "places.xml", "2026-10.xml"}
    assert [refusals(index, file) for file in indexes] == [[]] * len(indexes)
    assert [refusals(urls, file) for file in files] == [[]] * len(files)


# --- linked data ----------------------------------------------------------------------------------------

_PLAIN = {"Text": str, "URL": str, "Integer": int, "Boolean": bool, "Date": str, "DateTime": str}


class Vocabulary:
    """schema.org, as far as Serai uses it."""

    def __init__(self) -> None:
        data = json.loads((SCHEMAS / "schema-org-12.0.json").read_text(encoding="utf-8"))
        self.types: dict[str, list[str]] = data["types"]
        self.properties: dict[str, dict[str, list[str]]] = data["properties"]

    def kinds(self, name: str) -> set[str]:
        """A type, and all that it is besides."""
        found = {name}
        for above in self.types[name]:
            found |= self.kinds(above)
        return found

    def faults(self, thing: dict[str, Any]) -> Iterator[str]:
        """What schema.org does not know of a thing: its type, a property of it, or a value."""
        kind = thing["@type"]
        if kind not in self.types:
            yield f"there is no type {kind}"
            return
        for name, value in thing.items():
            if name.startswith("@"):
                continue
            known = self.properties.get(name)
            if not known or not self.kinds(kind) & set(known["domain"]):
                yield f"{kind} has no {name}"
                continue
            for one in value if isinstance(value, list) else [value]:
                yield from self._value(f"{kind}.{name}", one, set(known["range"]))

    def _value(self, where: str, value: object, wanted: set[str]) -> Iterator[str]:
        if isinstance(value, dict):
            if value["@type"] in self.types and not self.kinds(value["@type"]) & wanted:
                yield f"{where} is no {value['@type']}"
            yield from self.faults(value)
        elif not any(type(value) is _PLAIN.get(kind) for kind in wanted):
            yield f"{where} is no {type(value).__name__}"


def test_linked_data_is_schema_orgs(site: Works) -> None:
    vocabulary, seen, faults = Vocabulary(), set(), []
    for file in found(site, "index.html"):
        for script in etree.HTML(file.read_bytes()).iterfind(".//script[@type='application/ld+json']"):
            data = json.loads(script.text or "")
            assert data.pop("@context") == "https://schema.org"
            seen.add(data["@type"])
            faults += [f"{file.parent.name}: {fault}" for fault in vocabulary.faults(data)]
    assert seen == {"NewsArticle", "NewsMediaOrganization", "CollectionPage", "ProfilePage"}
    assert faults == []


def test_the_vocabulary_refuses_what_schema_org_does_not_know() -> None:
    thing = {"@type": "NewsMediaOrganization", "inLanguage": "en", "logo": 1, "nonsense": ""}
    assert list(Vocabulary().faults(thing)) == [
        "NewsMediaOrganization has no inLanguage",
        "NewsMediaOrganization.logo is no int",
        "NewsMediaOrganization has no nonsense",
    ]


# --- Open Graph -----------------------------------------------------------------------------------------


def test_a_storys_open_graph_has_what_the_protocol_asks_for(site: Works) -> None:
    """ogp.me: four properties on every page; a picture's own after it; an article's; whole addresses."""
    for file in found(site, "index.html"):
        head = etree.HTML(file.read_bytes()).find("head")
        assert head is not None
        told = [
            (str(meta.get("property")), str(meta.get("content") or ""))
            for meta in head.findall("meta")
            if meta.get("property")
        ]
        names = [name for name, _ in told]
        if "article:published_time" not in names:
            continue
        assert {"og:title", "og:type", "og:url"} <= set(names), file
        assert all(value for name, value in told if name != "og:image:alt"), file
        for name, value in told:
            if name in {"og:url", "og:image"}:
                assert value.startswith("https://bridge.example/"), (file, name)
        parts = [name for name in names if name.startswith("og:image")]
        whole = ["og:image", "og:image:width", "og:image:height", "og:image:alt"]
        assert parts in ([], whole), file
