"""Linked data: what a story says of itself to machines, in schema.org's words (JSON-LD).

Rule: pure. The block is data, never run; still no word on it can end the element it stands in: `<`, `>`
and `&` are spelled as JSON escapes.
"""

import json
from typing import Any

from markupsafe import Markup

from serai.core import html
from serai.press import addresses
from serai.press.plates import AuthorPlate, EditionPlate
from serai.press.theme import pictures
from serai.press.theme.spelling import utc
from serai.press.views import Chrome, FrontView, ListView, StoryView

_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def block(view: object) -> Markup:
    """The view's linked data as JSON that may stand in a `<script>`; "" where it has none to give."""
    match view:
        case StoryView():
            data = news_article(view)
        case FrontView():
            data = _publisher(view.chrome)
        case ListView(author=AuthorPlate() as author):
            data = _person(view.chrome, author)
            if author.biography:
                data["description"] = html.text(author.biography)
        case _:
            return Markup("")
    spelled = json.dumps(
        {"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":")
    )
    return Markup(spelled.translate(_ESCAPES))  # noqa: S704 - nothing that ends the element is left in it


def news_article(view: StoryView) -> dict[str, Any]:
    """A story as schema.org's NewsArticle."""
    chrome, story = view.chrome, view.story
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": story.headline,
        "mainEntityOfPage": chrome.site_url + story.address,
        "datePublished": utc(story.published_at),
        "dateModified": utc(story.updated_at),
        "inLanguage": chrome.edition.language,
        "dateline": story.place,
        "wordCount": view.words,
        "author": [_person(chrome, author) for author in view.authors] or [_organisation(chrome)],
        "publisher": _organisation(chrome),
        "isAccessibleForFree": True,
    }
    if story.deck:
        data["description"] = story.deck
    if view.section:
        data["articleSection"] = view.section.text
    if story.lead_photo and (file := pictures.largest_jpeg(story.lead_photo)):
        data["image"] = [chrome.site_url + file]
    if view.topics:
        data["keywords"] = [topic.text for topic in view.topics]
    if story.corrections:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": correction.text, "datePublished": utc(correction.at)}
            for correction in story.corrections
        ]
    data["commentCount"] = view.talk.thread.count
    return data


def _person(chrome: Chrome, author: AuthorPlate) -> dict[str, Any]:
    data = {"@type": "Person", "name": author.name, "url": chrome.site_url + author.address}
    if author.role:
        data["jobTitle"] = author.role
    return data


def _organisation(chrome: Chrome) -> dict[str, Any]:
    edition = chrome.edition
    return {
        "@type": "NewsMediaOrganization",
        "name": edition.name,
        "url": chrome.site_url + addresses.edition(edition.edition),
    }


def _publisher(chrome: Chrome) -> dict[str, Any]:
    edition: EditionPlate = chrome.edition
    data = _organisation(chrome)
    data["inLanguage"] = edition.language
    if edition.description:
        data["description"] = edition.description
    data["correctionsPolicy"] = chrome.site_url + addresses.corrections(edition.edition)
    if edition.about:
        data["publishingPrinciples"] = chrome.site_url + addresses.about(edition.edition)
    return data
