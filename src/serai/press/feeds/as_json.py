"""JSON Feed 1.1.

Rule: pure; canonical bytes, as a plate's are.
"""

from typing import Any

from serai.core import canonical
from serai.press import addresses, markup
from serai.press.feeds import prose
from serai.press.feeds.records import Entry, Feed, identifier, moment

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    site = feed.site_url
    data: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": markup.url(site, feed.address, feed.query),
        "feed_url": markup.url(site, feed.own(addresses.json_feed), feed.query),
        "language": feed.edition.language,
        "authors": [{"name": feed.edition.name, "url": markup.url(site, feed.edition.address)}],
        "items": [_item(entry, site) for entry in feed.entries],
    }
    if feed.subtitle:
        data["description"] = feed.subtitle
    if feed.hub:
        data["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return canonical.encode(data)


def _item(entry: Entry, site: str) -> dict[str, Any]:
    story, told = entry.story, prose.summary(entry.story)
    data: dict[str, Any] = {
        "id": identifier(story.edition, "story", story.key),
        "url": markup.url(site, story.address),
        "title": story.headline,
        "date_published": moment(story.published_at),
        "date_modified": moment(story.updated_at),
    }
    # An item must have content: where the text is kept back, that is its summary.
    if entry.text is not None:
        data["content_html"] = entry.text
    else:
        data["content_text"] = told or story.headline
    if told:
        data["summary"] = told
    if picture := prose.image_of(story):
        data["image"] = markup.url(site, addresses.media(picture.file))
    if entry.authors:
        data["authors"] = [{"name": name} for name in entry.authors]
    if entry.subjects:
        data["tags"] = list(entry.subjects)
    return data
