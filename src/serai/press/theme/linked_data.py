"""Linked data: what a page says of itself to machines, in schema.org's words (JSON-LD).

Rule: pure. The block is data, never run; still no word on it can end the element it stands in: `<`, `>`
and `&` are spelled as JSON escapes.
"""

import json
from typing import Any

from markupsafe import Markup

from serai.core import html
from serai.press import addresses
from serai.press.plates import AuthorPlate, EditionPlate, StoryPlate
from serai.press.theme import open_graph
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
            data = publisher(view.chrome)
        case ListView():
            data = list_page(view)
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
        "wordCount": view.words,
        "author": [_person(chrome, author) for author in view.authors] or [_organisation(chrome)],
        "publisher": _organisation(chrome),
        "isAccessibleForFree": True,
    }
    if story.place:
        data["dateline"] = story.place
    if story.deck:
        data["description"] = story.deck
    if view.section:
        data["articleSection"] = view.section.text
    if image := _image(chrome, story):
        data["image"] = [image]
    if view.topics:
        data["keywords"] = [topic.text for topic in view.topics]
    if story.corrections:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": correction.text, "datePublished": utc(correction.at)}
            for correction in story.corrections
        ]
    data["commentCount"] = view.talk.thread.count
    return data | _translations(view)


def _image(chrome: Chrome, story: StoryPlate) -> dict[str, Any] | None:
    shown, photo = open_graph.picture_of(story), story.lead_photo
    if shown is None:
        return None
    data = {"@type": "ImageObject", "url": chrome.site_url + shown.address}
    words = (
        {"caption": photo.caption, "creditText": photo.credit, "copyrightNotice": photo.copyright}
        if photo
        else {}
    )
    return data | {name: value for name, value in words.items() if value}


def _translations(view: StoryView) -> dict[str, Any]:
    """Of a translation: the original. Of an original: its translations."""
    works = {
        switch.address: {
            "@type": "NewsArticle",
            "url": view.chrome.site_url + switch.address,
            "inLanguage": switch.language,
        }
        for switch in view.chrome.switches
        if switch.same and not switch.current
    }
    if view.story.translation is None:
        return {"workTranslation": list(works.values())} if works else {}
    original = view.original.address if view.original else ""
    return {"translationOfWork": works[original]} if original in works else {}


def list_page(view: ListView) -> dict[str, Any]:
    """A list: where it stands in the paper; of an author, who that is."""
    chrome = view.chrome
    data: dict[str, Any] = {
        "@type": "ProfilePage" if view.author else "CollectionPage",
        "url": chrome.site_url + chrome.address,
        "inLanguage": chrome.edition.language,
        "breadcrumb": _breadcrumb(view),
    }
    if view.heading:
        data["name"] = view.heading
    if view.author:
        data["mainEntity"] = person = _person(chrome, view.author)
        if view.author.biography:
            person["description"] = html.text(view.author.biography)
    return data


def _breadcrumb(view: ListView) -> dict[str, Any]:
    """The way from the edition's front; the page itself, which comes last, has no address there."""
    chrome = view.chrome
    front = chrome.site_url + addresses.edition(chrome.edition.edition)
    page = {"@type": "WebPage", "@id": front}
    steps: list[dict[str, Any]] = [{"name": chrome.edition.name, "item": page}]
    if view.of != "edition":
        month = f"{view.month.year}-{view.month.number:02d}" if view.month else ""
        steps.append({"name": view.heading or month})
    items = [{"@type": "ListItem", "position": place, **step} for place, step in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


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
        "logo": chrome.site_url + chrome.icon,
    }


def publisher(chrome: Chrome) -> dict[str, Any]:
    """The outlet, and the rules it has told."""
    edition: EditionPlate = chrome.edition
    data = _organisation(chrome)
    data["knowsLanguage"] = edition.language
    if edition.description:
        data["description"] = edition.description
    data["correctionsPolicy"] = chrome.site_url + addresses.corrections(edition.edition)
    if edition.about:
        data["publishingPrinciples"] = chrome.site_url + addresses.about(edition.edition)
    return data
