"""What programs read is what its standard asks for: each format against a schema that is not ours to bend,
feeds and sitemaps besides against readers that check what they read (`tests.validators`).

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

from tests import validators
from tests.press.sites import Works

SCHEMAS = Path(__file__).parent / "schemas"
SPACES = {"atom": "http://www.w3.org/2005/Atom", "s": "http://www.ascc.net/xml/schematron"}
OTHER_MODULES = ("{http://www.w3.org/2005/Atom}*", "{http://search.yahoo.com/mrss/}*")


def found(full_site: Works, name: str) -> list[Path]:
    """The files of a name; there are some."""
    files = sorted(full_site.site.rglob(name))
    assert files
    return files


def refusals(schema: Any, file: Path) -> list[str]:
    """What an XML schema has against a file."""
    tree = etree.parse(file)
    return [] if schema.validate(tree) else [f"{file.name}: {error.message}" for error in schema.error_log]


def asserted(rules: Any, tree: Any) -> list[str]:
    """What the Schematron rules beside a grammar have against a document."""
    return [
        " ".join((rule[0].text or "").split())
        for rule in rules.iterfind(".//s:rule", SPACES)
        for place in tree.xpath(f"//{rule.get('context')}", namespaces=SPACES)
        if not place.xpath(f"boolean({rule[0].get('test')})", namespaces=SPACES)
    ]


def test_atom_feeds_are_those_of_rfc_4287(full_site: Works) -> None:
    rules = etree.parse(SCHEMAS / "atom-rfc4287.rng")
    schema, files = etree.RelaxNG(rules), found(full_site, "feed.xml")
    assert {file.parent.name for file in files} >= {"en", "city", "ada", "water", "comments"}
    assert [refusals(schema, file) for file in files] == [[]] * len(files)
    assert [asserted(rules, etree.parse(file)) for file in files] == [[]] * len(files)


def test_the_rules_beside_the_grammar_are_read() -> None:
    rules = etree.parse(SCHEMAS / "atom-rfc4287.rng")
    feed = etree.ElementTree(etree.fromstring(f'<feed xmlns="{SPACES["atom"]}"><entry/></feed>'))
    assert asserted(rules, feed) == [
        "An atom:feed must have an atom:author unless all of its atom:entry children have an atom:author.",
        "An atom:entry must have at least one atom:link element with a rel attribute of 'alternate' or an "
        "atom:content.",
        "An atom:entry must have an atom:author if its feed does not.",
    ]


def test_rss_feeds_are_closed(full_site: Works) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "rss-2.0.rng"))
    files = found(full_site, "rss.xml")
    assert [refusals(schema, file) for file in files] == [[]] * len(files)


def test_a_validating_reader_of_rss_and_atom_refuses_no_feed_and_reads_the_same_in_both(
    full_site: Works, tmp_path: Path
) -> None:
    """Ruby's library knows RSS 2.0, Atom, `content` and `dc`; what RSS has of other modules is taken out."""
    atoms = found(full_site, "feed.xml")
    copies = {}
    for number, file in enumerate(found(full_site, "rss.xml")):
        tree = etree.parse(file)
        etree.strip_elements(tree, *OTHER_MODULES, with_tail=False)
        copies[file] = tmp_path / f"{number}.xml"
        tree.write(copies[file], xml_declaration=True, encoding="utf-8")
    wrong = tmp_path / "wrong.xml"
    wrong.write_text('<rss version="2.0"><channel><title>T</title></channel></rss>', encoding="utf-8")
    read = validators.feeds([*atoms, *copies.values(), wrong])
    assert read.pop(str(wrong)) == {"fault": "RSS::MissingTagError: tag <link> is missing in tag <channel>"}
    assert [one for one in read.values() if "fault" in one] == []
    for file, copy in copies.items():
        assert read[str(copy)] == read[str(file.with_name("feed.xml"))], file
    assert len(read[str(copies[full_site.site / "en" / "rss.xml"])]["entries"]) == 3


@pytest.mark.parametrize(
    ("name", "schema"),
    [("feed.json", "json-feed-1.1.schema.json"), ("ninjs.json", "ninjs-3.0.schema.json")],
)
def test_json_is_what_its_schema_asks_for(full_site: Works, name: str, schema: str) -> None:
    rules = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(rules)
    kind.check_schema(rules)
    checker = kind(rules, format_checker=kind.FORMAT_CHECKER)
    told = {file.parent.name: json.loads(file.read_bytes()) for file in found(full_site, name)}
    assert {place: [e.message for e in checker.iter_errors(data)] for place, data in told.items()} == {
        place: [] for place in told
    }


def test_the_cut_down_ninjs_schema_still_refuses(full_site: Works) -> None:
    rules = json.loads((SCHEMAS / "ninjs-3.0.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(rules)
    story = json.loads(found(full_site, "ninjs.json")[0].read_bytes())
    assert checker.is_valid(story)
    assert not checker.is_valid({**story, "byline": "a property of ninjs 1"})
    assert not checker.is_valid({**story, "headlines": [{"text": "no value"}]})
    assert not checker.is_valid({name: value for name, value in story.items() if name != "uri"})


def test_sitemaps_are_those_of_sitemaps_org_and_news_that_of_google(full_site: Works) -> None:
    index = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap-index-0.9.xsd"))
    both = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9"
        schemaLocation="{(SCHEMAS / "sitemap-0.9.xsd").as_uri()}"/>
      <xsd:import namespace="http://www.google.com/schemas/sitemap-news/0.9"
        schemaLocation="{(SCHEMAS / "sitemap-news-0.9.xsd").as_uri()}"/></xsd:schema>"""
    urls = etree.XMLSchema(etree.fromstring(both))
    indexes = found(full_site, "index-*.xml")
    files = [file for file in found(full_site, "*.xml") if "sitemaps" in file.parts and file not in indexes]
    assert {file.name for file in files} >= {"news.xml", "fronts.xml", "places.xml", "2026-10.xml"}
    assert [refusals(index, file) for file in indexes] == [[]] * len(indexes)
    assert [refusals(urls, file) for file in files] == [[]] * len(files)


def test_a_reader_of_sitemaps_refuses_none_and_reads_what_they_say(full_site: Works, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/en/</loc></url></urlset>',
        encoding="utf-8",
    )
    folder = full_site.site / "sitemaps" / "en"
    read = validators.sitemaps([*found(full_site, "sitemaps/*/*.xml"), wrong])
    assert "URL must start with http" in read.pop(str(wrong))["fault"]
    assert [one for one in read.values() if "fault" in one] == []
    (news, *_) = read[str(folder / "news.xml")]["entries"]
    assert (news["url"], news["news"]["publication"], news["news"]["publication_date"]) == (
        "https://bridge.example/en/2026/10/31/story-3/",
        {"name": "The Bridge (en)", "language": "en"},
        "2026-10-31T09:00:00Z",
    )
    assert [entry["url"] for entry in read[str(folder / "index-2026.xml")]["entries"]] == [
        "https://bridge.example/sitemaps/en/2026-10.xml"
    ]


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


def test_linked_data_is_schema_orgs(full_site: Works) -> None:
    vocabulary, seen, faults = Vocabulary(), set(), []
    for file in found(full_site, "index.html"):
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
