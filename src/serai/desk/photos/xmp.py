"""XMP: the fields Serai keeps, from an XMP packet (ISO 16684-1).

Rule: pure. Parsed by defusedxml without DTDs and entities, under a limit. A property may be an attribute,
plain text, or an rdf:Alt, rdf:Seq or rdf:Bag; of language alternatives `x-default` is taken, else the
first. Gives raw text: cleaning is metadata's.
"""

from collections.abc import Iterator
from typing import TypeAlias
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

PACKET_LIMIT = 2 * 1024 * 1024  # bytes; a packet of histories may be larger, and is then not read

Fields: TypeAlias = dict[str, tuple[str, ...]]

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_IPTC_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_PROPERTIES = {
    f"{_DC}description": "caption",
    f"{_PHOTOSHOP}Headline": "headline",
    f"{_DC}creator": "creator",
    f"{_PHOTOSHOP}Credit": "credit",
    f"{_DC}rights": "copyright",
    f"{_IPTC_CORE}AltTextAccessibility": "alt",
    f"{_IPTC_EXT}DigitalSourceType": "digital_source_type",
}


def read(packet: bytes) -> Fields:
    """The fields in a packet; ValueError where it is not well-formed XML, too large, or has a DTD."""
    if len(packet) > PACKET_LIMIT:
        raise ValueError(f"it has {len(packet):,} bytes, {PACKET_LIMIT:,} are read at most")
    try:
        root = defusedxml.ElementTree.fromstring(packet.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, LookupError) as error:
        raise ValueError(f"it is not plain XML ({type(error).__name__}: {error})") from error
    found: Fields = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, values in _properties(description):
            if any(values):
                found.setdefault(name, values)
    return found


def _properties(description: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in description.attrib.items():
        if key in _PROPERTIES:
            yield _PROPERTIES[key], (value,)
    for child in description:
        if child.tag in _PROPERTIES:
            yield _PROPERTIES[child.tag], _values(child)


def _values(element: Element) -> tuple[str, ...]:
    """A property's values: of alternatives one, of a list all."""
    items = element.findall(f"{_RDF}Alt/{_RDF}li")
    if items:
        default = next((item for item in items if item.get(_LANG, "").lower() == "x-default"), items[0])
        return (_words(default),)
    items = [*element.findall(f"{_RDF}Seq/{_RDF}li"), *element.findall(f"{_RDF}Bag/{_RDF}li")]
    if items:
        return tuple(words for words in map(_words, items) if words.strip())
    return (element.get(f"{_RDF}resource") or _words(element),)


def _words(element: Element) -> str:
    return "".join(element.itertext())
