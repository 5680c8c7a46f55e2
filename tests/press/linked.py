"""An independent reader of linked data: PyLD, with the official contexts from `contexts/`, and no network."""

import json
from pathlib import Path
from typing import Any

from pyld import jsonld

_FOLDER = Path(__file__).parent / "contexts"
_CONTEXTS = {
    "https://www.w3.org/ns/activitystreams": "activitystreams.jsonld",
    "https://w3id.org/security/v1": "security-v1.jsonld",
}
STREAMS = "https://www.w3.org/ns/activitystreams#"


def _load(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    """A context that is kept; KeyError for any other."""
    document = json.loads((_FOLDER / _CONTEXTS[url]).read_text(encoding="utf-8"))
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
        "contentType": "application/ld+json",
    }


def expanded(document: Any) -> dict[str, Any]:
    """The one node that a document expands to (JSON-LD 1.1)."""
    [node] = jsonld.expand(document, {"documentLoader": _load})
    found: dict[str, Any] = node
    return found


def check(document: Any) -> dict[str, Any]:
    """What a document expands to; AssertionError where a term of it means nothing or a value is lost."""
    node = expanded(document)
    assert _unknown(node) == set()
    assert _values(document) == _values(node)
    return node


def _unknown(node: Any) -> set[str]:
    """The terms and types that no context explains."""
    if isinstance(node, list):
        return set().union(*(_unknown(one) for one in node))
    if not isinstance(node, dict):
        return set()
    kinds = node["@type"] if isinstance(node.get("@type"), list) else []
    names = {name for name in (*node, *kinds) if not name.startswith(("@", "http://", "https://"))}
    return names.union(*(_unknown(value) for value in node.values()))


def _values(said: Any) -> int:
    """How many values a document, or what it expands to, holds; languages and datatypes are none."""
    if isinstance(said, list):
        return sum(_values(one) for one in said)
    if isinstance(said, dict):
        typed = "@value" in said
        return sum(
            _values(one)
            for key, one in said.items()
            if key not in {"@context", "@language"} and not (typed and key == "@type")
        )
    return 1
