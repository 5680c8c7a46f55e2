"""ninjs 3.0 (IPTC, News in JSON): a story as other newsrooms' systems take it in.

Rule: pure; canonical bytes, as a plate's are. Only what readers see is told. The lasting name of a story is
that of its entries in feeds; without the site's address there is no ninjs, for it holds whole addresses only.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from serai.core import canonical, html
from serai.press import addresses, feeds, markup
from serai.press.pages import photos_of
from serai.press.plates import (
    AuthorPlate,
    Block,
    EditionPlate,
    Figure,
    LinkCard,
    ListBlock,
    Paragraph,
    Photo,
    Quote,
    StoryPlate,
)
from serai.press.views import Link

STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}


class Item(NamedTuple):
    """A story, and the names of what its plate holds the keys of."""

    story: StoryPlate
    edition: EditionPlate
    authors: tuple[AuthorPlate, ...]
    section: Link | None
    topics: tuple[Link, ...]
    site_url: str
    editions: tuple[EditionPlate, ...]  # all that are public
    everywhere: Mapping[str, str]  # where the story stands, by edition


def to_bytes(item: Item) -> bytes:
    """The story as one ninjs object."""
    story, site = item.story, item.site_url
    plain = text(story.body)
    data: dict[str, Any] = {
        "standard": STANDARD,
        "uri": feeds.identifier(story.edition, "story", story.key),
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "version": feeds.moment(story.updated_at),
        "firstCreated": feeds.moment(story.published_at),
        "contentCreated": feeds.moment(story.published_at),
        "versionCreated": feeds.moment(story.updated_at),
        "language": item.edition.language,
        "title": story.headline,
        "slugline": story.slug,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": story.headline}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "charCount": len(plain),
                "wordCount": len(plain.split()),
                "value": feeds.content(story, site),
            },
            {"role": "main", "contentType": "text/plain", "value": plain},
        ],
        "copyrightHolder": item.edition.name,
        "altIds": [
            {"role": "address", "value": markup.url(site, story.address)},
            {"role": "key", "value": story.key},
        ],
    }
    data |= {
        "by": ", ".join(author.name for author in item.authors),
        "located": story.place,
        "descriptions": _descriptions(story),
        "infoSources": [
            {"name": author.name, "uri": markup.url(site, author.address)} for author in item.authors
        ],
        "subjects": [
            *([_subject(item.section, "section", site)] if item.section else []),
            *(_subject(topic, "topic", site) for topic in item.topics),
        ],
        "associations": [
            *(_picture(photo, site) for photo in photos_of(story) if photo.renditions),
            *_translations(item),
        ],
    }
    return canonical.encode({name: value for name, value in data.items() if value})


def text(body: Iterable[Block]) -> str:
    """A body's words, a paragraph to a line; captions are not among them."""
    return "\n\n".join(words for block in body if (words := _words(block)))


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return html.text(block.html)
    if isinstance(block, Quote):
        speaker = ", ".join(part for part in (block.speaker, block.role) if part)
        return "\n".join(part for part in (html.text(block.html), speaker) if part)
    if isinstance(block, ListBlock):
        return "\n".join(html.text(item) for item in block.items)
    if isinstance(block, LinkCard):
        return f"{block.title} {block.url}"
    return "" if isinstance(block, Figure) else block.text


def _descriptions(story: StoryPlate) -> list[dict[str, str]]:
    told = [("summary", feeds.summary(story))]
    told += [("correction", correction.text) for correction in story.corrections]
    return [{"role": role, "contentType": "text/plain", "value": words} for role, words in told if words]


def _subject(place: Link, relation: str, site: str) -> dict[str, str]:
    return {"name": place.text, "rel": relation, "uri": markup.url(site, place.address)}


def _translations(item: Item) -> Iterator[dict[str, Any]]:
    """The same story in other languages: of each what changes only where this page is made anew too."""
    for edition in item.editions:
        place = item.everywhere.get(edition.key)
        if place and edition.key != item.story.edition:
            yield {
                "name": edition.language_name,
                "uri": feeds.identifier(edition.key, "story", item.story.key),
                "type": "text",
                "representationType": "partial",
                "language": edition.language,
                "altIds": [{"role": "address", "value": markup.url(item.site_url, place)}],
            }


def _picture(photo: Photo, site: str) -> dict[str, Any]:
    """A photo, named by the content of its widest file."""
    files = [
        {
            "name": f"{file.format}-{file.width}",
            "href": markup.url(site, addresses.media(file.file)),
            "contentType": f"image/{file.format}",
            "width": file.width,
            "height": file.height,
            "sizeInBytes": file.size,
        }
        for file in photo.renditions
    ]
    words = [("caption", photo.caption), ("altText", photo.alt)]
    data: dict[str, Any] = {
        "name": photo.caption or photo.alt,
        "uri": files[-1]["href"],
        "type": "picture",
        "by": photo.credit,
        "copyrightNotice": photo.copyright,
        "descriptions": [{"role": role, "value": value} for role, value in words if value],
        "renditions": files,
    }
    return {name: value for name, value in data.items() if value or name == "name"}
