"""What a page says of itself in its head: JSON-LD, Open Graph, microdata, plain meta elements.

Rule: pure. Nothing found here is believed without a check of its shape; what is there is used where the
page's own lines do not say it, and to know which of its lines are what.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from serai.wire.saved import times

_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting)")
_LONGEST_NAME = 120
_LONGEST_ADDRESS = 2000
_MOST_NODES = 5000


@dataclass
class Metadata:
    """What the page's head gives, each "" or empty where it gives nothing."""

    site: str = ""
    section: str = ""
    headline: str = ""
    title: str = ""
    deck: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    topics: list[str] = field(default_factory=list)
    address: str = ""
    language: str = ""
    text: str = ""
    comment_count: int | None = None
    comments: list[dict[str, Any]] = field(default_factory=list)


def read(tree: HtmlElement) -> Metadata:
    """Everything that the page's head says of its story."""
    found = Metadata()
    for node in _nodes(tree):
        if any(_ARTICLES.fullmatch(kind) for kind in _kinds(node)):
            _from_json(node, found)
            break
    _from_meta(tree, found)
    titles = tree.xpath("//head/title")
    found.title = line(titles[0].text_content()) if titles else ""
    if not found.language:
        found.language = line(tree.get("lang") or "")
    found.language = (
        found.language if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", found.language) else ""
    )
    return found


def line(value: object) -> str:
    """Words in one line; "" for what is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def iso(value: object) -> str:
    """A time as records spell it, "" where it is none."""
    words = line(value)
    if stamp := times.parse(words):
        return stamp.iso
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return ""
    return at.isoformat(timespec="minutes") if re.search(r"\d[T ]\d", words) else at.date().isoformat()


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue  # a page's broken JSON-LD is no reason to refuse the page: its lines are still there
        seen = 0
        while waiting and seen < _MOST_NODES:
            node = waiting.pop(0)
            seen += 1
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                yield node
                waiting += [node[name] for name in ("@graph", "mainEntity", "hasPart") if name in node]


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [each for each in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(each, str)]


def _names(value: object) -> list[str]:
    many = value if isinstance(value, list) else [value]
    names = [line(each.get("name") if isinstance(each, dict) else each) for each in many]
    return [name for name in names if name and len(name) <= _LONGEST_NAME and "://" not in name]


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _from_json(node: dict[str, Any], found: Metadata) -> None:
    found.headline = line(node.get("headline") or node.get("name"))
    found.deck = line(node.get("alternativeHeadline") or node.get("description"))
    found.authors = list(dict.fromkeys(_names(node.get("author"))))
    found.published = iso(node.get("datePublished"))
    found.updated = iso(node.get("dateModified"))
    found.section = next(iter(_names(node.get("articleSection"))), "")
    found.site = next(iter(_names(node.get("publisher"))), "")
    words = node.get("keywords")
    found.topics = _names(words.split(",") if isinstance(words, str) else words)
    place = node.get("mainEntityOfPage")
    found.address = _address(node.get("url") or (place.get("@id") if isinstance(place, dict) else place))
    found.language = line(node.get("inLanguage"))
    found.text = line(node.get("articleBody"))
    count = node.get("commentCount")
    found.comment_count = count if isinstance(count, int) and 0 <= count < 10**7 else None
    comments = node.get("comment")
    found.comments = [
        each for each in (comments if isinstance(comments, list) else [comments]) if isinstance(each, dict)
    ]


def _address(value: object) -> str:
    words = line(_first(value))
    try:
        parts = urlsplit(words)
    except ValueError:
        return ""
    fits = parts.scheme in {"http", "https"} and parts.netloc and len(words) <= _LONGEST_ADDRESS
    # A front page's address names no story: two stories may carry it.
    return words if fits and (parts.path.strip("/") or parts.query) else ""


def _from_meta(tree: HtmlElement, found: Metadata) -> None:
    meta: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        meta.setdefault(name, []).append(line(element.get("content")))

    def first(*names: str) -> str:
        return next((meta[name][0] for name in names if meta.get(name)), "")

    links = [line(each.get("href")) for each in tree.xpath('//link[@rel="canonical"][@href]')]
    found.address = _address(links[0] if links else "") or _address(first("og:url")) or found.address
    found.site = found.site or first("og:site_name", "application-name")[:_LONGEST_NAME]
    found.headline = found.headline or first("og:title", "headline", "twitter:title")
    found.deck = found.deck or first("og:description", "description")
    found.section = found.section or first("article:section", "articlesection")[:_LONGEST_NAME]
    found.published = found.published or iso(
        first("article:published_time", "datepublished", "date", "dc.date")
    )
    found.updated = found.updated or iso(first("article:modified_time", "datemodified"))
    if not found.authors:
        found.authors = list(dict.fromkeys(_names(meta.get("author", meta.get("article:author", [])))))
    if not found.topics:
        found.topics = _names(meta.get("article:tag", [])) or _names(
            first("keywords", "news_keywords").split(",")
        )
    found.language = found.language or first("og:locale")
